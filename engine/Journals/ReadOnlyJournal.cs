using System.Collections.Immutable;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Journals;

/// <summary>A journal that is only looked at.</summary>
/// <param name="reader">Reads it.</param>
/// <param name="path">Where it is.</param>
internal sealed class ReadOnlyJournal(JournalReader reader, string path) : IRunJournal
{
    public Task<bool> BeginAsync(JournaledRun run, CancellationToken ct) => throw Refused();

    public Task<bool> AppendAsync(JournalRow row, JournaledRun run, CancellationToken ct) => throw Refused();

    public Task<bool> CloseAsync(JournalRow row, JournaledRun run, CancellationToken ct) => throw Refused();

    public Task<bool> BeginBatchAsync(JournaledBatch batch, CancellationToken ct) => throw Refused();

    public Task<bool> ChangeBatchAsync(JournaledBatch batch, string owner, CancellationToken ct) => throw Refused();

    public Task<JournaledBatch?> LastBatchAsync(string key, CancellationToken ct) => reader.LastBatchAsync(key, ct);

    public Task<ImmutableArray<ListedBatch>> ListBatchesAsync(CancellationToken ct) => reader.ListBatchesAsync(ct);

    public Task<ImmutableArray<BatchedRun>> ReadBatchAsync(string batch, JournaledRun? after, CancellationToken ct) =>
        reader.ReadBatchAsync(batch, after, ct);

    public Task<ImmutableArray<JournaledRun>> FindBatchedAsync(string beginning, CancellationToken ct) =>
        reader.FindBatchedAsync(beginning, ct);

    public Task<JournaledRun?> FindAsync(string id, CancellationToken ct) => reader.FindAsync(id, ct);

    public Task<ImmutableArray<JournaledRun>> ListAsync(CancellationToken ct) => reader.ListAsync(ct);

    public Task<ImmutableArray<JournalRow>> ReadAsync(string id, CancellationToken ct) => reader.ReadAsync(id, ct);

    public Task<ImmutableArray<JournalRow>> ReadFirstsAsync(CancellationToken ct) => reader.ReadFirstsAsync(ct);

    public Task ForgetAsync(ImmutableArray<string> ids, CancellationToken ct) => throw Refused();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private JournalException Refused() =>
        new($"the journal {path} was opened to be read, and nothing can be written to it", "open it to be written to");
}
