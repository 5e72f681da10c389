using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution.Journaling;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Engine.Batch;

/// <summary>A run of a journal that did not pass.</summary>
/// <param name="Path">Of its scenario, absolute.</param>
/// <param name="Environment">Its name, as reports have it.</param>
/// <param name="RowNumber">From 1; null without rows.</param>
internal sealed record FailedRun(string Path, string Environment, long? RowNumber);

/// <summary>What failed the last time, as a journal has it.</summary>
internal static class LastFailed
{
    /// <summary>
    /// The runs that did not pass of the batch of these keys that began last; without one, of the last run of each scenario file there is.
    /// What waits, or was stopped, has not passed.
    /// </summary>
    /// <param name="journal">Where they are written down.</param>
    /// <param name="keys">Of the whole batch, and of the one of those that failed in it: that may be the later one.</param>
    /// <param name="ct">Ends the reading.</param>
    /// <exception cref="JournalException">The journal cannot be read, or is not as it was written.</exception>
    public static async Task<ImmutableArray<FailedRun>> OfAsync(SealedJournal journal, IEnumerable<string> keys, CancellationToken ct)
    {
        JournaledBatch? last = null;
        foreach (var key in keys)
        {
            if (await journal.LastBatchAsync(key, ct) is { } found && (last is null || found.StartedAt > last.StartedAt))
                last = found;
        }
        return last is null ? await OfFilesAsync(journal, ct) : await OfBatchAsync(journal, last, ct);
    }

    private static async Task<ImmutableArray<FailedRun>> OfBatchAsync(SealedJournal journal, JournaledBatch batch, CancellationToken ct)
    {
        // Of several runs of the same row the last one counts.
        var failed = new Dictionary<string, JournaledRun>(StringComparer.Ordinal);
        JournaledRun? before = null;
        while (await journal.ReadBatchAsync(batch.Id, before, ct) is { IsEmpty: false } page)
        {
            foreach (var run in page.Where(r => r.Last is not null).Select(r => r.Run))
            {
                var isLater = before?.RowId != run.RowId || before!.StartedAt <= run.StartedAt;
                if (isLater && run.Outcome is Outcome.Passed)
                    failed.Remove(run.RowId!);
                else if (isLater)
                    failed[run.RowId!] = run;
                if (isLater)
                    before = run;
            }
            before = page[^1].Run;
        }
        var told = ImmutableArray.CreateBuilder<FailedRun>(failed.Count);
        foreach (var run in failed.Values)
            told.Add(Told(await KeptRun.ReadAsync(journal, run, ct)));
        return told.MoveToImmutable();
    }

    private static async Task<ImmutableArray<FailedRun>> OfFilesAsync(SealedJournal journal, CancellationToken ct)
    {
        var seen = new HashSet<(string, string)>();
        var told = ImmutableArray.CreateBuilder<FailedRun>();
        foreach (var run in await journal.ListAsync(ct))
        {
            if (run.KeyId != journal.Key.Id || (await journal.ReadAsync(run.Id, ct)).IsEmpty)
                continue;
            var last = Told(await KeptRun.ReadAsync(journal, run, ct));
            if (seen.Add((last.Path, last.Environment)) && run.Outcome is not Outcome.Passed)
                told.Add(last);
        }
        return told.ToImmutable();
    }

    private static FailedRun Told(KeptRun kept) =>
        new(Path.GetFullPath(kept.Head.Path, kept.Head.Folder), kept.Listed.Environment, kept.Listed.RowNumber);
}
