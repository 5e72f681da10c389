using System.Collections.Immutable;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Journals;

/// <summary>Batches, and the runs that belong to them.</summary>
internal sealed partial class MemoryJournal
{
    private const int Page = 500;

    private readonly Dictionary<string, JournaledBatch> batches = new(StringComparer.Ordinal);

    // Null for a run without a batch, and for a batch that is not there.
    private bool? Owns(JournaledRun run) =>
        run.Batch is { } id && batches.TryGetValue(id, out var batch) ? batch.EndedAt is null && batch.Owner == run.Owner : null;

    /// <inheritdoc/>
    public Task<bool> CloseAsync(JournalRow row, JournaledRun run, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        lock (guard)
        {
            var isOurs = Append(row, run);
            if (isOurs)
                runs[row.Run].Rows.RemoveAll(r => r.Number < row.Number);
            return Task.FromResult(isOurs);
        }
    }

    /// <inheritdoc/>
    public Task<bool> BeginBatchAsync(JournaledBatch batch, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        lock (guard)
            return Task.FromResult(batches.TryAdd(batch.Id, batch));
    }

    /// <inheritdoc/>
    public Task<bool> ChangeBatchAsync(JournaledBatch batch, string owner, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        lock (guard)
        {
            var may =
                batches.TryGetValue(batch.Id, out var there)
                && there.EndedAt is null
                && there.Owner == owner
                && (batch.EndedAt is null || !Of(batch.Id).Any(r => r.Last is not null && !r.Run.IsSettled));
            if (may)
                batches[batch.Id] = batch;
            return Task.FromResult(may);
        }
    }

    /// <inheritdoc/>
    public Task<JournaledBatch?> LastBatchAsync(string key, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        lock (guard)
            return Task.FromResult(Newest().FirstOrDefault(b => b.Key == key));
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<ListedBatch>> ListBatchesAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        lock (guard)
        {
            return Task.FromResult<ImmutableArray<ListedBatch>>([
                .. Newest().Select(b => CountedRuns.Sum(b, Of(b.Id).Select(r => CountedRuns.Of(r.Run)))),
            ]);
        }
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<BatchedRun>> ReadBatchAsync(string batch, JournaledRun? after, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        lock (guard)
        {
            return Task.FromResult<ImmutableArray<BatchedRun>>([
                .. Of(batch)
                    .OrderBy(r => r.Run.RowId, StringComparer.Ordinal)
                    .ThenBy(r => r.Run.Id, StringComparer.Ordinal)
                    .SkipWhile(r => after is not null && !IsBehind(r.Run, after))
                    .Take(Page),
            ]);
        }
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<JournaledRun>> FindBatchedAsync(string beginning, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        lock (guard)
        {
            var found = runs
                .Values.Select(there => there.Run)
                .Where(run => run.Batch is not null && run.Id.StartsWith(beginning, StringComparison.Ordinal))
                .OrderBy(run => run.Id, StringComparer.Ordinal);
            return Task.FromResult<ImmutableArray<JournaledRun>>([.. found.Take(20)]);
        }
    }

    private static bool IsBehind(JournaledRun run, JournaledRun other) =>
        string.CompareOrdinal(run.RowId, other.RowId) is var order && (order == 0 ? string.CompareOrdinal(run.Id, other.Id) : order) > 0;

    private IEnumerable<BatchedRun> Of(string batch) =>
        runs.Values.Where(there => there.Run.Batch == batch).Select(there => new BatchedRun(there.Run, there.Rows.LastOrDefault()));

    private IEnumerable<JournaledBatch> Newest() =>
        batches.Values.OrderByDescending(b => b.StartedAt).ThenByDescending(b => b.Id, StringComparer.Ordinal);

    private void Forget(string id)
    {
        runs.Remove(id);
        if (batches.Remove(id))
        {
            foreach (var run in Of(id).Select(r => r.Run.Id).ToList())
                runs.Remove(run);
        }
    }
}
