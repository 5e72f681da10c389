using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Journal;

/// <summary>
/// A journal whose rows are sealed on their way in and opened on their way out; what is listed of a run is not. Owns both the journal and the
/// key.
/// </summary>
/// <param name="journal">Holds sealed rows.</param>
/// <param name="key">Seals and opens them.</param>
internal sealed class SealedJournal(IRunJournal journal, JournalKey key) : IRunJournal
{
    private readonly RowSeal seal = new(key);

    /// <summary>The key, for digests.</summary>
    public JournalKey Key => key;

    /// <inheritdoc/>
    public Task<bool> BeginAsync(JournaledRun run, CancellationToken ct) => journal.BeginAsync(run with { KeyId = key.Id }, ct);

    /// <summary>A run is taken in with its first row, as a rule in one commit; false when the row is somebody else's.</summary>
    /// <exception cref="JournalException">It was not; the run may be there without its row, and is then taken in once more.</exception>
    internal async Task<bool> BeginAsync(JournaledRun run, JournalRow first, CancellationToken ct)
    {
        var (row, listed) = (seal.Close(first), run with { KeyId = key.Id });
        var begun = journal.BeginAsync(listed, ct);
        var appended = journal.AppendAsync(row, listed, ct);
        await Task.WhenAll(begun, appended);
        return await appended;
    }

    /// <inheritdoc/>
    public Task<bool> AppendAsync(JournalRow row, JournaledRun run, CancellationToken ct) =>
        journal.AppendAsync(seal.Close(row), run with { KeyId = key.Id }, ct);

    /// <inheritdoc/>
    public Task<JournaledRun?> FindAsync(string id, CancellationToken ct) => journal.FindAsync(id, ct);

    /// <inheritdoc/>
    public Task<ImmutableArray<JournaledRun>> ListAsync(CancellationToken ct) => journal.ListAsync(ct);

    /// <inheritdoc/>
    /// <exception cref="JournalException">
    /// Also when a row is missing, is sealed with another key, or is not what was written: then none of the run is given.
    /// </exception>
    public async Task<ImmutableArray<JournalRow>> ReadAsync(string id, CancellationToken ct)
    {
        var (rows, broken) = await ReadSoundAsync(id, ct);
        return broken is null ? rows : throw broken;
    }

    /// <summary>The rows of a run up to the first that is not as it was written, and what is wrong with that; null when nothing is.</summary>
    public async Task<(ImmutableArray<JournalRow> Rows, JournalException? Broken)> ReadSoundAsync(string id, CancellationToken ct)
    {
        var stored = await journal.ReadAsync(id, ct);
        var opened = ImmutableArray.CreateBuilder<JournalRow>(stored.Length);
        try
        {
            foreach (var row in stored)
            {
                if (row.Run != id || row.Number != opened.Count)
                    throw Missing(id, opened.Count);
                opened.Add(seal.Open(row));
            }
            return (opened.MoveToImmutable(), null);
        }
        catch (JournalException broken)
        {
            return (opened.ToImmutable(), broken);
        }
    }

    /// <summary>A row as the journal holds it, opened.</summary>
    /// <exception cref="JournalException">It was sealed with another key, or is not what was written at its place.</exception>
    internal JournalRow Open(JournalRow row) => seal.Open(row);

    /// <inheritdoc/>
    public Task ForgetAsync(ImmutableArray<string> ids, CancellationToken ct) => journal.ForgetAsync(ids, ct);

    /// <summary>Closes the journal and overwrites the key.</summary>
    public async ValueTask DisposeAsync()
    {
        await journal.DisposeAsync();
        seal.Dispose();
        key.Dispose();
    }

    private static JournalException Missing(string id, int number) =>
        new(
            $"row {number} of the run {id} is missing, so what follows it is not used",
            "bring the journal back from a copy, if there is one; what the run made has to be looked for at the server"
        );
}
