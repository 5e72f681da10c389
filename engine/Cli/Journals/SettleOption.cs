using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Cli.Journals;

/// <summary><c>--settle STEP[n]=done|again</c>.</summary>
internal static class SettleOption
{
    private const string Done = "done";
    private const string Again = "again";

    public static Option<string[]> Create()
    {
        var option = new Option<string[]>("--settle")
        {
            Description =
                "What became of the request of a step in doubt: it was carried out (done), or it is to be sent again. May be repeated.",
            HelpName = "step=done|again",
        };
        option.Validators.Add(Check);
        return option;
    }

    /// <summary>What was said, by the steps as they were written.</summary>
    public static ImmutableArray<KeyValuePair<string, DoubtAnswerKind>> Read(IEnumerable<string>? written) =>
        [.. (written ?? []).Select(Split).Where(s => s is not null).Select(s => s!.Value)];

    private static void Check(OptionResult result)
    {
        foreach (var token in result.Tokens.Where(t => Split(t.Value) is null))
            result.AddError(
                $"--settle takes a step and what became of its request, such as create-user=done or create-user=again, this is \"{token.Value}\""
            );
    }

    private static KeyValuePair<string, DoubtAnswerKind>? Split(string written)
    {
        var equals = written.LastIndexOf('=');
        if (equals <= 0)
            return null;
        return written[(equals + 1)..] switch
        {
            Done => new(written[..equals], DoubtAnswerKind.Done),
            Again => new(written[..equals], DoubtAnswerKind.Again),
            _ => null,
        };
    }
}
