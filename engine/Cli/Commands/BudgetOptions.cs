using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Cli.Commands;

/// <summary>The options by which an operator gives a run more or less than usual (trust rule 12).</summary>
internal sealed class BudgetOptions
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private readonly Option<int?> maxSteps = new("--max-steps")
    {
        Description = "How many steps a run may have, each turn of a loop counted; 1000 if not given.",
        CustomParser = ReadSteps,
        HelpName = "number",
    };
    private readonly Option<TimeSpan?> maxTime = new("--max-time")
    {
        Description = "How long a run may take before its finally and undo; 15m if not given.",
        CustomParser = ReadTime,
        HelpName = "30s|15m|1h",
    };

    private readonly Option<int?> maxSecretBits = new("--max-secret-bits")
    {
        Description = "How many bits of a secret the log may tell by what is skipped, repeated or failed; 16 if not given.",
        CustomParser = ReadBits,
        HelpName = "number",
    };

    private readonly Option<int?> maxAnswer = new("--max-answer")
    {
        Description = "How large an answer may be once it is decoded, up to 1GB; 10MB if not given.",
        CustomParser = ReadAnswer,
        HelpName = "512KB|50MB|1GB",
    };

    public string AnswerName => maxAnswer.Name;

    public string StepsName => maxSteps.Name;

    public string TimeName => maxTime.Name;

    public string SecretBitsName => maxSecretBits.Name;

    public void AddTo(Command command)
    {
        command.Add(maxSteps);
        command.Add(maxTime);
        command.Add(maxSecretBits);
        command.Add(maxAnswer);
    }

    /// <summary>The usual ones, where a command does not take the option.</summary>
    public Budgets Of(ParseResult parsed) =>
        new()
        {
            Steps = parsed.GetValue(maxSteps) ?? Budgets.Usual.Steps,
            Time = parsed.GetValue(maxTime) ?? Budgets.Usual.Time,
            SecretBits = parsed.GetValue(maxSecretBits) ?? Budgets.Usual.SecretBits,
            LargestAnswer = parsed.GetValue(maxAnswer) ?? Budgets.Usual.LargestAnswer,
        };

    private static int? ReadSteps(ArgumentResult written)
    {
        var text = written.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
            return number;
        written.AddError($"--max-steps takes a whole number above 0, this is \"{text}\"");
        return null;
    }

    private static int? ReadBits(ArgumentResult written)
    {
        var text = written.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        written.AddError($"--max-secret-bits takes a whole number from 0 on, this is \"{text}\"");
        return null;
    }

    private static int? ReadAnswer(ArgumentResult written)
    {
        var text = written.Tokens[0].Value;
        if (SizeText.TryParse(text, out var bytes))
            return bytes;
        written.AddError($"--max-answer takes a size from 1KB to 1GB, for example 50MB, this is \"{text}\"");
        return null;
    }

    private static TimeSpan? ReadTime(ArgumentResult written)
    {
        var text = written.Tokens[0].Value;
        if (DurationText.TryParse(text, out var time) && time > TimeSpan.Zero && time <= Longest)
            return time;
        written.AddError($"--max-time takes a length of time up to 24h, for example 30s, 15m or 1h, this is \"{text}\"");
        return null;
    }
}
