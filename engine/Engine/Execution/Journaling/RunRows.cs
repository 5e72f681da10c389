using System.Text.Json;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Engine.Execution.Journaling;

/// <summary>The rows of one run in its journal.</summary>
/// <param name="journal">Seals and keeps them.</param>
/// <param name="run">As it is listed.</param>
/// <param name="next">The number of the next row.</param>
/// <param name="clock">Tells when a row is written.</param>
/// <param name="writeEvent">An event as the journal keeps it; called for all of them, in their order.</param>
internal sealed class RunRows(
    RunJournal journal,
    JournaledRun run,
    int next,
    TimeProvider clock,
    Action<Utf8JsonWriter, RunEvent> writeEvent
)
{
    /// <summary>A journal that cannot be written is not asked more often: each time may take seconds.</summary>
    private static readonly TimeSpan Respite = TimeSpan.FromSeconds(30);

    private readonly Queue<ReadOnlyMemory<byte>> unwritten = new();
    private int number = next;
    private DateTimeOffset failedAt;

    /// <inheritdoc cref="RunJournal.WithholdsSecrets"/>
    public bool WithholdsSecrets => journal.WithholdsSecrets;

    public int StepsDone { get; set; } = run.StepsDone;

    public int LeftBehind { get; set; } = run.LeftBehind;

    public int InDoubt { get; set; }

    public Outcome? Outcome { get; set; }

    /// <summary>How the run is listed when it is over, whatever its last part did; null as that says.</summary>
    public Outcome? EndsAs { get; set; }

    /// <summary>Why rows are not written; null when all are. They are kept for when they can be.</summary>
    public JournalException? Failure { get; private set; }

    /// <summary>
    /// Whether nothing of the run but its end is worth keeping: of many it is one that has passed, with nothing to take back or to settle.
    /// </summary>
    public bool IsLetGo => run.Batch is not null && EndsAs is null && Outcome is Events.Outcome.Passed && LeftBehind == 0 && InDoubt == 0;

    /// <summary>Durable when it returns, unless there is a <see cref="Failure"/>. False when the run is no longer ours.</summary>
    /// <param name="row">Is the caller's again when it returns.</param>
    /// <param name="standing">How the run stands behind it.</param>
    /// <exception cref="JournalException">It is the first row, and the journal is required.</exception>
    public async Task<bool> AppendAsync(ReadOnlyMemory<byte> row, JournalState standing)
    {
        var now = clock.GetUtcNow();
        if (Failure is not null)
            row = row.ToArray();
        unwritten.Enqueue(row);
        if (Failure is not null && standing == JournalState.Running && now - failedAt < Respite)
            return true;
        var listed = Listed(standing, now);
        try
        {
            while (unwritten.TryPeek(out var oldest))
            {
                if (!await AppendAsync(new JournalRow(run.Id, number, now, oldest), listed, isLast: unwritten.Count == 1))
                    return false;
                unwritten.Dequeue();
                number++;
            }
            Failure = null;
        }
        // Before the first row nothing has been sent.
        catch (JournalException e) when (number > 0 || !journal.IsRequired)
        {
            if (Failure is null)
                KeepUnwritten();
            (Failure, failedAt) = (e, now);
        }
        return true;
    }

    // Nobody's wish to stop ends the writing: what was done is written down.
    private Task<bool> AppendAsync(JournalRow row, JournaledRun listed, bool isLast) =>
        row.Number == 0 ? journal.Rows.BeginAsync(listed, row, CancellationToken.None)
        : isLast && ClosingRow.Is(row) ? journal.Rows.CloseAsync(row, listed, CancellationToken.None)
        : journal.Rows.AppendAsync(row, listed, CancellationToken.None);

    // There is one, which is the caller's.
    private void KeepUnwritten()
    {
        var row = unwritten.Dequeue();
        unwritten.Enqueue(row.ToArray());
    }

    /// <summary>What is said of a step that cannot be run any more.</summary>
    public static Diagnostic Lost(SourceSpan span) =>
        new(
            DiagnosticCodes.RunLost,
            span,
            "another process goes on with this run",
            "a row of its journal was written by somebody else; nothing was sent since",
            "let the other one go on, and look at the run when it has ended"
        );

    /// <summary>An event as the journal keeps it.</summary>
    public void Write(Utf8JsonWriter json, RunEvent happened) => writeEvent(json, happened);

    private JournaledRun Listed(JournalState standing, DateTimeOffset now) =>
        run with
        {
            ChangedAt = now,
            State = standing,
            Outcome = standing == JournalState.Ended ? Outcome : null,
            StepsDone = StepsDone,
            LeftBehind = LeftBehind,
            InDoubt = InDoubt,
        };
}
