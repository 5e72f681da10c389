using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Planning;

namespace PingOneScenarios.Engine.Execution;

/// <summary>A run from its first event to its summary: the entry scenario, then undo as the operator chose.</summary>
internal sealed class RunLoop(RunTools tools, RunState state, UndoPolicy policy, CancellationToken abort)
{
    public async Task<RunSummary> RunAsync(Plan plan, CancellationToken ct)
    {
        var start = tools.RunClock.GetTimestamp();
        var scenario = plan.Scenario;
        tools.Observer.Observe(new RunStarted(scenario.Title, scenario.Source.Path, state.Id, plan.EnvironmentName, scenario.Steps.Length));
        using var time = new RunTime(tools.Budgets, tools.RunClock);
        var outcome = await new ScenarioRunner(tools, state, time, abort).RunAsync(plan, Values.VariableBag.Empty, Included.Entry, ct);
        var steps = new StepRunner(tools, state, new StepTeller(tools, state), new CallRunner(tools, state, time, abort));
        var undo = new UndoRunner(tools, state, steps);
        using var limit = TimeLimit.OfTheEnd(scenario, time, abort);
        var isDue = policy == UndoPolicy.Always || policy == UndoPolicy.Failure && outcome.Outcome != Outcome.Passed;
        var summary = new RunSummary
        {
            Outcome = outcome.Outcome,
            Passed = outcome.Count(Outcome.Passed),
            Failed = outcome.Count(Outcome.Failed),
            Broken = outcome.Count(Outcome.Broken),
            Skipped = outcome.Skipped + outcome.Count(Outcome.Skipped) + outcome.Count(Outcome.Cancelled),
            LeftBehind = isDue ? await undo.RunAsync(limit) : undo.Remaining(),
            UndoWasDue = isDue,
            Refused = outcome.Problems.Any(p => p.Code.IsRefusal),
            Problems = [.. outcome.OwnProblems],
            Duration = tools.RunClock.GetElapsedTime(start),
        };
        return tools.Observer.Finish(summary, tools.RecordAll ? plan.Sources : []);
    }
}
