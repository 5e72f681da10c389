using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution;

/// <summary>The loop over the steps of a scenario, and of those it calls or obtains from.</summary>
/// <param name="run">What the run owns.</param>
/// <param name="time">The time of the run.</param>
/// <param name="abort">Ends even <c>finally</c> and undo; the token of a call only ends the steps.</param>
internal sealed class ScenarioRunner(RunResources run, RunTime time, CancellationToken abort)
{
    private readonly ExtractionRunner extractions = new(run);
    private readonly Dictionary<string, ScenarioOutcome> obtained = new(StringComparer.Ordinal);

    /// <summary>Runs a plan: inputs, vars, steps, finally, outputs.</summary>
    /// <param name="plan">What to run.</param>
    /// <param name="passed">The inputs a calling step passes; empty for the entry scenario.</param>
    /// <param name="why">Depth and reason of a scenario that is not the entry.</param>
    /// <param name="ct">The user's wish to stop.</param>
    public async Task<ScenarioOutcome> RunAsync(Plan plan, VariableBag passed, Included why, CancellationToken ct)
    {
        var outcome = new ScenarioOutcome();
        var stages = new StageRunner(run, new SingleRunner(run, CallAsync));
        using var limit = TimeLimit.OfSteps(plan.Scenario, time, run.Clock, ct);
        var bag = await BindAsync(plan, passed, outcome, why, limit);
        bag = await stages.RunAsync(new Stage(plan.Steps, Phase.Steps, why, limit), bag, outcome);
        if (limit.HasRunOut && outcome.Outcome == Outcome.Passed)
            outcome.Add(Outcome.Broken, limit.Problem);
        using var whatever = TimeLimit.OfTheEnd(plan.Scenario, time, abort);
        bag = await stages.RunAsync(new Stage(plan.Finally, Phase.Finally, why, whatever), bag, outcome);
        if (outcome.Outcome == Outcome.Passed)
            ComputeOutputs(plan, bag, outcome);
        return outcome;
    }

    private async Task<StepOutcome> CallAsync(PlannedStep step, VariableBag bag, int depth, CancellationToken ct)
    {
        var passed = VariableBag.Empty;
        foreach (var argument in step.Step.Call!.With)
        {
            var value = run.Templates.Render(argument.Value, bag).Plain;
            passed = passed.With(new Variable(argument.Name, value.Value, value.Labels, $"passed by step \"{step.Step.Title}\""));
        }
        var why = new Included(depth + 1, $"step \"{step.Step.Title}\"");
        var called = await RunAsync(step.Call!.Because(step.Cause), passed, why, ct);
        if (called.Outcome != Outcome.Passed)
            return new StepOutcome
            {
                Outcome = called.Outcome,
                Bag = bag,
                Problems = [.. called.OwnProblems],
                ToldProblems = called.Problems,
            };
        var outputs = new Variable("outputs", called.Outputs, called.OutputLabels, "the outputs") { MemberLabels = called.LabelsByOutput };
        var scope = bag.With(outputs);
        var verdict = run.Judge.JudgeThat(step.Step.Expect, scope);
        if (!verdict.Problems.IsEmpty)
            return new StepOutcome
            {
                Outcome = Outcome.Failed,
                Bag = bag,
                Problems = verdict.Problems,
                Checks = verdict.Checks,
            };
        var (after, extracted) = extractions.Extract(step, scope, null, []);
        return new StepOutcome
        {
            Outcome = Outcome.Passed,
            Bag = after.Without("outputs"),
            Extracted = extracted,
            Checks = verdict.Checks,
        };
    }

    private async Task<VariableBag> BindAsync(Plan plan, VariableBag passed, ScenarioOutcome outcome, Included why, TimeLimit limit)
    {
        var values = new InputValues(run, passed);
        var bag = values.Begin(plan.EnvironmentName);
        try
        {
            foreach (var input in plan.Inputs)
                bag = await BindAsync(input, values, bag, outcome, why.Depth, limit);
            // Without what could not be obtained nothing below can be computed; the steps are then all skipped.
            return outcome.Outcome == Outcome.Passed ? values.Compute(plan.Scenario.Vars, bag) : bag;
        }
        catch (DiagnosticException e)
        {
            outcome.Add(Outcome.Broken, e.Diagnostic);
            return bag;
        }
    }

    private async Task<VariableBag> BindAsync(
        PlannedInput input,
        InputValues values,
        VariableBag bag,
        ScenarioOutcome outcome,
        int depth,
        TimeLimit limit
    )
    {
        if (input.Provider is not ObtainedInput source)
            return outcome.Outcome == Outcome.Passed || input.Provider is GivenInput or PassedInput ? values.Bind(input, bag) : bag;
        if (outcome.Outcome != Outcome.Passed)
            return bag;
        var why = new Included(depth + 1, $"input \"{input.Input.Name}\"");
        var result = await ObtainAsync(source.Plan, why, limit.Token);
        if (result.Outcome == Outcome.Passed && result.Outputs.TryGetMember(input.Input.Name, out var value))
            return values.Bind(input, value, result.LabelsOf(input.Input.Name), bag);
        if (result.Outcome == Outcome.Cancelled && limit.HasRunOut)
            outcome.Add(Outcome.Broken, limit.Problem);
        else
            outcome.AddObtained(input.Input.Name, result);
        return bag;
    }

    private async Task<ScenarioOutcome> ObtainAsync(Plan plan, Included why, CancellationToken ct)
    {
        if (obtained.TryGetValue(plan.Scenario.FullPath, out var known))
            return known;
        var outcome = await RunAsync(plan, VariableBag.Empty, why, ct);
        return obtained[plan.Scenario.FullPath] = outcome;
    }

    private void ComputeOutputs(Plan plan, VariableBag bag, ScenarioOutcome outcome)
    {
        try
        {
            foreach (var output in plan.Scenario.Outputs)
                outcome.AddOutput(output.Name, run.Templates.Render(output.Value, bag).Plain);
        }
        catch (DiagnosticException e)
        {
            outcome.Add(Outcome.Broken, e.Diagnostic);
        }
    }
}
