using System.Collections.Immutable;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Scenarios.Tests.Killing;

/// <summary>A journal whose process may end at each write.</summary>
internal sealed class MortalJournal(IRunJournal inner, Killer killer) : IRunJournal
{
    public Task<bool> BeginAsync(JournaledRun run, CancellationToken ct) => inner.BeginAsync(run, ct);

    public async Task<bool> AppendAsync(JournalRow row, JournaledRun run, CancellationToken ct)
    {
        killer.Pass(Moment.BeforeRow);
        var isOurs = await inner.AppendAsync(row, run, ct);
        killer.Pass(Moment.AfterRow);
        return isOurs;
    }

    public async Task<bool> CloseAsync(JournalRow row, JournaledRun run, CancellationToken ct)
    {
        killer.Pass(Moment.BeforeRow);
        var isOurs = await inner.CloseAsync(row, run, ct);
        killer.Pass(Moment.AfterRow);
        return isOurs;
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

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
