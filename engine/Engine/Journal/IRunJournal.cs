using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Journal;

/// <summary>
/// Where runs are written down row by row, so that they can go on, and be taken back, when their process is gone. Rows are only appended;
/// what is in them the store does not know. Safe to use from several threads. Everything throws <see cref="JournalException"/> when the
/// store cannot do it.
/// </summary>
internal interface IRunJournal : IAsyncDisposable
{
    /// <summary>Takes in a run, without a row; false when one of its id is there already, which stays as it is.</summary>
    Task<bool> BeginAsync(JournaledRun run, CancellationToken ct);

    /// <summary>
    /// Appends a row and brings what is listed of its run up to date, both or neither; durable when it returns. False when the run has a row
    /// of this number: another process goes on with it, and whoever is told so has to stop at once. The last row once more, with the same time and
    /// body and by the same owner, is that row: its answer may have been lost.
    /// </summary>
    /// <param name="row">Its number is one more than that of the last; it is refused when that one, or its run, is not there.</param>
    /// <param name="run">As it is listed from now on.</param>
    /// <param name="ct">Ends the waiting; the row may still be written.</param>
    Task<bool> AppendAsync(JournalRow row, JournaledRun run, CancellationToken ct);

    /// <summary>A run by its id; null when there is none.</summary>
    Task<JournaledRun?> FindAsync(string id, CancellationToken ct);

    /// <summary>All runs, the one that began last first.</summary>
    Task<ImmutableArray<JournaledRun>> ListAsync(CancellationToken ct);

    /// <summary>The rows of a run in their order; empty when there are none.</summary>
    Task<ImmutableArray<JournalRow>> ReadAsync(string id, CancellationToken ct);

    /// <summary>The first row of each run that has one, in no order: what is listed of many runs needs no more of them.</summary>
    async Task<ImmutableArray<JournalRow>> ReadFirstsAsync(CancellationToken ct)
    {
        var firsts = ImmutableArray.CreateBuilder<JournalRow>();
        foreach (var run in await ListAsync(ct).ConfigureAwait(false))
        {
            if (await ReadAsync(run.Id, ct).ConfigureAwait(false) is [var first, ..])
                firsts.Add(first);
        }
        return firsts.ToImmutable();
    }

    /// <summary>Forgets runs with their rows, so that nothing of them is left in what the store writes; ids that are not there are passed over.</summary>
    Task ForgetAsync(ImmutableArray<string> ids, CancellationToken ct);
}
