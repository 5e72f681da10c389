using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution.Undoing;

/// <summary>The part of a run that only takes back which stands in the place of the scenario: what an earlier run made, with what its undo needs obtained anew.</summary>
/// <param name="tools">What the run works with.</param>
/// <param name="state">Takes what is to be taken back.</param>
/// <param name="scenarios">Runs the scenarios inputs are obtained from.</param>
internal sealed class EarlierRunner(RunTools tools, RunState state, ScenarioRunner scenarios)
{
    /// <summary>How what was obtained ended.</summary>
    /// <param name="earlier">The run that made it.</param>
    /// <param name="plan">The scenario, bound by the operator.</param>
    /// <param name="ct">The user's wish to stop.</param>
    public async Task<ScenarioOutcome> RunAsync(IEarlierRun earlier, Plan plan, CancellationToken ct)
    {
        var outcome = new ScenarioOutcome();
        var work = earlier.Restore(tools, state, plan);
        foreach (var (input, from, why) in work.ToObtain)
        {
            if (state.Obtained.ContainsKey(from.Scenario.FullPath))
                continue;
            var result = await scenarios.ObtainAsync(from, why, ct);
            if (result.Outcome != Outcome.Passed)
                outcome.AddObtained(input, result);
        }
        if (!work.ToObtain.IsEmpty)
            work = earlier.Restore(tools, state, plan);
        // What was obtained for it, perhaps a token, goes after it.
        state.Made.AddRange(work.Made.Select(Held));
        foreach (var problem in work.Lost)
            outcome.Lose(problem);
        return outcome;
    }

    // What is stored may be larger than what a run may hold.
    private UndoEntry Held(UndoEntry entry)
    {
        try
        {
            state.Held.Check(entry.Bag.Weight, entry.Step.Step.Span);
            state.Held.Keep(entry.Bag.Weight);
            return entry;
        }
        catch (DiagnosticException e)
        {
            return entry with { Bag = VariableBag.Empty, Problem = e.Diagnostic };
        }
    }
}
