using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution.Journaling;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution;

/// <summary>A run from its first event to its summary: the entry scenario, then undo as the operator chose.</summary>
internal sealed class RunLoop(RunTools tools, RunState state, UndoPolicy policy, CancellationToken abort)
{
    /// <summary>Whether a run in which no step ran is as it should be.</summary>
    public bool AllowEmpty { get; init; }

    /// <summary>How it ended, and how the entry scenario did.</summary>
    public async Task<(RunSummary Summary, ScenarioOutcome Outcome)> RunAsync(Plan plan, CancellationToken ct)
    {
        var start = tools.RunClock.GetTimestamp();
        var scenario = plan.Scenario;
        var mask = tools.Teller.Mask;
        if (state.History is null)
            tools.Teller.Tell(
                new RunStarted(
                    MaskedText.By(mask, scenario.Title),
                    MaskedText.By(mask, scenario.Source.Path),
                    MaskedText.By(mask, plan.EnvironmentName),
                    scenario.Steps.Length
                )
            );
        using var time = new RunTime(tools.Budgets, state.TimeBefore, tools.RunClock);
        var outcome = await new ScenarioRunner(tools, state, time, abort).RunAsync(plan, VariableBag.Empty, Included.Entry, ct);
        var steps = new StepRunner(tools, state, new StepTeller(tools, state), new CallRunner(tools, state, time, abort));
        var undo = new UndoRunner(tools, state, steps);
        using var limit = TimeLimit.OfTheEnd(scenario, time, abort);
        var ended = EndOf(outcome);
        var hasPassed = ended == Outcome.Passed || ended == Outcome.Skipped && AllowEmpty;
        var isDue = state.Halt == RunHalt.None && IsUndoDue(hasPassed);
        var left = isDue ? await undo.RunAsync(limit) : undo.Remaining();
        var nothing = ended == Outcome.Skipped && !hasPassed ? [NothingRan(scenario)] : ImmutableArray<Diagnostic>.Empty;
        var summary = new RunSummary
        {
            // What an undo leaves in doubt counts as well.
            Outcome = EndOf(outcome),
            Passed = outcome.Count(Outcome.Passed),
            Failed = outcome.Count(Outcome.Failed),
            Broken = outcome.Count(Outcome.Broken),
            Skipped = outcome.Skipped + outcome.Count(Outcome.Skipped) + outcome.Count(Outcome.Cancelled),
            Unknown = outcome.Count(Outcome.Unknown),
            Doubts = [.. state.Doubts.Open.Select(d => d.Shown(mask))],
            LeftBehind = [.. left.Select(request => MaskedText.By(mask, request))],
            UndoWasDue = isDue,
            Refused = outcome.IsRefused,
            Problems = tools.Teller.Shown([.. outcome.OwnProblems, .. nothing, .. state.Doubts.Untold.Select(d => d.Problem)]),
            Duration = state.TimeBefore + tools.RunClock.GetElapsedTime(start),
        };
        tools.Teller.Finish(summary, tools.RecordAll ? (outcome.Edited ?? plan).Sources : []);
        if (tools.Scribe is { } scribe)
            await scribe.EndAsync(summary);
        return (summary, outcome);
    }

    private bool IsUndoDue(bool hasPassed) => policy == UndoPolicy.Always || policy == UndoPolicy.Failure && !hasPassed;

    private Outcome EndOf(ScenarioOutcome outcome) =>
        state.Doubts.Open.Count > 0 ? Outcome.Unknown
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
