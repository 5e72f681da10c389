using System.Collections.Immutable;
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
        var ready = new List<UndoEntry>(work.Made.Length);
        foreach (var made in work.Made)
            ready.Add(await CompleteAsync(made, outcome, ct));
        // What was obtained for it, perhaps a token, goes after it.
        state.Made.AddRange(ready);
        foreach (var problem in work.Lost)
            outcome.Lose(problem);
        return outcome;
    }

    private async Task<UndoEntry> CompleteAsync(RestoredEntry made, ScenarioOutcome outcome, CancellationToken ct)
    {
        var entry = made.Entry;
        foreach (var (input, why) in made.ToObtain)
        {
            var source = ((ObtainedInput)input.Provider).Plan;
            var isNew = !state.Obtained.ContainsKey(source.Scenario.FullPath);
            var result = await scenarios.ObtainAsync(source, why, ct);
            if (result.Outcome == Outcome.Passed && result.Outputs.TryGetMember(input.Input.Name, out var value))
                entry = Bound(entry, input, value);
            else
                entry = entry with { Problem = NotObtained(entry, input.Input.Name) };
            if (isNew && result.Outcome != Outcome.Passed)
                outcome.AddObtained(input.Input.Name, result);
        }
        return entry;
    }

    private UndoEntry Bound(UndoEntry entry, PlannedInput input, Value value)
    {
        try
        {
            return entry with { Bag = new InputValues(tools.Templates, state, VariableBag.Empty).Bind(input, value, entry.Bag) };
        }
        catch (DiagnosticException e)
        {
            return entry with { Problem = e.Diagnostic };
        }
    }

    private static Diagnostic NotObtained(UndoEntry entry, string name) =>
        new(
            DiagnosticCodes.UndoImpossible,
            entry.Step.Request!.Span,
            $"what the step \"{entry.Place.Title}\" made cannot be taken back: the input \"{name}\" could not be obtained",
            "the undo is sent with it",
            "look at why it could not be obtained, and take back again"
        );
}
