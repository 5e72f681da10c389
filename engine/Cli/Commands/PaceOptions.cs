using System.CommandLine;
using System.CommandLine.Parsing;
using PingOneScenarios.Engine.Http.Pacing;

namespace PingOneScenarios.Cli.Commands;

/// <summary>The option that says how many requests an origin is sent in a length of time, whatever runs send them.</summary>
internal sealed class PaceOptions
{
    private readonly Option<PaceRate?> maxRate = new("--max-rate")
    {
        Description = "How many requests may leave to each origin, by all runs together and evenly spaced; no bound if not given.",
        CustomParser = ReadRate,
        HelpName = "10/s|600/m|0.5/s",
    };

    public void AddTo(Command command) => command.Add(maxRate);

    /// <summary>What the runs of the command share; null when each sends as if it were alone.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="isMany">Whether more than one run may be under way at a time.</param>
    public OriginPace? Of(ParseResult parsed, bool isMany) =>
        parsed.GetValue(maxRate) is var rate && (rate is not null || isMany) ? new OriginPace(TimeProvider.System, rate) : null;

    private static PaceRate? ReadRate(ArgumentResult written)
    {
        var text = written.Tokens[0].Value;
        if (PaceRate.TryParse(text, out var rate))
            return rate;
        written.AddError(
            $"--max-rate takes requests in a second, a minute or an hour, from 1/h to 10000/s, for example 10/s, 600/m or 0.5/s, this is \"{text}\""
        );
        return null;
    }
}
