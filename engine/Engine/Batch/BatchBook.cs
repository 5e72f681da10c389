using System.Globalization;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Execution.Journaling;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Engine.Batch;

/// <summary>
/// The runs of one command as their journal has them: one that was ended in the middle goes on when the same is typed again, and what it has
/// done is not done once more. Safe to use from several threads.
/// </summary>
internal sealed class BatchBook
{
    /// <summary>A process elsewhere that still lives writes more often than this.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    private readonly RunJournal journal;
    private readonly JournaledBatch batch;
    private readonly BatchRows rows;
    private readonly BatchWish wish;

    private BatchBook(RunJournal journal, JournaledBatch batch, BatchRows rows, BatchWish wish) =>
        (this.journal, this.batch, this.rows, this.wish) = (journal, batch, rows, wish);

    /// <summary>Of the batch; eight hexadecimal digits.</summary>
    public string Id => batch.Id;

    /// <summary>Whether it goes on with what an earlier process began.</summary>
    public bool GoesOn { get; private init; }

    /// <summary>How many parts had ended when it was opened.</summary>
    public long Done => rows.Done;

    /// <summary>How many parts are not run now.</summary>
    public int PassedOver => rows.PassedOver;

    /// <summary>Goes on with the last batch of the same key, unless that is over; else begins one.</summary>
    /// <param name="journal">Where its runs are written down; <see cref="RunJournal.Owner"/> runs it from now on.</param>
    /// <param name="subject">What it is made of.</param>
    /// <param name="wish">How it is opened.</param>
    /// <param name="ct">Ends the opening.</param>
    /// <exception cref="DiagnosticException">Another process runs it.</exception>
    /// <exception cref="JournalException">The journal cannot be used, or the batch is not listed as it was written.</exception>
    public static async Task<BatchBook> OpenAsync(RunJournal journal, BatchSubject subject, BatchWish wish, CancellationToken ct)
    {
        var key = subject.KeyIn(journal.Rows.Key);
        if (!wish.IsNew && await journal.Rows.LastBatchAsync(key, ct) is { EndedAt: null } last)
            return await GoOnAsync(journal, last, wish, ct);
        JournaledBatch begun;
        do
        {
            begun = new JournaledBatch
            {
                Id = JournaledBatch.NewId(),
                Key = key,
                StartedAt = wish.Clock.GetUtcNow(),
                Owner = journal.Owner,
                KeyId = journal.Rows.Key.Id,
                Head = wish.Head.Write(),
            };
        } while (!await journal.Rows.BeginBatchAsync(begun, ct));
        return new BatchBook(journal, begun, new BatchRows(), wish);
    }

    /// <summary>How a part of it stood when it was opened.</summary>
    /// <param name="rowId">What tells it from the others in this batch, the same each time.</param>
    public RowStanding StandingOf(string rowId) => rows.Of(rowId);

    /// <summary>A run as it does a part of the batch: one that begins, or that goes on; one that cannot run when it cannot go on.</summary>
    /// <param name="prepared">The scenario, bound with the row.</param>
    /// <param name="rowId">As <see cref="StandingOf"/> takes it.</param>
    /// <param name="number">Of the row in its file, from 1; null without rows.</param>
    /// <param name="ct">Ends the reading of what it did.</param>
    public async Task<PreparedRun> InAsync(PreparedRun prepared, string rowId, long? number, CancellationToken ct)
    {
        if (rows.RunOf(rowId) is not { } run)
            return AnewIn(prepared, rowId, number);
        var into = journal with { Place = new BatchPlace(batch.Id, rowId, number) };
        try
        {
            var kept = await KeptRun.ReadAsync(journal.Rows, run, ct);
            var written = prepared.WrittenInto(kept.In(journal.Rows, journal.Owner) with { Place = into.Place });
            if (!written.CanRun)
                return written;
            var changes = written.ChangesSince(kept);
            return changes.Count == 0 ? written.ToGoOn(kept) : written.Refused(Changed(run, number, changes));
        }
        catch (JournalException e)
        {
            return prepared.Refused(
                new Diagnostic(DiagnosticCodes.RowCannotGoOn, wish.Place, $"{Named(number)} cannot go on", e.Message, e.Fix)
            );
        }
    }

    /// <summary>The same as a run that begins, whatever one before it did.</summary>
    /// <inheritdoc cref="InAsync" path="/param"/>
    public PreparedRun AnewIn(PreparedRun prepared, string rowId, long? number) =>
        prepared.WrittenInto(journal with { Place = new BatchPlace(batch.Id, rowId, number) });

    /// <summary>
    /// All of it was gone through. It is over when each of its runs is, and is begun anew when the same is typed again; else false, and it
    /// goes on then.
    /// </summary>
    public Task<bool> EndAsync(CancellationToken ct) =>
        journal.Rows.ChangeBatchAsync(batch with { EndedAt = wish.Clock.GetUtcNow() }, journal.Owner, ct);

    /// <summary>What is said before it goes on; null for one that begins.</summary>
    /// <param name="total">How many parts it has; null when that is not known.</param>
    /// <param name="hasRows">Whether they are rows.</param>
    public string? FirstLine(long? total, bool hasRows)
    {
        if (!GoesOn)
            return null;
        var of = total is { } all ? string.Create(CultureInfo.InvariantCulture, $" of {all:N0}") : "";
        var (parts, verb) = ((total ?? Done) == 1 ? (hasRows ? "row" : "run") : (hasRows ? "rows" : "runs"), Done == 1 ? "is" : "are");
        return string.Create(CultureInfo.InvariantCulture, $"goes on with batch {Id}: {Done:N0}{of} {parts} {verb} done");
    }

    private static async Task<BatchBook> GoOnAsync(RunJournal journal, JournaledBatch last, BatchWish wish, CancellationToken ct)
    {
        var sight = last.Owner == journal.Owner ? new OwnerSight(false, "") : wish.Look(last.Owner);
        if (sight.Lives == true)
            throw Taken(wish, $"{sight.Name} still runs the batch {last.Id}, of the same files, rows, environment and inputs");
        var rows = await BatchRows.ReadAsync(journal.Rows, last, wish.Look, ct);
        if (sight.Lives is null && wish.Clock.GetUtcNow() - rows.ChangedAt < Silence)
            throw Taken(wish, $"the batch {last.Id} was under way in another container or on another machine less than a minute ago");
        var ours = last with { Owner = journal.Owner };
        return await journal.Rows.ChangeBatchAsync(ours, last.Owner, ct)
            ? new BatchBook(journal, ours, rows, wish) { GoesOn = true }
            : throw Taken(wish, $"another process has just gone on with the batch {last.Id}, or has ended it");
    }

    private static DiagnosticException Taken(BatchWish wish, string why) =>
        new(
            new Diagnostic(
                DiagnosticCodes.BatchTaken,
                wish.Place,
                "another process runs this batch",
                why,
                "let it, or end it first; or begin one anew beside it, which does all rows once more"
            )
        );

    private Diagnostic Changed(JournaledRun run, long? number, IReadOnlyList<string> changes) =>
        new(
            DiagnosticCodes.RowCannotGoOn,
            wish.Place,
            $"{Named(number)} cannot go on",
            $"something has changed since its run {run.Id} began: {string.Join("; ", changes)}",
            $"bring it back as it was; or, if it is right as it is now, resume the run {run.Id} and accept the changes"
        );

    private static string Named(long? number) =>
        number is { } row ? string.Create(CultureInfo.InvariantCulture, $"row {row}") : "a run of the batch";
}
