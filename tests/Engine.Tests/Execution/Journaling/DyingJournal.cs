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

    public async Task<bool> AppendAsync(JournalRow row, JournaledRun run, CancellationToken ct)
    {
        var dies = writes++ == write;
        if (dies && !isAfter)
            throw new DeadProcessException();
        var isOurs = await inner.AppendAsync(row, run, ct);
        return dies ? throw new DeadProcessException() : isOurs;
    }

    public Task<JournaledRun?> FindAsync(string id, CancellationToken ct) => inner.FindAsync(id, ct);

    public Task<ImmutableArray<JournaledRun>> ListAsync(CancellationToken ct) => inner.ListAsync(ct);

    public Task<ImmutableArray<JournalRow>> ReadAsync(string id, CancellationToken ct) => inner.ReadAsync(id, ct);

    public Task ForgetAsync(ImmutableArray<string> ids, CancellationToken ct) => inner.ForgetAsync(ids, ct);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
