using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Planning;

namespace PingOneScenarios.Engine.Execution;

/// <summary>A run from its first event to its summary: the entry scenario, then undo as the operator chose.</summary>
internal sealed class RunLoop(RunResources run, UndoPolicy policy, CancellationToken abort)
{
    /// <summary>How it ended, and how the entry scenario did.</summary>
    public async Task<(RunSummary Summary, ScenarioOutcome Outcome)> RunAsync(Plan plan, CancellationToken ct)
    {
        var start = run.Clock.GetTimestamp();
        var scenario = plan.Scenario;
        run.Observer.Observe(new RunStarted(scenario.Title, scenario.Source.Path, run.RunId, plan.EnvironmentName, scenario.Steps.Length));
        using var time = new RunTime(run.Budgets, run.Clock);
        var outcome = await new ScenarioRunner(run, time, abort).RunAsync(plan, Values.VariableBag.Empty, Included.Entry, ct);
        var undo = new UndoRunner(run);
        using var limit = TimeLimit.OfTheEnd(scenario, time, abort);
        var isDue = policy == UndoPolicy.Always || policy == UndoPolicy.Failure && outcome.Outcome != Outcome.Passed;
        var summary = new RunSummary
        {
            Outcome = outcome.Outcome,
            Passed = outcome.Count(Outcome.Passed),
            Failed = outcome.Count(Outcome.Failed),
            Broken = outcome.Count(Outcome.Broken),
            Skipped = outcome.Skipped + outcome.Count(Outcome.Skipped) + outcome.Count(Outcome.Cancelled),
            LeftBehind = isDue ? await undo.RunAsync(limit.Token) : undo.Remaining(),
            UndoWasDue = isDue,
            Refused = outcome.Problems.Any(p => p.Code.IsRefusal),
            Problems = [.. outcome.OwnProblems],
            Duration = run.Clock.GetElapsedTime(start),
        };
        return (run.Observer.Finish(summary, run.RecordAll ? plan.Sources : []), outcome);
    }
}
