using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Journal;

/// <summary>
/// Where runs are written down row by row, so that they can go on, and be taken back, when their process is gone. Rows are only appended;
/// what is in them the store does not know. Safe to use from several threads. Everything throws <see cref="JournalException"/> when the
/// store cannot do it.
/// </summary>
internal interface IRunJournal : IAsyncDisposable
{
    /// <summary>
    /// Takes in a run, without a row; false when one of its id is there already, which stays as it is, and when another process runs its
    /// batch, or that has ended.
    /// </summary>
    Task<bool> BeginAsync(JournaledRun run, CancellationToken ct);

    /// <summary>
    /// Appends a row and brings what is listed of its run up to date, both or neither; durable when it returns. False when the run has a row
    /// of this number: another process goes on with it, and whoever is told so has to stop at once. The last row once more, with the same time and
    /// body and by the same owner, is that row: its answer may have been lost. False too for a run that was not taken in since its batch is
    /// another process's.
    /// </summary>
    /// <param name="row">Its number is one more than that of the last; it is refused when that one, or its run, is not there.</param>
    /// <param name="run">As it is listed from now on.</param>
    /// <param name="ct">Ends the waiting; the row may still be written.</param>
    Task<bool> AppendAsync(JournalRow row, JournaledRun run, CancellationToken ct);

    /// <summary>The same with the last row of a run, with which all before it are let go.</summary>
    Task<bool> CloseAsync(JournalRow row, JournaledRun run, CancellationToken ct);

    /// <summary>A run by its id; null when there is none.</summary>
    Task<JournaledRun?> FindAsync(string id, CancellationToken ct);

    /// <summary>The runs of batches whose ids begin like this, in the order of their ids; of many only some.</summary>
    Task<ImmutableArray<JournaledRun>> FindBatchedAsync(string beginning, CancellationToken ct);

    /// <summary>All runs that belong to no batch, the one that began last first.</summary>
    Task<ImmutableArray<JournaledRun>> ListAsync(CancellationToken ct);

    /// <summary>The rows of a run in their order; empty when there are none.</summary>
    Task<ImmutableArray<JournalRow>> ReadAsync(string id, CancellationToken ct);

    /// <summary>The first row of each run that has one and belongs to no batch, in no order: what is listed of many runs needs no more of them.</summary>
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

    /// <summary>Takes in a batch; false when one of its id is there already, which stays as it is.</summary>
    Task<bool> BeginBatchAsync(JournaledBatch batch, CancellationToken ct);

    /// <summary>
    /// Lists a batch otherwise from now on. False, and it stays as it is, when it is not there, has ended or is not the owner's; and when it
    /// is to end while a run of it that has a row is not over.
    /// </summary>
    /// <param name="batch">As it is listed from now on.</param>
    /// <param name="owner">Who ran it until now.</param>
    /// <param name="ct">Ends the waiting; it may still be written.</param>
    Task<bool> ChangeBatchAsync(JournaledBatch batch, string owner, CancellationToken ct);

    /// <summary>The batch of a key that began last; null when there is none.</summary>
    Task<JournaledBatch?> LastBatchAsync(string key, CancellationToken ct);

    /// <summary>All batches, the one that began last first.</summary>
    Task<ImmutableArray<ListedBatch>> ListBatchesAsync(CancellationToken ct);

    /// <summary>Some runs of a batch, ordered by <see cref="JournaledRun.RowId"/>, then by their ids; none behind the last.</summary>
    /// <param name="batch">The id of the batch.</param>
    /// <param name="after">The last of those that were given before; null for the first.</param>
    /// <param name="ct">Ends the reading.</param>
    Task<ImmutableArray<BatchedRun>> ReadBatchAsync(string batch, JournaledRun? after, CancellationToken ct);

    /// <summary>
    /// Forgets runs with their rows, and batches with their runs, so that nothing of them is left in what the store writes; ids that are not
    /// there are passed over.
    /// </summary>
    Task ForgetAsync(ImmutableArray<string> ids, CancellationToken ct);
}
