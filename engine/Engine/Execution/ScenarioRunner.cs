using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution.Journaling;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution;

/// <summary>A scenario from its inputs to its outputs, with what it obtains and calls.</summary>
/// <param name="tools">What the run works with.</param>
/// <param name="state">Where the run stands.</param>
/// <param name="time">The time of the run.</param>
/// <param name="abort">Ends even <c>finally</c> and undo; the token of a call only ends the steps.</param>
internal sealed class ScenarioRunner(RunTools tools, RunState state, RunTime time, CancellationToken abort)
{
    private readonly StepsRunner stages = new(tools, state, new CallRunner(tools, state, time, abort));

    /// <summary>Runs a plan: inputs, vars, steps, finally, outputs.</summary>
    /// <param name="plan">What to run.</param>
    /// <param name="passed">The inputs a calling step passes; empty for the entry scenario.</param>
    /// <param name="why">Depth and reason of a scenario that is not the entry.</param>
    /// <param name="ct">The user's wish to stop.</param>
    public async Task<ScenarioOutcome> RunAsync(Plan plan, VariableBag passed, Included why, CancellationToken ct)
    {
        var outcome = new ScenarioOutcome();
        using var limit = TimeLimit.OfSteps(plan.Scenario, time, tools.RunClock, ct);
        var bag = await BindAsync(plan, passed, outcome, why, limit);
        bag = await stages.RunAsync(new Stage(plan.Steps, Phase.Steps, why, limit) { Plan = plan }, bag, outcome);
        plan = outcome.Edited ?? plan;
        if (limit.HasRunOut && outcome.Outcome == Outcome.Passed)
            outcome.Add(Outcome.Broken, limit.Problem);
        if (state.Halt != RunHalt.None)
            return outcome;
        using var whatever = TimeLimit.OfTheEnd(plan.Scenario, time, abort);
        bag = await stages.RunAsync(new Stage(plan.Finally, Phase.Finally, why, whatever) { Plan = plan }, bag, outcome);
        if (outcome.Outcome == Outcome.Passed && state.Halt == RunHalt.None)
            ComputeOutputs(plan, bag, outcome, whatever);
        return outcome;
    }

    private async Task<VariableBag> BindAsync(Plan plan, VariableBag passed, ScenarioOutcome outcome, Included why, TimeLimit limit)
    {
        var values = new InputValues(tools.Templates, state, passed) { Recorded = RecordedAt(why.Path) };
        var bag = values.Begin(plan.EnvironmentName);
        try
        {
            foreach (var input in plan.Inputs)
                bag = await BindAsync(new Binding(input, values, why, limit), bag, outcome);
            // Without what could not be obtained nothing below can be computed; the steps are then all skipped.
            tools.Work.Begin(limit.Token);
            if (outcome.Outcome != Outcome.Passed)
                return bag;
            bag = values.Compute(plan.Scenario.Vars, bag);
            if (values.Recorded is null || bag.Variables.Any(v => v.IsRenewed))
                tools.Scribe?.Bound(why, bag);
            if (values.Recorded is not null)
                state.RenewMade(why.Path, bag);
            return bag;
        }
        catch (OperationCanceledException) when (limit.Token.IsCancellationRequested)
        {
            if (limit.HasRunOut)
                outcome.Add(Outcome.Broken, limit.Problem);
            else
                outcome.Cancel();
            return bag;
        }
        catch (DiagnosticException e)
        {
            outcome.Add(Outcome.Broken, e.Diagnostic);
            return bag;
        }
    }

    // What it had begun with, without tokens that have run out since.
    private ImmutableArray<Variable>? RecordedAt(string path) =>
        state.History?.BoundAt(path) is { } bound ? [.. bound.Where(v => !(Expiry.Of(v.Value) <= tools.WallClock.GetUtcNow()))] : null;

    private async Task<VariableBag> BindAsync(Binding binding, VariableBag bag, ScenarioOutcome outcome)
    {
        var (input, values, why, limit) = binding;
        tools.Work.Begin(limit.Token);
        if (input.Provider is not ObtainedInput source)
            return outcome.Outcome == Outcome.Passed || input.Provider is GivenInput or PassedInput ? values.Bind(input, bag) : bag;
        if (outcome.Outcome != Outcome.Passed)
            return bag;
        state.Held.Keep(bag.Weight);
        var result = await ObtainAsync(source.Plan, why.ForInput(input.Input.Name), limit.Token);
        state.Held.LetGo(bag.Weight);
        if (result.Outcome == Outcome.Passed && result.Outputs.TryGetMember(input.Input.Name, out var value))
            return values.BindObtained(input, value, result, bag);
        if (result.Outcome == Outcome.Cancelled && limit.HasRunOut)
            outcome.Add(Outcome.Broken, limit.Problem);
        else
            outcome.AddObtained(input.Input.Name, result);
        return bag;
    }

    /// <summary>How a scenario ends that an input is obtained from; it is run once, whoever asks.</summary>
    public async Task<ScenarioOutcome> ObtainAsync(Plan plan, Included why, CancellationToken ct)
    {
        if (state.Obtained.TryGetValue(plan.Scenario.FullPath, out var known))
            return known;
        var path = state.History?.ObtainedAt(plan.Scenario.FullPath) ?? why.Path;
        var included = why with { Path = path };
        var outcome = tools.Shared is { } shared
            ? await shared.ObtainAsync(plan, state, () => RunAsync(plan, VariableBag.Empty, included, ct), ct)
            : await RunAsync(plan, VariableBag.Empty, included, ct);
        state.Held.Keep(outcome.Outputs.Size.Weight);
        return state.Obtained[plan.Scenario.FullPath] = outcome;
    }

    private void ComputeOutputs(Plan plan, VariableBag bag, ScenarioOutcome outcome, TimeLimit limit)
    {
        try
        {
            tools.Work.Begin(limit.Token);
            foreach (var output in plan.Scenario.Outputs)
                outcome.AddOutput(output.Name, tools.Templates.Render(output.Value, bag));
        }
        catch (DiagnosticException e)
        {
            outcome.Add(Outcome.Broken, e.Diagnostic);
        }
        catch (OperationCanceledException) when (limit.Token.IsCancellationRequested)
        {
            outcome.Cancel();
        }
    }

    /// <summary>An input that is to get its value now.</summary>
    private sealed record Binding(PlannedInput Input, InputValues Values, Included Why, TimeLimit Limit);
}
