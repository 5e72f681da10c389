using System.CommandLine;

namespace PingOneScenarios.Cli.Pausing;

/// <summary>The options by which a run is run step by step.</summary>
internal sealed class PauseOptions
{
    private readonly Option<bool> pause = new("--pause")
    {
        Description = "Stop before each step, show its request and ask what to do; and after one that did not pass.",
    };
    private readonly Option<string[]> pauseAt = new("--pause-at")
    {
        Description = "Stop before the step of this title or id. May be repeated.",
        HelpName = "title",
    };
    private readonly Option<bool> pauseOnFailure = new("--pause-on-failure")
    {
        Description = "Stop after a step that did not pass, to try it again.",
    };

    public void AddTo(Command command)
    {
        command.Add(pause);
        command.Add(pauseAt);
        command.Add(pauseOnFailure);
    }

    /// <summary>Null when nobody wants to stop.</summary>
    public PausePoints? Of(ParseResult parsed)
    {
        var titles = parsed.GetValue(pauseAt) ?? [];
        return parsed.GetValue(pause) || parsed.GetValue(pauseOnFailure) || titles.Length > 0
            ? new PausePoints(parsed.GetValue(pause), [.. titles], parsed.GetValue(pauseOnFailure))
            : null;
    }
}
