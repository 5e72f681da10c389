using System.Collections.Immutable;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Cli.Journals;

/// <summary>A journal that is looked at.</summary>
/// <param name="store">What lies on disk.</param>
/// <param name="rows">The same, its rows open; null without the key.</param>
/// <param name="noKey">Why there is no key; null when there is one.</param>
internal sealed class ReadJournal(IRunJournal store, SealedJournal? rows, JournalException? noKey) : IAsyncDisposable
{
    private readonly IRunJournal journal = rows ?? store;

    /// <summary>All runs, the newest first.</summary>
    public Task<ImmutableArray<JournaledRun>> ListAsync(CancellationToken ct) => journal.ListAsync(ct);

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
