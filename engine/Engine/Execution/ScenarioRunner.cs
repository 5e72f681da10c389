using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution;

/// <summary>The loop over the steps of a scenario, and of those it calls or obtains from.</summary>
/// <param name="run">What the run owns.</param>
/// <param name="abort">Ends even <c>finally</c> and undo; the token of a call only ends the steps.</param>
internal sealed class ScenarioRunner(RunResources run, CancellationToken abort)
{
    private readonly StepRunner steps = new(run);
    private readonly Dictionary<string, ScenarioOutcome> obtained = new(StringComparer.Ordinal);

    /// <summary>Runs a plan: inputs, vars, steps, finally, outputs.</summary>
    /// <param name="plan">What to run.</param>
    /// <param name="passed">The inputs a calling step passes; empty for the entry scenario.</param>
    /// <param name="depth">0 for the entry scenario.</param>
    /// <param name="ct">The user's wish to stop.</param>
    public async Task<ScenarioOutcome> RunAsync(Plan plan, VariableBag passed, int depth, CancellationToken ct)
    {
        var outcome = new ScenarioOutcome();
        VariableBag bag;
        try
        {
            bag = await BindAsync(plan, passed, outcome, depth, ct);
        }
        catch (DiagnosticException e)
        {
            outcome.Add(Outcome.Broken, e.Diagnostic);
            bag = VariableBag.Empty;
        }
        using var limit = new CancellationTokenSource(plan.Scenario.Timeout ?? System.Threading.Timeout.InfiniteTimeSpan, run.Clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        bag = await RunStepsAsync(plan.Steps, Phase.Steps, bag, outcome, depth, stop.Token);
        if (limit.IsCancellationRequested && !ct.IsCancellationRequested)
            outcome.Add(Outcome.Broken, TooSlow(plan));
        bag = await RunStepsAsync(plan.Finally, Phase.Finally, bag, outcome, depth, abort);
        if (outcome.Outcome == Outcome.Passed)
            ComputeOutputs(plan, bag, outcome);
        return outcome;
    }

    private async Task<VariableBag> RunStepsAsync(
        ImmutableArray<PlannedStep> planned,
        Phase phase,
        VariableBag bag,
        ScenarioOutcome outcome,
        int depth,
        CancellationToken ct
    )
    {
        for (var i = 0; i < planned.Length; i++)
        {
            var step = planned[i];
            var place = new StepPlace(phase, i + 1, planned.Length, depth, step.Step.Id, step.Step.Title);
            var note =
                phase == Phase.Finally ? MissingFor(step, bag)
                : outcome.Outcome == Outcome.Passed ? null
                : "an earlier step did not pass";
            if (phase == Phase.Steps && note is null && ct.IsCancellationRequested)
                outcome.Add(Outcome.Cancelled);
            if (note is not null || ct.IsCancellationRequested)
            {
                outcome.Skipped++;
                run.Observer.Observe(
                    new StepFinished
                    {
                        Step = place,
                        Outcome = Outcome.Skipped,
                        Duration = TimeSpan.Zero,
                        Note = note ?? "the run was cancelled",
                    }
                );
                continue;
            }
            var result = await RunStepAsync(step, place, bag, depth, ct);
            outcome.Add(result);
            bag = result.Bag;
        }
        return bag;
    }

    private async Task<StepOutcome> RunStepAsync(PlannedStep step, StepPlace place, VariableBag bag, int depth, CancellationToken ct)
    {
        var start = run.Clock.GetTimestamp();
        run.Observer.Observe(new StepStarted(place, step.Request?.Method, step.Request?.Address.Span.Text ?? step.Step.Call!.File.Written));
        StepOutcome result;
        try
        {
            result = step.Call is null ? await steps.RunAsync(step, bag, ct) : await CallAsync(step, bag, depth, ct);
        }
        catch (DiagnosticException e)
        {
            result = new StepOutcome
            {
                Outcome = Outcome.Broken,
                Bag = bag,
                Problems = [e.Diagnostic],
            };
        }
        StepEvents.Tell(run, place, step, result, run.Clock.GetElapsedTime(start));
        return result;
    }

    private async Task<StepOutcome> CallAsync(PlannedStep step, VariableBag bag, int depth, CancellationToken ct)
    {
        var passed = VariableBag.Empty;
        foreach (var argument in step.Step.Call!.With)
        {
            var value = run.Templates.Render(argument.Value, bag).Plain;
            passed = passed.With(new Variable(argument.Name, value.Value, value.Labels, $"passed by step \"{step.Step.Title}\""));
        }
        var called = await RunAsync(step.Call!, passed, depth + 1, ct);
        if (called.Outcome != Outcome.Passed)
            return new StepOutcome
            {
                Outcome = called.Outcome,
                Bag = bag,
                Problems = called.Problems,
            };
        var scope = bag.With(new Variable("outputs", called.Outputs, called.OutputLabels, "the outputs"));
        var problems = run.Judge.JudgeThat(step.Step.Expect, scope);
        if (!problems.IsEmpty)
            return new StepOutcome
            {
                Outcome = Outcome.Failed,
                Bag = bag,
                Problems = problems,
            };
        var (after, extracted) = steps.Extract(step, scope, null, []);
        return new StepOutcome
        {
            Outcome = Outcome.Passed,
            Bag = after.Without("outputs"),
            Extracted = extracted,
        };
    }

    private async Task<VariableBag> BindAsync(Plan plan, VariableBag passed, ScenarioOutcome outcome, int depth, CancellationToken ct)
    {
        var values = new InputValues(run, passed);
        var bag = values.Begin(plan.EnvironmentName);
        foreach (var input in plan.Inputs)
        {
            if (input.Provider is not ObtainedInput source)
            {
                bag = values.Bind(input, bag);
                continue;
            }
            if (outcome.Outcome != Outcome.Passed)
                continue;
            var result = await ObtainAsync(source.Plan, depth, ct);
            if (result.Outcome != Outcome.Passed)
                outcome.Add(result.Outcome);
            else if (result.Outputs.TryGetMember(input.Input.Name, out var value))
                bag = values.Bind(input, value, result.LabelsOf(input.Input.Name), bag);
        }
        // Without what could not be obtained nothing below can be computed; the steps are then all skipped.
        return outcome.Outcome == Outcome.Passed ? values.Compute(plan.Scenario.Vars, bag) : bag;
    }

    private async Task<ScenarioOutcome> ObtainAsync(Plan plan, int depth, CancellationToken ct)
    {
        if (obtained.TryGetValue(plan.Scenario.FullPath, out var known))
            return known;
        var outcome = await RunAsync(plan, VariableBag.Empty, depth + 1, ct);
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

    // A step of finally that needs what an earlier step never gave has nothing to do.
    private static string? MissingFor(PlannedStep step, VariableBag bag)
    {
        var missing = (
            step.Request?.Templates.SelectMany(t => t.Uses)
            ?? step.Step.Call!.With.SelectMany(w => w.Value.Templates).SelectMany(t => t.Uses)
        )
            .Where(u => !u.MayBeMissing && !bag.TryGet(u.Name, out _))
            .Select(u => u.Name)
            .FirstOrDefault();
        return missing is null ? null : $"no step provided \"{missing}\"";
    }

    private static Diagnostic TooSlow(Plan plan) =>
        new(
            DiagnosticCodes.TimedOut,
            plan.Scenario.TitleSpan,
            $"the scenario did not end within {DurationText.Show(plan.Scenario.Timeout!.Value)}",
            "that is the timeout it sets for itself",
            "raise the timeout, or look which step is slow"
        );
}
