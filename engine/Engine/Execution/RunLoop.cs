using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution.Journaling;
using PingOneScenarios.Engine.Execution.Undoing;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution;

/// <summary>A run from its first event to its summary: the entry scenario, then undo as the operator chose.</summary>
internal sealed class RunLoop(RunTools tools, RunState state, UndoPolicy policy, CancellationToken abort)
{
    /// <summary>Whether a run in which no step ran is as it should be.</summary>
    public bool AllowEmpty { get; init; }

    /// <summary>Only what this one made is taken back, without a step of the scenario; null runs it.</summary>
    public IEarlierRun? Earlier { get; init; }

    /// <summary>Which of many runs it is; null for the only one.</summary>
    public Slot? Slot { get; init; }

    /// <summary>How it ended, and how the entry scenario did.</summary>
    public async Task<(RunSummary Summary, ScenarioOutcome Outcome)> RunAsync(Plan plan, CancellationToken ct)
    {
        var start = tools.RunClock.GetTimestamp();
        if (state.History is null)
            Begin(plan);
        using var time = new RunTime(tools.Budgets, Before, tools.RunClock);
        var scenarios = new ScenarioRunner(tools, state, time, abort);
        var outcome = Earlier is null
            ? await scenarios.RunAsync(plan, VariableBag.Empty, Included.Entry, ct)
            : await new EarlierRunner(tools, state, scenarios).RunAsync(Earlier, plan, ct);
        var ended = EndOf(outcome);
        var isDue = state.Halt == RunHalt.None && IsUndoDue(ended);
        // Whoever only takes back stops by the first wish to stop.
        using var limit = TimeLimit.OfTheEnd(plan.Scenario, time, Earlier is null ? abort : ct);
        var left = await UndoAsync(outcome, isDue, time, limit);
        var isEmpty = Earlier is null && ended == Outcome.Skipped && !AllowEmpty;
        var summary = SummaryOf(outcome, left, isEmpty ? [NothingRan(plan.Scenario)] : []) with
        {
            UndoWasDue = isDue,
            Duration = Before + tools.RunClock.GetElapsedTime(start),
        };
        summary = summary with { IsRunAnew = IsRunAnew(summary), IsFlaky = IsFlaky(summary) };
        tools.Teller.Finish(summary, tools.RecordAll ? [.. (outcome.Edited ?? plan).Sources] : []);
        if (tools.Scribe is { } scribe)
            await scribe.EndAsync(summary);
        return (summary, outcome);
    }

    // What is taken back of an earlier run has a time of its own.
    private TimeSpan Before => Earlier is null ? state.TimeBefore : TimeSpan.Zero;

    private void Begin(Plan plan)
    {
        var (scenario, mask) = (plan.Scenario, tools.Teller.Mask);
        tools.Teller.Tell(
            new RunStarted(
                MaskedText.By(mask, scenario.Title),
                MaskedText.By(mask, scenario.Source.Path),
                MaskedText.By(mask, plan.EnvironmentName),
                Earlier is null ? scenario.Steps.Length : 0
            )
            {
                Slot = Slot?.Shown(mask),
            }
        );
    }

    // What was refused, stopped or is in doubt is the same, or unknown, the next time too.
    private bool IsRunAnew(RunSummary summary) =>
        Slot is { } slot && slot.Attempt < slot.Attempts && summary is { Refused: false, Outcome: Outcome.Failed or Outcome.Broken };

    private bool IsFlaky(RunSummary summary) => Slot is { Attempt: > 1 } && summary.Outcome == Outcome.Passed;

    private bool IsUndoDue(Outcome ended) =>
        Earlier is not null || policy == UndoPolicy.Always || policy == UndoPolicy.Failure && !HasPassed(ended);

    private RunSummary SummaryOf(ScenarioOutcome outcome, ImmutableArray<string> left, ImmutableArray<Diagnostic> nothing) =>
        new()
        {
            // What an undo leaves in doubt counts as well.
            Outcome = EndOf(outcome),
            Passed = outcome.Count(Outcome.Passed),
            Failed = outcome.Count(Outcome.Failed),
            Broken = outcome.Count(Outcome.Broken),
            Skipped = outcome.Skipped + outcome.Count(Outcome.Skipped) + outcome.Count(Outcome.Cancelled),
            Unknown = outcome.Count(Outcome.Unknown),
            Doubts = [.. state.Doubts.Open.Select(d => d.Shown(tools.Teller.Mask))],
            LeftBehind = [.. left.Concat(outcome.Lost).Select(request => MaskedText.By(tools.Teller.Mask, request))],
            TakesBack = Earlier is not null,
            Refused = outcome.IsRefused,
            Problems = tools.Teller.Shown([.. outcome.OwnProblems, .. nothing, .. state.Doubts.Untold.Select(d => d.Problem)]),
            Duration = TimeSpan.Zero,
        };

    // How it ends does not change how a scenario ended; where there is nothing else, it is what was to be done.
    private async Task<ImmutableArray<string>> UndoAsync(ScenarioOutcome outcome, bool isDue, RunTime time, TimeLimit limit)
    {
        var teller = new StepTeller(tools, state);
        var steps = new StepRunner(tools, state, teller, new CallRunner(tools, state, time, abort));
        var undo = new UndoRunner(tools, state, steps, teller);
        if (!isDue)
            return undo.Remaining();
        var results = await undo.RunAsync(limit);
        if (Earlier is not null)
            foreach (var result in results)
                outcome.Add(result.Step);
        return [.. results.Select(r => r.Left).OfType<string>()];
    }

    private bool HasPassed(Outcome ended) => ended == Outcome.Passed || ended == Outcome.Skipped && AllowEmpty;

    // What a run that only takes back could not take back is left behind, which is said.
    private bool IsCounted(Doubt doubt) => Earlier is null || !doubt.Place.TakesBack;

    private Outcome EndOf(ScenarioOutcome outcome) =>
        state.Doubts.Open.Any(IsCounted) ? Outcome.Unknown
        : outcome is { Outcome: Outcome.Passed, HasRun: false } ? Outcome.Skipped
        : outcome.Outcome;

    // A run that looked at nothing must not look like one that found all in order.
    private static Diagnostic NothingRan(Scenario scenario) =>
        new(
            DiagnosticCodes.NothingRan,
            scenario.Source.Beginning,
            "no step ran, each of them was skipped",
            "nothing was looked at, so nothing can be said to be right",
            "look at the conditions and lists of the steps, or allow a run without a step"
        );
}
