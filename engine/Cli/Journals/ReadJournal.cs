using System.Collections.Immutable;
using PingOneScenarios.Engine.Batch;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Cli.Journals;

/// <summary>A journal that is looked at.</summary>
/// <param name="store">What lies on disk.</param>
/// <param name="rows">The same, its rows open; null without the key.</param>
/// <param name="noKey">Why there is no key; null when there is one.</param>
internal sealed class ReadJournal(IRunJournal store, SealedJournal? rows, JournalException? noKey) : IAsyncDisposable
{
    private readonly IRunJournal journal = rows ?? store;

    /// <summary>The journal, its rows open.</summary>
    /// <exception cref="JournalException">There is no key.</exception>
    public SealedJournal Opened => noKey is { } why ? throw why : rows!;

    /// <summary>All runs, the newest first.</summary>
    public Task<ImmutableArray<JournaledRun>> ListAsync(CancellationToken ct) => journal.ListAsync(ct);

    /// <summary>All batches, the newest first, each with its title and its command where the key is there.</summary>
    public async Task<ImmutableArray<StandingBatch>> BatchesAsync(CancellationToken ct) =>
        [.. (await journal.ListBatchesAsync(ct)).Select(listed => Named(StandingBatch.Of(listed)))];

    private StandingBatch Named(StandingBatch batch)
    {
        try
        {
            if (rows is null || batch.Listed.Batch.KeyId != rows.Key.Id)
                return batch;
            var head = BatchHead.Read(rows.Open(batch.Listed.Batch));
            return batch with { Title = head.Title, Command = head.Command };
        }
        catch (JournalException)
        {
            return batch;
        }
    }

    /// <summary>All runs of a batch, as they are listed, in the order of their rows.</summary>
    public async Task<ImmutableArray<JournaledRun>> BatchedAsync(string batch, CancellationToken ct)
    {
        var all = ImmutableArray.CreateBuilder<JournaledRun>();
        while (await store.ReadBatchAsync(batch, all.LastOrDefault(), ct) is { IsEmpty: false } page)
            all.AddRange(page.Select(r => r.Run));
        return [.. all.OrderBy(r => r.RowNumber).ThenBy(r => r.StartedAt)];
    }

    /// <summary>Runs of batches whose ids begin like this; of many only some.</summary>
    public Task<ImmutableArray<JournaledRun>> FindBatchedAsync(string beginning, CancellationToken ct) =>
        journal.FindBatchedAsync(beginning, ct);

    /// <summary>Forgets batches with all their runs.</summary>
    public Task ForgetAsync(IEnumerable<StandingBatch> batches, CancellationToken ct) =>
        journal.ForgetAsync([.. batches.Select(b => b.Id)], ct);

    /// <summary>The journal, its rows open, for a run that is to go on.</summary>
    /// <exception cref="JournalException">There is no key for it.</exception>
    public SealedJournal OpenFor(JournaledRun run) => LockedOut(run) is { } why ? throw why : rows!;

    /// <inheritdoc cref="SealedJournal.ReadSoundAsync"/>
    /// <exception cref="JournalException">There is no key for it, or the journal cannot be read.</exception>
    public async Task<(ImmutableArray<JournalRow> Rows, JournalException? Broken)> RowsAsync(JournaledRun run, CancellationToken ct) =>
        await OpenFor(run).ReadSoundAsync(run.Id, ct);

    /// <summary>The first row of each run that has one, sealed, by the id of the run.</summary>
    public async Task<Dictionary<string, JournalRow>> FirstRowsAsync(CancellationToken ct) =>
        (await store.ReadFirstsAsync(ct)).ToDictionary(row => row.Run, StringComparer.Ordinal);

    /// <summary>A row of a run, opened.</summary>
    /// <exception cref="JournalException">There is no key for it, or it is not what was written.</exception>
    public JournalRow Open(JournaledRun run, JournalRow row) => OpenFor(run).Open(row);

    /// <inheritdoc cref="IRunJournal.ForgetAsync"/>
    public Task ForgetAsync(IEnumerable<JournaledRun> runs, CancellationToken ct) => journal.ForgetAsync([.. runs.Select(r => r.Id)], ct);

    public ValueTask DisposeAsync() => journal.DisposeAsync();

    // As far as is known before.
    private JournalException? LockedOut(JournaledRun run) =>
        noKey
        ?? (
            run.KeyId == rows!.Key.Id
                ? null
                : new JournalException(
                    $"the run {run.Id} is encrypted with the key {run.KeyId}, and the key here is {rows.Key.Id}",
                    $"give the key it was made with in {JournalKeySource.Variable}"
                )
        );
}
