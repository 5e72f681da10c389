using System.Collections.Immutable;
using PingOneScenarios.Cli.Journals;

namespace PingOneScenarios.Cli.Display.Runs;

/// <summary>What was forgotten, and what is lost with a run, in words.</summary>
internal static class PruneText
{
    /// <param name="gone">Those that are, or would be, forgotten.</param>
    /// <param name="kept">As old, but something hangs on them.</param>
    /// <param name="isTrial">Whether nothing was done.</param>
    public static IEnumerable<string> Of(ImmutableArray<StandingRun> gone, ImmutableArray<StandingRun> kept, bool isTrial)
    {
        yield return $"{(isTrial ? "would forget" : "forgot")} {Runs(gone.Length)}";
        if (isTrial)
        {
            foreach (var run in gone)
                yield return $"  {run.Run.Id}  {RunWords.When(run.Run.StartedAt)}  {RunWords.Outcome(run)}";
        }
        if (kept.IsEmpty)
            yield break;
        yield return $"kept {Runs(kept.Length)} as old, since something hangs on {(kept.Length == 1 ? "it" : "them")}:";
        foreach (var run in kept)
            yield return $"  {run.Run.Id}  {RunWords.When(run.Run.StartedAt)}  {RunWords.Burden(run)}";
    }

    /// <summary>What nobody will know any more when a run is forgotten on which something hangs.</summary>
    public static string Loss(StandingRun run) =>
        $"the run {run.Run.Id} {RunWords.Burden(run)}; once it is forgotten, p1s can neither go on with it nor take back what it made";

    /// <summary>The same of a batch.</summary>
    public static string Loss(StandingBatch batch) =>
        $"the batch {batch.Id} {BatchWords.Burden(batch)}; once it is forgotten, p1s can neither go on with it nor take back what its runs made";

    /// <summary>What becomes of batches, in lines; none without one.</summary>
    /// <param name="gone">Those that are, or would be, forgotten.</param>
    /// <param name="kept">As old, but something hangs on them.</param>
    /// <param name="isTrial">Whether nothing was done.</param>
    public static IEnumerable<string> Of(ImmutableArray<StandingBatch> gone, ImmutableArray<StandingBatch> kept, bool isTrial)
    {
        foreach (var batch in gone)
            yield return $"{(isTrial ? "would forget" : "forgot")} the batch {batch.Id} of {RunWords.When(batch.Listed.Batch.StartedAt)}: {BatchWords.Counts(batch)}";
        foreach (var batch in kept)
            yield return $"kept the batch {batch.Id} as old: it {BatchWords.Burden(batch)}";
    }

    private static string Runs(int count) => count == 1 ? "1 run" : $"{count} runs";
}
