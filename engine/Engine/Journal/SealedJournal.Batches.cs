using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Journal;

/// <summary>Batches: what is said of one to people is sealed together with how it is listed.</summary>
internal sealed partial class SealedJournal
{
    /// <inheritdoc/>
    public Task<bool> BeginBatchAsync(JournaledBatch batch, CancellationToken ct) => journal.BeginBatchAsync(Closed(batch), ct);

    /// <inheritdoc/>
    public Task<bool> ChangeBatchAsync(JournaledBatch batch, string owner, CancellationToken ct) =>
        journal.ChangeBatchAsync(Closed(batch), owner, ct);

    /// <inheritdoc/>
    /// <exception cref="JournalException">Also when it is not what was written.</exception>
    public async Task<JournaledBatch?> LastBatchAsync(string key, CancellationToken ct) =>
        await journal.LastBatchAsync(key, ct) is { } last ? Open(last) : null;

    /// <inheritdoc/>
    /// <remarks>Their heads stay sealed.</remarks>
    public Task<ImmutableArray<ListedBatch>> ListBatchesAsync(CancellationToken ct) => journal.ListBatchesAsync(ct);

    /// <inheritdoc/>
    /// <exception cref="JournalException">Also when a run is not listed as it was written with its last row.</exception>
    public async Task<ImmutableArray<BatchedRun>> ReadBatchAsync(string batch, JournaledRun? after, CancellationToken ct)
    {
        var sealedRuns = await journal.ReadBatchAsync(batch, after, ct);
        return [.. sealedRuns.Select(r => r with { Last = r.Last is null ? null : OpenLast(r.Run, r.Last) })];
    }

    private JournalRow OpenLast(JournaledRun run, JournalRow last)
    {
        var open = seal.Open(last);
        return last.Run == run.Id && IsListed(run, open.Body[..ListedStamp.Length]) ? Unstamped(open) : throw Relisted(run.Id);
    }

    /// <summary>A batch as the journal holds it, its head opened.</summary>
    /// <exception cref="JournalException">Its head was sealed with another key, or it is not listed as it was written.</exception>
    internal JournaledBatch Open(JournaledBatch batch)
    {
        var open = seal.Open(HeadOf(batch));
        return ListedStamp.IsOf(batch, open.Body.Span[..ListedStamp.Length])
            ? batch with
            {
                Head = Unstamped(open).Body,
            }
            : throw Relisted(batch);
    }

    private JournaledBatch Closed(JournaledBatch batch)
    {
        var body = new byte[ListedStamp.Length + batch.Head.Length];
        ListedStamp.Write(batch, body);
        batch.Head.CopyTo(body.AsMemory(ListedStamp.Length));
        return batch with { KeyId = key.Id, Head = seal.Close(HeadOf(batch) with { Body = body }).Body };
    }

    // Ids of runs hold no blank, so that no row of a run can stand in its place.
    private static JournalRow HeadOf(JournaledBatch batch) => new($"batch {batch.Id}", 0, batch.StartedAt, batch.Head);

    private static JournalException Relisted(JournaledBatch batch) =>
        new(
            $"what is listed of the batch {batch.Id} is not what was written: the list was changed",
            "bring the journal back from a copy, if there is one; or begin the batch anew, which does all rows once more"
        );
}
