using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution;
using PingOneScenarios.Engine.Execution.Journaling;
using PingOneScenarios.Engine.Execution.Undoing;
using PingOneScenarios.Engine.Journal;
using PingOneScenarios.Engine.Reporting.Json;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine;

/// <summary>Runs that are written down, and that go on.</summary>
public sealed partial class PreparedRun
{
    /// <summary>The run that goes on; null for one that begins.</summary>
    private Resumption? Resumed { get; init; }

    /// <summary>The same, written down.</summary>
    internal PreparedRun WrittenInto(RunJournal journal) => new(this, settings with { Journal = journal });

    /// <summary>
    /// A digest of what it is bound to: files, environment, inputs that are no secrets, and what it may contact. Only who has the key of the
    /// journal can make it. Null when it cannot run.
    /// </summary>
    internal string? SubjectIn(RunJournal journal)
    {
        if (Plan is not { } plan)
            return null;
        var head = RunChanges.HeadOf(settings, plan, journal, IsPiped);
        string[] parts =
        [
            RunChanges.DigestOf(head),
            head.Environment ?? "",
            head.EnvironmentName,
            .. head.Inputs.OrderBy(i => i.Key, StringComparer.Ordinal).SelectMany(i => (string[])[i.Key, i.Value]),
            "",
            .. head.Origins.Order(StringComparer.Ordinal),
            "",
            .. head.PrivateHosts.Order(StringComparer.Ordinal),
        ];
        return journal.Rows.Key.HmacOf(string.Concat(parts.Select(p => $"{p.Length}:{p}")));
    }

    /// <summary>What differs between a run as it began and what it would go on with, with names in place of secrets; empty when nothing does.</summary>
    internal IReadOnlyList<string> ChangesSince(KeptRun kept)
    {
        if (Plan is not { } plan || settings.Journal is not { } journal)
            return [];
        var secrets = RunState.Again(kept.Listed, wiring.World, plan, settings.Budgets).Secrets;
        var mask = ChangeMask.Of(secrets, kept, plan.Plan);
        return [.. RunChanges.Between(kept.Head, RunChanges.HeadOf(settings, plan, journal, IsPiped)).Select(mask.Apply)];
    }

    /// <summary>The same as a run that goes on where it stands; one that cannot run when it cannot go on.</summary>
    /// <param name="kept">What it did.</param>
    /// <param name="wishes">What is done again, and what is known of requests in doubt.</param>
    /// <exception cref="JournalException">The files no longer say how to take something back.</exception>
    internal PreparedRun ToGoOn(KeptRun kept, ResumeWishes wishes)
    {
        if (Plan is not { } plan)
            return this;
        try
        {
            var state = RunState.Again(kept.Listed, wiring.World, plan, settings.Budgets);
            return new PreparedRun(this, settings) { Resumed = Resumption.Of(kept, wishes, plan, state, wiring.World, settings.Undo) };
        }
        catch (DiagnosticException e)
        {
            return Refused(e.Diagnostic);
        }
    }

    /// <summary>
    /// The same as a run that goes on where its process, or whoever stopped it, left it; one that begins when nothing is left to go on with.
    /// </summary>
    /// <param name="kept">What it did.</param>
    /// <exception cref="JournalException">The files no longer say how to take something back.</exception>
    internal PreparedRun ToGoOn(KeptRun kept)
    {
        if (kept.Listed.State != JournalState.Ended)
            return ToGoOn(kept, ResumeWishes.None);
        var log = new EventLog();
        var ended = kept.Events.Select(log.Read).OfType<StepFinished>().ToList();
        var own = ended.Where(s => s.Step is { Depth: 0, Phase: Phase.Steps }).ToList();
        // What was taken back is as good as not done.
        if (Plan is not { } plan || own.Count == 0 || ended.Exists(s => s.Step.TakesBack))
            return this;
        var wrong = own.Find(s => s.Outcome is not (Outcome.Passed or Outcome.Skipped))?.Step.Id.Text;
        if (wrong is null)
        {
            // It was stopped between two steps.
            var last = own.FindLast(s => s.Outcome == Outcome.Passed)?.Step.Id.Text;
            wrong = plan
                .Plan.Steps.SkipWhile(s => last is not null && s.Step.Id != last)
                .Skip(last is null ? 0 : 1)
                .FirstOrDefault()
                ?.Step.Id;
        }
        return wrong is null
            ? Refused(
                new Diagnostic(
                    DiagnosticCodes.RowCannotGoOn,
                    plan.Plan.Scenario.Source.Beginning,
                    $"the run {kept.Listed.Id} cannot go on",
                    "it was stopped behind its last step, so nothing of it is left to be done",
                    $"p1s show {kept.Listed.Id} prints what it did"
                )
            )
            : ToGoOn(kept, ResumeWishes.None with { From = wrong });
    }

    /// <summary>The same as one that cannot run.</summary>
    internal PreparedRun Refused(Diagnostic why)
    {
        var problems = new DiagnosticBag();
        problems.Add(why);
        return new PreparedRun(this, settings) { Plan = null, Found = FoundProblems.In(Path, problems, Plan?.Plan, settings) };
    }

    /// <summary>The run of a journal that is taken back; null for none.</summary>
    private KeptRun? Kept { get; init; }

    /// <summary>A run that only takes back what one of the journal made, and is written down with it.</summary>
    internal PreparedRun ToTakeBack(KeptRun kept) => new(this, settings) { Earlier = new JournalRestoring(kept), Kept = kept };

    private async Task<RunResult> TakeBackAsync(KeptRun kept, RunSetup setup, CancellationToken abort, CancellationToken ct)
    {
        var state = RunState.Again(kept.Listed, wiring.World, setup.Plan, settings.Budgets);
        var rows = RowsOf(settings.Journal!, kept.Listed with { Owner = settings.Journal!.Owner }, kept.Rows.Length);
        // It ended as it ended; one that did not is given up.
        rows.EndsAs = kept.Listed.Outcome ?? Outcome.Cancelled;
        return await RunAsync(RunTools.For(setup with { Rows = rows }, state), state, abort, ct);
    }

    private async Task<RunResult> GoOnAsync(Resumption resumed, RunSetup setup, CancellationToken abort, CancellationToken ct)
    {
        var (kept, state, journal) = (resumed.Kept, resumed.State, settings.Journal!);
        var head = RunChanges.HeadOf(settings, setup.Plan, journal, IsPiped);
        // What is done again is counted again.
        var listed = kept.Listed with
        {
            Owner = journal.Owner,
            Digest = RunChanges.DigestOf(head),
            StepsDone = state.History!.StepsDone,
        };
        var rows = RowsOf(journal, listed, kept.Rows.Length);
        var decided = new DecidedDoubts(resumed.Decided, resumed.Wishes.Values, setup.DoubtGate);
        var tools = RunTools.For(setup with { Rows = rows, DoubtGate = resumed.Decided.IsEmpty ? setup.DoubtGate : decided }, state);
        // What is told again is looked through for what the run knew when it stopped.
        using var watched = wiring.Secrets.Watch(state.Secrets.Held);
        Retell(kept, tools);
        // What was accepted is not asked about again.
        if (RunChanges.Between(kept.Head, head).Length > 0)
            tools.Scribe!.Begin(head);
        tools.Scribe!.GoOn(resumed.Rewind.Again, resumed.Rewind.Reopened, resumed.Handed);
        tools.Teller.Tell(resumed.Rewind.Told(kept.Rows[^1].At, tools.Teller.Mask));
        foreach (var doubt in resumed.Closed)
            tools.Teller.Tell(
                new DoubtSettled(
                    doubt.Place.Shown(tools.Teller.Mask),
                    doubt.Shown(tools.Teller.Mask),
                    DoubtEnd.Happened,
                    MaskedText.By(tools.Teller.Mask, "the operator")
                )
            );
        // Who loses this has nothing to do with the run any more.
        if (!await tools.Scribe.FlushAsync())
            throw new JournalException(
                $"another process goes on with the run {kept.Listed.Id}",
                "let it, and look at the run when it has ended"
            );
        var result = await RunAsync(tools, state, abort, ct);
        return result with { Journaled = result.Journaled! with { Objection = decided.Objection } };
    }

    // All it has told, to whoever hears it now; but it is not over.
    private static void Retell(KeptRun kept, RunTools tools)
    {
        var log = new EventLog();
        foreach (var happened in kept.Events.Select(log.Read).Where(e => e is not RunFinished))
            tools.Listeners.Observe(happened);
    }

    private async Task<RunResult> WriteAsync(RunSetup setup, RunJournal journal, CancellationToken abort, CancellationToken ct)
    {
        var head = RunChanges.HeadOf(settings, setup.Plan, journal, IsPiped);
        var state = RunState.Written(wiring.World, setup.Plan, settings.Budgets, isOfMany: journal.Place is not null);
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
            Batch = journal.Place?.Batch,
            RowId = journal.Place?.RowId,
            RowNumber = journal.Place?.Number,
        };
        var tools = RunTools.For(setup with { Rows = RowsOf(journal, listed, 0) }, state);
        tools.Scribe!.Begin(head);
        return await RunAsync(tools, state, abort, ct);
    }

    private RunRows RowsOf(RunJournal journal, JournaledRun listed, int next) =>
        new(journal, listed, next, wiring.World.Clock, new EventLog(journal.LargestBody).Write);
}
