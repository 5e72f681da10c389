using System.Collections.Immutable;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Engine.Tests.Execution.Journaling;

/// <summary>The process is gone.</summary>
internal sealed class DeadProcessException() : Exception("the process is gone");

/// <summary>A journal whose process dies at one of its writes.</summary>
/// <param name="inner">Keeps the rows.</param>
/// <param name="write">Which one, from 0.</param>
/// <param name="isAfter">Whether the row is durable then.</param>
internal sealed class DyingJournal(IRunJournal inner, int write, bool isAfter) : IRunJournal
{
    private int writes;

    public Task<bool> BeginAsync(JournaledRun run, CancellationToken ct) => inner.BeginAsync(run, ct);

    public Task<bool> AppendAsync(JournalRow row, JournaledRun run, CancellationToken ct) =>
        WriteAsync(() => inner.AppendAsync(row, run, ct));

    public Task<bool> CloseAsync(JournalRow row, JournaledRun run, CancellationToken ct) =>
        WriteAsync(() => inner.CloseAsync(row, run, ct));

    // Once it is dead, nothing is written any more.
    private async Task<bool> WriteAsync(Func<Task<bool>> append)
    {
        var now = Interlocked.Increment(ref writes) - 1;
        var dies = now == write;
        if (now > write || dies && !isAfter)
            throw new DeadProcessException();
        var isOurs = await append();
        return dies ? throw new DeadProcessException() : isOurs;
    }

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
