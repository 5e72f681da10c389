using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution.Journaling;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution;

/// <summary>A row of steps that is run in one go: the steps of a scenario, or its <c>finally</c>.</summary>
internal sealed record Stage(ImmutableArray<PlannedStep> Steps, Phase Phase, Included Why, TimeLimit Limit)
{
    /// <summary>What the steps belong to.</summary>
    public required Plan Plan { get; init; }
}

/// <summary>Where a scenario stands among those that include each other.</summary>
/// <param name="Depth">0 for the entry scenario.</param>
/// <param name="For">What it is run for; see <see cref="StepPlace.For"/>.</param>
/// <param name="Path">What stands in front of the names of its steps; see <see cref="StepPlace.Path"/>.</param>
internal sealed record Included(int Depth, string For, string Path)
{
    public static Included Entry { get; } = new(0, "", "");

    /// <summary>The scenario a step calls.</summary>
    public static Included By(StepPlace place) => new(place.Depth + 1, $"step \"{place.Title}\"", place.Path + "/");

    /// <summary>The scenario an input is obtained from.</summary>
    public Included ForInput(string name) => new(Depth + 1, $"input \"{name}\"", $"{Path}({StepPath.Escape(name)})/");
}

/// <summary>Runs the steps of a stage one after the other, skipping what is not to be run.</summary>
internal sealed class StepsRunner
{
    private readonly RunTools tools;
    private readonly RunState state;
    private readonly StepRunner steps;
    private readonly LoopRunner loops;
    private readonly StepTeller teller;

    public StepsRunner(RunTools tools, RunState state, CallRunner calls)
    {
        (this.tools, this.state) = (tools, state);
        teller = new StepTeller(tools, state);
        steps = new StepRunner(tools, state, teller, calls);
        loops = new LoopRunner(tools, state, steps, teller);
    }

    /// <summary>The variables afterwards; how the steps ended is added to the outcome.</summary>
    public async Task<VariableBag> RunAsync(Stage stage, VariableBag bag, ScenarioOutcome outcome)
    {
        for (var i = 0; i < stage.Steps.Length; i++)
        {
            var step = stage.Steps[i];
            var place = new StepPlace(stage.Phase, i + 1, stage.Steps.Length, stage.Why.Depth, step.Step.Id, step.Step.Title)
            {
                For = stage.Why.For,
                Prefix = stage.Why.Path,
            };
            if (state.Halt != RunHalt.None)
                return bag;
            var recorded = state.History?.Find(place.Path);
            if (recorded is { IsPassedOver: true })
            {
                outcome.Skipped++;
                continue;
            }
            if (recorded is null && SkipReason(stage, step, bag, outcome) is { } reason)
            {
                outcome.Skipped++;
                teller.PassedOver(step, place, reason);
                tools.Scribe?.PassedOver(place);
                continue;
            }
            var turn = new Turn(step, place, bag, stage.Limit) { Plan = stage.Plan };
            var result = step.Step.ForEach is { } items ? await loops.RunAsync(turn, items) : await steps.RunAsync(turn);
            outcome.Add(result);
            bag = result.Bag;
            if (result.NewPlan is { } edited)
                stage = stage with { Plan = outcome.Edited = edited, Steps = edited.Steps };
        }
        return bag;
    }

    private static string? SkipReason(Stage stage, PlannedStep step, VariableBag bag, ScenarioOutcome outcome)
    {
        if (stage.Phase == Phase.Finally)
            return stage.Limit.HasRunOut ? "the time of the run is up"
                : stage.Limit.Token.IsCancellationRequested ? ScenarioOutcome.WasCancelled
                : MissingFor(step, bag);
        if (outcome.SkipReason is null && stage.Limit.HasRunOut)
            outcome.Add(Outcome.Broken, stage.Limit.Problem);
        else if (outcome.SkipReason is null && stage.Limit.Token.IsCancellationRequested)
            outcome.Cancel();
        return outcome.SkipReason;
    }

    // A step of finally that needs what an earlier step never gave has nothing to do.
    private static string? MissingFor(PlannedStep step, VariableBag bag)
    {
        var missing = step
            .Uses.Where(u => !u.MayBeMissing && !(step.Step.IsLoop && ScopeTable.IsOfLoop(u.Name)) && !bag.TryGet(u.Name, out _))
            .Select(u => u.Name)
            .FirstOrDefault();
        return missing is null ? null : $"no step provided \"{missing}\"";
    }
}
