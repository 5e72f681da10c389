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

    public Task<JournaledRun?> FindAsync(string id, CancellationToken ct) => reader.FindAsync(id, ct);

    public Task<ImmutableArray<JournaledRun>> ListAsync(CancellationToken ct) => reader.ListAsync(ct);

    public Task<ImmutableArray<JournalRow>> ReadAsync(string id, CancellationToken ct) => reader.ReadAsync(id, ct);

    public Task<ImmutableArray<JournalRow>> ReadFirstsAsync(CancellationToken ct) => reader.ReadFirstsAsync(ct);

    public Task ForgetAsync(ImmutableArray<string> ids, CancellationToken ct) => throw Refused();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private JournalException Refused() =>
        new($"the journal {path} was opened to be read, and nothing can be written to it", "open it to be written to");
}
