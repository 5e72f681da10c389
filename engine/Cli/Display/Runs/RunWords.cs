using System.Globalization;
using PingOneScenarios.Cli.Journals;

namespace PingOneScenarios.Cli.Display.Runs;

/// <summary>Where a run stands, in words.</summary>
internal static class RunWords
{
    /// <summary>In the time of this machine.</summary>
    public static string When(DateTimeOffset time) =>
        TimeZoneInfo.ConvertTime(time, TimeProvider.System.LocalTimeZone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>In a word or two.</summary>
    public static string Outcome(StandingRun run) =>
        run.Standing switch
        {
            RunStanding.Running => "running",
            RunStanding.Elsewhere => "running elsewhere",
            RunStanding.Stopped => "stopped",
            RunStanding.Waiting => "waiting for an answer",
            _ => run.Run.Outcome is { } outcome ? Mark.WordOf(outcome) : "ended",
        };

    /// <summary>What hangs on it: "is waiting for an answer, left 2 things behind".</summary>
    public static string Burden(StandingRun run)
    {
        var parts = new List<string>();
        if (run.Standing != RunStanding.Ended)
            parts.Add($"is {Outcome(run)}");
        if (run.Run.LeftBehind > 0)
            parts.Add($"left {(run.Run.LeftBehind == 1 ? "1 thing" : $"{run.Run.LeftBehind} things")} behind");
        if (run.Run.InDoubt > 0)
            parts.Add($"has {(run.Run.InDoubt == 1 ? "1 request" : $"{run.Run.InDoubt} requests")} in doubt");
        return string.Join(", ", parts);
    }
}
