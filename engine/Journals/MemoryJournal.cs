using System.Collections.Immutable;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Journals;

/// <summary>A journal that lasts as long as the object: for programs that go on with a run in the same process, and for tests.</summary>
internal sealed partial class MemoryJournal : IRunJournal
{
    private readonly Lock guard = new();
    private readonly Dictionary<string, (JournaledRun Run, List<JournalRow> Rows)> runs = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<bool> BeginAsync(JournaledRun run, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        lock (guard)
            return Task.FromResult((run.Batch is null || Owns(run) == true) && runs.TryAdd(run.Id, (run, [])));
    }

    /// <inheritdoc/>
    public Task<bool> AppendAsync(JournalRow row, JournaledRun run, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        lock (guard)
            return Task.FromResult(Append(row, run));
    }

    private bool Append(JournalRow row, JournaledRun run)
    {
        if (!runs.TryGetValue(row.Run, out var there))
            return Owns(run) == false
                ? false
                : throw new JournalException($"the journal has the run {row.Run} no more: it was forgotten", "let the run begin anew");
        var next = there.Rows is [.., var last] ? last.Number + 1 : 0;
        if (row.Number > next)
            throw new JournalException(
                $"the journal lacks what comes before row {row.Number} of the run {row.Run}",
                "let the run begin anew"
            );
        if (row.Number < next)
            return row.Number == next - 1 && there.Run.Owner == run.Owner && IsSame(row, there.Rows[^1]);
        there.Rows.Add(row with { Body = row.Body.ToArray() });
        runs[row.Run] = (run, there.Rows);
        return true;
    }

    private static bool IsSame(JournalRow one, JournalRow other) => one.At == other.At && one.Body.Span.SequenceEqual(other.Body.Span);

    /// <inheritdoc/>
    public Task<JournaledRun?> FindAsync(string id, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        lock (guard)
            return Task.FromResult(runs.TryGetValue(id, out var there) ? there.Run : null);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<JournaledRun>> ListAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        lock (guard)
        {
            return Task.FromResult(
                runs.Values.Select(there => there.Run)
                    .Where(run => run.Batch is null)
                    .OrderByDescending(run => run.StartedAt)
                    .ThenByDescending(run => run.Id, StringComparer.Ordinal)
                    .ToImmutableArray()
            );
        }
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<JournalRow>> ReadAsync(string id, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        lock (guard)
            return Task.FromResult(runs.TryGetValue(id, out var there) ? there.Rows.ToImmutableArray() : []);
    }

    /// <inheritdoc/>
    public Task ForgetAsync(ImmutableArray<string> ids, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        lock (guard)
        {
            foreach (var id in ids)
                Forget(id);
        }
        return Task.CompletedTask;
    }

    /// <summary>What is in it stays.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
