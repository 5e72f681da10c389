using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution;

/// <summary>A run from its first event to its summary: the entry scenario, then undo as the operator chose.</summary>
internal sealed class RunLoop(RunTools tools, RunState state, UndoPolicy policy, CancellationToken abort)
{
    /// <summary>How it ended, and how the entry scenario did.</summary>
    public async Task<(RunSummary Summary, ScenarioOutcome Outcome)> RunAsync(Plan plan, CancellationToken ct)
    {
        var start = tools.RunClock.GetTimestamp();
        var scenario = plan.Scenario;
        var mask = tools.Teller.Mask;
        tools.Teller.Tell(
            new RunStarted(
                MaskedText.By(mask, scenario.Title),
                MaskedText.By(mask, scenario.Source.Path),
                MaskedText.By(mask, plan.EnvironmentName),
                scenario.Steps.Length
            )
        );
        using var time = new RunTime(tools.Budgets, tools.RunClock);
        var outcome = await new ScenarioRunner(tools, state, time, abort).RunAsync(plan, VariableBag.Empty, Included.Entry, ct);
        var steps = new StepRunner(tools, state, new StepTeller(tools, state), new CallRunner(tools, state, time, abort));
        var undo = new UndoRunner(tools, state, steps);
        using var limit = TimeLimit.OfTheEnd(scenario, time, abort);
        var isGood = outcome.Outcome == Outcome.Passed && state.Doubts.Open.Count == 0;
        var isDue = policy == UndoPolicy.Always || policy == UndoPolicy.Failure && !isGood;
        var left = isDue ? await undo.RunAsync(limit) : undo.Remaining();
        var summary = new RunSummary
        {
            Outcome = state.Doubts.Open.Count > 0 ? Outcome.Unknown : outcome.Outcome,
            Passed = outcome.Count(Outcome.Passed),
            Failed = outcome.Count(Outcome.Failed),
            Broken = outcome.Count(Outcome.Broken),
            Skipped = outcome.Skipped + outcome.Count(Outcome.Skipped) + outcome.Count(Outcome.Cancelled),
            Unknown = outcome.Count(Outcome.Unknown),
            Doubts = [.. state.Doubts.Open.Select(d => d.Shown(mask))],
            LeftBehind = [.. left.Select(request => MaskedText.By(mask, request))],
            UndoWasDue = isDue,
            Refused = outcome.Problems.Any(p => p.Code.IsRefusal),
            Problems = tools.Teller.Shown([.. outcome.OwnProblems, .. state.Doubts.Untold.Select(d => d.Problem)]),
            Duration = tools.RunClock.GetElapsedTime(start),
        };
        tools.Teller.Finish(summary, tools.RecordAll ? plan.Sources : []);
        return (summary, outcome);
    }
}
