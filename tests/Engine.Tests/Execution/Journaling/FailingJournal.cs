using System.Collections.Immutable;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Engine.Tests.Execution.Journaling;

/// <summary>A journal that cannot be written to for a while, as on a full disk.</summary>
/// <param name="inner">Keeps the rows.</param>
/// <param name="from">The number of the first write that fails, from 0.</param>
/// <param name="until">The number of the first that does not any more.</param>
internal sealed class FailingJournal(IRunJournal inner, int from, int until) : IRunJournal
{
    /// <summary>How many writes were tried.</summary>
    public int Writes { get; private set; }

    public Task<bool> BeginAsync(JournaledRun run, CancellationToken ct) => inner.BeginAsync(run, ct);

    public Task<bool> AppendAsync(JournalRow row, JournaledRun run, CancellationToken ct)
    {
        var write = Writes++;
        return write >= from && write < until
            ? throw new JournalException("there is no room left", "make room")
            : inner.AppendAsync(row, run, ct);
    }

    public Task<bool> CloseAsync(JournalRow row, JournaledRun run, CancellationToken ct) => inner.CloseAsync(row, run, ct);

    public Task<bool> BeginBatchAsync(JournaledBatch batch, CancellationToken ct) => inner.BeginBatchAsync(batch, ct);

    public Task<bool> ChangeBatchAsync(JournaledBatch batch, string owner, CancellationToken ct) =>
        inner.ChangeBatchAsync(batch, owner, ct);

    public Task<JournaledBatch?> LastBatchAsync(string key, CancellationToken ct) => inner.LastBatchAsync(key, ct);

    public Task<ImmutableArray<ListedBatch>> ListBatchesAsync(CancellationToken ct) => inner.ListBatchesAsync(ct);

    public Task<ImmutableArray<BatchedRun>> ReadBatchAsync(string batch, JournaledRun? after, CancellationToken ct) =>
        inner.ReadBatchAsync(batch, after, ct);

    public Task<ImmutableArray<JournaledRun>> FindBatchedAsync(string beginning, CancellationToken ct) =>
        inner.FindBatchedAsync(beginning, ct);

    public Task<JournaledRun?> FindAsync(string id, CancellationToken ct) => inner.FindAsync(id, ct);

    public Task<ImmutableArray<JournaledRun>> ListAsync(CancellationToken ct) => inner.ListAsync(ct);

    public Task<ImmutableArray<JournalRow>> ReadAsync(string id, CancellationToken ct) => inner.ReadAsync(id, ct);

    public Task ForgetAsync(ImmutableArray<string> ids, CancellationToken ct) => inner.ForgetAsync(ids, ct);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
