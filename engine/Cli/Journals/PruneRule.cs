using System.Collections.Immutable;

namespace PingOneScenarios.Cli.Journals;

/// <summary>Which runs are old enough to be forgotten.</summary>
/// <param name="Age">Of the newest that are.</param>
/// <param name="Most">How many newer ones stay at most.</param>
internal sealed record PruneRule(TimeSpan Age, int Most)
{
    /// <summary>Those that go, and those that would but for what hangs on them.</summary>
    /// <param name="runs">The newest first.</param>
    /// <param name="now">What age is measured by.</param>
    public (ImmutableArray<StandingRun> Gone, ImmutableArray<StandingRun> Kept) Divide(IEnumerable<StandingRun> runs, DateTimeOffset now)
    {
        var old = runs.Where((run, i) => i >= Most || now - run.Run.ChangedAt > Age).ToLookup(run => run.IsNeeded);
        return ([.. old[false]], [.. old[true]]);
    }

    /// <summary>The same of batches, each of which counts as one; one is forgotten with all its runs or not at all.</summary>
    /// <param name="batches">The newest first.</param>
    /// <param name="now">What age is measured by.</param>
    public (ImmutableArray<StandingBatch> Gone, ImmutableArray<StandingBatch> Kept) Divide(
        IEnumerable<StandingBatch> batches,
        DateTimeOffset now
    )
    {
        var old = batches.Where((batch, i) => i >= Most || now - batch.Listed.ChangedAt > Age).ToLookup(batch => batch.IsNeeded);
        return ([.. old[false]], [.. old[true]]);
    }
}
