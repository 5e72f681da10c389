using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution;
using PingOneScenarios.Engine.Execution.Journaling;
using PingOneScenarios.Engine.Journal;
using PingOneScenarios.Engine.Reporting.Json;

namespace PingOneScenarios.Engine;

/// <summary>Runs that are written down, and that go on.</summary>
public sealed partial class PreparedRun
{
    /// <summary>What differs between a run as it began and what it would go on with; empty when nothing does.</summary>
    internal IReadOnlyList<string> ChangesSince(RunHead began) =>
        Plan is { } plan && settings.Journal is { } journal ? RunChanges.Between(began, RunChanges.HeadOf(settings, plan, journal)) : [];

    /// <summary>Goes on with a run where it stands.</summary>
    /// <param name="stored">What it did; its rows are all there is of it.</param>
    /// <param name="wishes">What is done again, and what is known of requests in doubt.</param>
    /// <param name="observer">Hears what happened, and what happens.</param>
    /// <param name="abort">Ends even <c>finally</c> and undo.</param>
    /// <param name="ct">Ends the steps; <c>finally</c> and undo still run.</param>
    /// <exception cref="JournalException">The run cannot go on.</exception>
    internal async Task<RunResult> ResumeAsync(
        StoredRun stored,
        ResumeWishes wishes,
        IRunObserver observer,
        CancellationToken abort,
        CancellationToken ct
    )
    {
        if (Plan is not { } plan || settings.Journal is not { } journal)
            return new RunResult(null, [], Diagnostics);
        var state = RunState.Again(stored.Listed, wiring.World, plan, settings.Budgets);
        var history = new HistoryReader(state, plan.Plan).Read(stored.Rows);
        var rewind = Rewinding.Of(plan.Plan, history, wishes, wiring.World.Clock.GetUtcNow());
        if (rewind.Refusal is { } refusal)
            return Refused(refusal);
        history.GoOn(rewind.Again, rewind.Reopened);
        RestoredUndo.Restore(plan.Plan, history, state);
        state.History = history;
        var rows = new RunRows(
            journal,
            stored.Listed with
            {
                Owner = journal.Owner,
            },
            stored.Rows.Length,
            wiring.World.Clock,
            EventsOf(journal).Write
        );
        var tools = RunTools.For(SetupFor(plan, observer, null) with { Rows = rows }, state);
        var told = EventsOf(journal);
        // It is not over.
        foreach (var happened in stored.Events.Select(told.Read).Where(e => e is not RunFinished))
            observer.Observe(happened);
        tools.Scribe!.GoOn(rewind.Again, rewind.Reopened);
        tools.Teller.Tell(rewind.Told(stored.Rows[^1].At, tools.Teller.Mask));
        // Who loses this has nothing to do with the run any more.
        if (!await tools.Scribe.FlushAsync())
            throw new JournalException(
                $"another process goes on with the run {stored.Listed.Id}",
                "let it, and look at the run when it has ended"
            );
        return await RunAsync(tools, state, abort, ct);
    }

    private async Task<RunResult> WriteAsync(RunSetup setup, RunJournal journal, CancellationToken abort, CancellationToken ct)
    {
        var head = RunChanges.HeadOf(settings, setup.Plan, journal);
        var state = RunState.Written(wiring.World, setup.Plan, settings.Budgets);
        var listed = new JournaledRun
        {
            Id = state.Id,
            Digest = RunChanges.DigestOf(head),
            Environment = setup.Plan.Plan.EnvironmentName,
            StartedAt = state.StartedAt,
            ChangedAt = state.StartedAt,
            State = JournalState.Running,
            Owner = journal.Owner,
            KeyId = journal.Rows.Key.Id,
        };
        await journal.Rows.BeginAsync(listed, ct);
        var tools = RunTools.For(setup with { Rows = new RunRows(journal, listed, 0, wiring.World.Clock, EventsOf(journal).Write) }, state);
        tools.Scribe!.Begin(head);
        return await RunAsync(tools, state, abort, ct);
    }

    private static EventLog EventsOf(RunJournal journal) => new(journal.LargestBody);

    private RunResult Refused(Diagnostics.Diagnostic refusal) =>
        new(null, [], [.. Diagnostics, Values.MaskedDiagnostic.By(Planning.GivenSecrets.MaskOf(Plan?.Plan), settings.Words(refusal))]);
}
