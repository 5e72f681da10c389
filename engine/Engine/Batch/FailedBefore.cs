using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Files;

namespace PingOneScenarios.Engine.Batch;

/// <summary>
/// Which runs did not pass, by file, environment and row. An attempt that did not count because the scenario was begun anew is none of them; what
/// could not begin is one.
/// </summary>
internal sealed class FailedBefore
{
    private readonly HashSet<(string Path, string? Environment, long? Row)> failed = [];
    private readonly HashSet<string> files = new(StringComparer.Ordinal);
    private RunStarted? started;

    public bool IsEmpty => failed.Count == 0;

    /// <summary>Hears what happened in runs, one after the other.</summary>
    public void Add(RunEvent happened)
    {
        if (happened is RunStarted begun)
            started = begun;
        else if (happened is RunFinished { Summary: var summary } && started is { } run && DidNotPass(summary))
            Add(run.Path, run.Environment, run.Slot?.RowNumber);
        else if (happened is RunNotStarted { Path: var path, Slot: var slot })
            Add(path, null, slot?.RowNumber);
    }

    /// <summary>Remembers one; null stands for every environment, and for every row.</summary>
    public void Add(string path, string? environment, long? row)
    {
        var full = PackPaths.Canonical(path);
        files.Add(full);
        failed.Add((full, environment, row));
    }

    /// <summary>Whether some run of a file did not pass.</summary>
    public bool HasFile(string path) => files.Contains(PackPaths.Canonical(path));

    /// <summary>Whether this run did not pass.</summary>
    /// <param name="path">Of the scenario, as the user knows it.</param>
    /// <param name="environment">The name of the environment, as reports have it.</param>
    /// <param name="row">From 1; null without rows.</param>
    public bool Has(string path, string environment, long? row)
    {
        var full = PackPaths.Canonical(path);
        return failed.Contains((full, environment, row))
            || failed.Contains((full, environment, null))
            || failed.Contains((full, null, row))
            || failed.Contains((full, null, null));
    }

    // Only what may be empty is skipped without a problem.
    private static bool DidNotPass(RunSummary summary) =>
        summary is { IsRunAnew: false, TakesBack: false }
        && summary.Outcome != Outcome.Passed
        && !(summary.Outcome == Outcome.Skipped && summary.Problems.IsEmpty);
}
