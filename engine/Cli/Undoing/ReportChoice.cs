using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution.Undoing;

namespace PingOneScenarios.Cli.Undoing;

/// <summary>Which run of a report is to be taken back, or why none is.</summary>
/// <param name="Run">Null when there is nothing to do.</param>
/// <param name="Reason">Then why, for people.</param>
/// <param name="Code">Then the exit code.</param>
internal sealed record ReportChoice(ToldRun? Run, string Reason, int Code)
{
    /// <param name="path">Of the report, as it was named.</param>
    /// <param name="events">All of it.</param>
    /// <param name="id">The run that was asked for; null when none was.</param>
    public static ReportChoice Of(string path, IReadOnlyCollection<RunEvent> events, string? id)
    {
        var runs = ToldRun.In(events);
        if (runs.IsEmpty)
            return Nothing($"{path}: no scenario was started, so there is nothing to take back");
        var named = id is null ? runs : [.. runs.Where(r => r.Started.RunId.Text == id)];
        if (named.IsEmpty)
            return Wrong($"there is no run {id} in {path}; it holds {string.Join(", ", runs.Select(NameOf))}");
        if (named.FirstOrDefault(r => r.LacksWork) is { } old)
            return new(
                null,
                $"p1s: {path} does not tell what the undo requests of run {old.Started.RunId} are made of: {Older}",
                ExitCode.Invalid
            );
        if (named.All(r => r.TakesBack))
            return Wrong($"{path} is the report of a p1s undo, which makes nothing; name the report of the run that made what is left");
        var left = named.Where(r => !r.Left.IsEmpty).ToList();
        return left.Count switch
        {
            0 => Nothing($"{path}: {(named.Any(r => r.TakenBack > 0) ? AllTakenBack : NothingMade)}"),
            1 => new(left[0], "", ExitCode.Passed),
            _ => Wrong(
                $"{path} holds {left.Count} runs that left something; say which: {string.Join(" or ", left.Select(r => "--run " + NameOf(r)))}"
            ),
        };
    }

    private const string AllTakenBack = "what the run made was taken back already";

    private const string NothingMade = "the run made nothing that its scenario says how to take back";

    private const string Older = "an older p1s wrote it; its summary lists the requests that remove what was left behind";

    private static string NameOf(ToldRun run) => $"{run.Started.RunId} ({run.Started.Title})";

    private static ReportChoice Nothing(string reason) => new(null, reason, ExitCode.Passed);

    private static ReportChoice Wrong(string reason) => new(null, "p1s: " + reason, ExitCode.WrongUse);
}
