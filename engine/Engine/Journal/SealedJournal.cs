using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Journal;

/// <summary>
/// A journal whose rows are sealed on their way in and opened on their way out. What is listed of a run can be read by anybody, and is used
/// with its rows only as it was written with the last of them. Owns both the journal and the key.
/// </summary>
/// <param name="journal">Holds sealed rows.</param>
/// <param name="key">Seals and opens them.</param>
internal sealed partial class SealedJournal(IRunJournal journal, JournalKey key) : IRunJournal
{
    /// <summary>How often a run that is being written is read until its list and its rows are of one moment.</summary>
    private const int Tries = 20;

    private readonly RowSeal seal = new(key);

    /// <summary>The key, for digests.</summary>
    public JournalKey Key => key;

    /// <inheritdoc/>
    public Task<bool> BeginAsync(JournaledRun run, CancellationToken ct) => journal.BeginAsync(run with { KeyId = key.Id }, ct);

    /// <summary>A run is taken in with its first row, as a rule in one commit; false when the row is somebody else's.</summary>
    /// <exception cref="JournalException">It was not; the run may be there without its row, and is then taken in once more.</exception>
    internal async Task<bool> BeginAsync(JournaledRun run, JournalRow first, CancellationToken ct)
    {
        var (row, listed) = (seal.Close(Stamped(first, run)), run with { KeyId = key.Id });
        var begun = journal.BeginAsync(listed, ct);
        var appended = journal.AppendAsync(row, listed, ct);
        await Task.WhenAll(begun, appended);
        return await appended;
    }

    /// <inheritdoc/>
    public Task<bool> AppendAsync(JournalRow row, JournaledRun run, CancellationToken ct) =>
        journal.AppendAsync(seal.Close(Stamped(row, run)), run with { KeyId = key.Id }, ct);

    /// <inheritdoc/>
    public Task<bool> CloseAsync(JournalRow row, JournaledRun run, CancellationToken ct) =>
        journal.CloseAsync(seal.Close(Stamped(row, run)), run with { KeyId = key.Id }, ct);

    /// <inheritdoc/>
    public Task<ImmutableArray<JournaledRun>> FindBatchedAsync(string beginning, CancellationToken ct) =>
        journal.FindBatchedAsync(beginning, ct);

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
        var before = await journal.FindAsync(id, ct);
        for (var tried = 1; ; tried++)
        {
            var stored = await journal.ReadAsync(id, ct);
            var after = await journal.FindAsync(id, ct);
            var (rows, stamp, broken) = OpenAll(id, stored);
            if (broken is not null || rows.IsEmpty || IsListed(before, stamp) || IsListed(after, stamp))
                return (rows, broken);
            // Whoever writes it may have written between the one and the other.
            if (before == after || tried == Tries)
                return (rows, Relisted(id));
            before = after;
        }
    }

    private (ImmutableArray<JournalRow> Rows, ReadOnlyMemory<byte> Stamp, JournalException? Broken) OpenAll(
        string id,
        ImmutableArray<JournalRow> stored
    )
    {
        var opened = ImmutableArray.CreateBuilder<JournalRow>(stored.Length);
        var stamp = ReadOnlyMemory<byte>.Empty;
        try
        {
            foreach (var row in stored)
            {
                if (row.Run != id || row.Number != opened.Count && stored.Length > 1)
                    throw Missing(id, opened.Count);
                var open = seal.Open(row);
                stamp = open.Body[..ListedStamp.Length];
                var plain = Unstamped(open);
                // Only one that stands for all before it stands alone.
                if (row.Number != opened.Count && !ClosingRow.Is(plain))
                    throw Missing(id, opened.Count);
                opened.Add(plain);
            }
            return (opened.MoveToImmutable(), stamp, null);
        }
        catch (JournalException broken)
        {
            return (opened.ToImmutable(), stamp, broken);
        }
    }

    private static bool IsListed(JournaledRun? run, ReadOnlyMemory<byte> stamp) => run is not null && ListedStamp.IsOf(run, stamp.Span);

    private static JournalRow Stamped(JournalRow row, JournaledRun run)
    {
        var body = new byte[ListedStamp.Length + row.Body.Length];
        ListedStamp.Write(run, body);
        row.Body.CopyTo(body.AsMemory(ListedStamp.Length));
        return row with { Body = body };
    }

    private static JournalRow Unstamped(JournalRow open) => open with { Body = open.Body[ListedStamp.Length..] };

    /// <summary>A row as the journal holds it, opened.</summary>
    /// <exception cref="JournalException">It was sealed with another key, or is not what was written at its place.</exception>
    internal JournalRow Open(JournalRow row) => Unstamped(seal.Open(row));

    /// <inheritdoc/>
    public Task ForgetAsync(ImmutableArray<string> ids, CancellationToken ct) => journal.ForgetAsync(ids, ct);

    /// <summary>Closes the journal and overwrites the key.</summary>
    public async ValueTask DisposeAsync()
    {
        await journal.DisposeAsync();
        seal.Dispose();
        key.Dispose();
    }

    private static JournalException Relisted(string id) =>
        new(
            $"what is listed of the run {id} is not what was written with its last row: the list was changed, or rows were taken off the end",
            "bring the journal back from a copy, if there is one; what the run made has to be looked for at the server"
        );

    private static JournalException Missing(string id, int number) =>
        new(
            $"row {number} of the run {id} is missing, so what follows it is not used",
            "bring the journal back from a copy, if there is one; what the run made has to be looked for at the server"
        );
}
