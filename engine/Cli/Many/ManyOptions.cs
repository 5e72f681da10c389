using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using PingOneScenarios.Cli.Load;

namespace PingOneScenarios.Cli.Many;

/// <summary>How many runs there are, how many at a time, and what becomes of those that do not pass.</summary>
internal sealed class ManyOptions
{
    private const int MostParallel = 10_000;
    private const int MostRetries = 100;

    private readonly Option<int?> parallel = NumberOption(
        "--parallel",
        "How many runs are under way at a time; as many as there are processors against a local PingOne, else 1, if not given.",
        MostParallel
    );
    private readonly Option<int?> repeat = NumberOption("--repeat", "Run everything so many times.", int.MaxValue);
    private readonly Option<int?> retries = NumberOption(
        "--retries",
        "How often a scenario that failed is begun anew, after taking back what it made as --undo says; what passes then is flaky.",
        MostRetries
    );
    private readonly Option<int?> stopAfter = NumberOption("--stop-after", "Begin no more runs when so many did not pass.", int.MaxValue);

    /// <summary>The same options, and those of a load, which takes <c>--parallel</c> too.</summary>
    public ManyOptions() => Load = new LoadOptions(parallel);

    public LoadOptions Load { get; }

    public void AddTo(Command command)
    {
        command.Add(parallel);
        command.Add(repeat);
        command.Add(retries);
        command.Add(stopAfter);
        Load.AddTo(command);
    }

    /// <summary>Null when it is not given.</summary>
    public int? Parallel(ParseResult parsed) => parsed.GetValue(parallel);

    /// <inheritdoc cref="Parallel"/>
    public int? Repeat(ParseResult parsed) => parsed.GetValue(repeat);

    /// <inheritdoc cref="Parallel"/>
    public int? Retries(ParseResult parsed) => parsed.GetValue(retries);

    /// <inheritdoc cref="Parallel"/>
    public int? StopAfter(ParseResult parsed) => parsed.GetValue(stopAfter);

    /// <summary>Whether one of them is on the command line that only makes sense of runs nobody goes through step by step.</summary>
    public bool ArePlural(ParseResult parsed) => Parallel(parsed) > 1 || Repeat(parsed) > 1 || Retries(parsed) is not null;

    private static Option<int?> NumberOption(string name, string description, int most) =>
        new(name)
        {
            Description = description,
            CustomParser = written => Read(written, name, most),
            HelpName = "number",
        };

    private static int? Read(ArgumentResult written, string name, int most)
    {
        var text = written.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most)
            return number;
        var upTo = most == int.MaxValue ? "on" : string.Create(CultureInfo.InvariantCulture, $"to {most}");
        written.AddError($"{name} takes a whole number from 1 {upTo}, this is \"{text}\"");
        return null;
    }
}
