using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Engine.Batch;

/// <summary>The parts of a batch that were begun, and how each stands; of those that have passed hardly more than that is kept.</summary>
internal sealed class BatchRows
{
    private readonly Dictionary<string, RowStanding> standings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JournaledRun> open = new(StringComparer.Ordinal);

    /// <summary>How many have ended.</summary>
    public long Done { get; private set; }

    /// <summary>How many are not run now.</summary>
    public int PassedOver { get; private set; }

    /// <summary>When the last was written of one of them.</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    /// <param name="journal">Says that they are listed as they were written.</param>
    /// <param name="batch">Its former owner is gone.</param>
    /// <param name="look">Tells whether a process is still there.</param>
    /// <param name="ct">Ends the reading.</param>
    /// <exception cref="JournalException">They cannot be read, or are not listed as they were written.</exception>
    public static async Task<BatchRows> ReadAsync(
        SealedJournal journal,
        JournaledBatch batch,
        Func<string, OwnerSight> look,
        CancellationToken ct
    )
    {
        var rows = new BatchRows { ChangedAt = batch.StartedAt };
        JournaledRun? after = null;
        JournaledRun? last = null;
        while (await journal.ReadBatchAsync(batch.Id, after, ct) is { IsEmpty: false } page)
        {
            // One without a row was never begun: nothing of it was sent.
            foreach (var run in page.Where(r => r.Last is not null).Select(r => r.Run))
            {
                if (last is not null && last.RowId != run.RowId)
                    rows.Add(last, batch, look);
                // A scenario that is begun anew for the same row: the last one counts.
                if (last is null || last.RowId != run.RowId || last.StartedAt <= run.StartedAt)
                    last = run;
            }
            after = page[^1].Run;
        }
        if (last is not null)
            rows.Add(last, batch, look);
        return rows;
    }

    public RowStanding Of(string rowId) => standings.GetValueOrDefault(rowId, new RowStanding(RowWay.Begins));

    /// <summary>The run of a part that goes on; null for every other.</summary>
    public JournaledRun? RunOf(string rowId) => open.GetValueOrDefault(rowId);

    private void Add(JournaledRun run, JournaledBatch batch, Func<string, OwnerSight> look)
    {
        var way = WayOf(run, batch, look);
        var isOver = way == RowWay.IsDone;
        standings.Add(
            run.RowId!,
            new RowStanding(way, isOver ? run.Outcome : null, isOver && run.Outcome == Outcome.Passed ? null : run.Id)
        );
        if (way == RowWay.GoesOn)
            open.Add(run.RowId!, run);
        if (isOver)
            Done++;
        if (way is not (RowWay.Begins or RowWay.GoesOn))
            PassedOver++;
        ChangedAt = run.ChangedAt > ChangedAt ? run.ChangedAt : ChangedAt;
    }

    private static RowWay WayOf(JournaledRun run, JournaledBatch batch, Func<string, OwnerSight> look) =>
        run.State switch
        {
            // Nobody knows yet whether it is done.
            JournalState.Ended when !run.IsSettled => RowWay.Waits,
            // Whoever stopped the batch stopped it too.
            JournalState.Ended => run.Outcome == Outcome.Cancelled ? RowWay.GoesOn : RowWay.IsDone,
            JournalState.Waiting => RowWay.Waits,
            _ when run.Owner == batch.Owner || look(run.Owner).Lives == false => RowWay.GoesOn,
            _ => RowWay.IsElsewhere,
        };
}
