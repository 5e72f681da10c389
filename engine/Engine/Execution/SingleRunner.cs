using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution.Pausing;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution;

/// <summary>Runs a step once: its condition, its request or call, what is told of it.</summary>
/// <param name="run">What the run owns.</param>
/// <param name="call">Runs the scenario a step calls.</param>
internal sealed class SingleRunner(RunResources run, Func<PlannedStep, VariableBag, int, CancellationToken, Task<StepOutcome>> call)
{
    private readonly StepRunner steps = new(run);
    private readonly PacedRunner paced = new(run);

    /// <summary>Never throws for what a user or a server can cause.</summary>
    public async Task<StepOutcome> RunAsync(PlannedStep step, StepPlace place, VariableBag bag, TimeLimit limit)
    {
        if (step.Step.When is { } when)
        {
            var condition = run.Judge.Conditions.Judge(when, bag);
            if (condition.IsTrue is null)
                return TellBroken(step, place, bag, condition.Problem!);
            if (!condition.IsTrue.Value)
            {
                var note = $"{when.Text} is not true";
                TellSkipped(step, place, note);
                return new StepOutcome
                {
                    Outcome = Outcome.Skipped,
                    Bag = Lacking(step, bag, note),
                    Note = note,
                };
            }
            step = step with { Cause = step.Cause.Union(condition.Labels) };
        }
        if (run.StepsLeft-- <= 0)
            return TellBroken(step, place, bag, BudgetSpent(step));
        return await paced.RunAsync(step, place, bag, admitted => OnceAsync(step, place, admitted, limit), limit.Token);
    }

    /// <summary>A step that is not run, and why.</summary>
    public void TellSkipped(PlannedStep step, StepPlace place, string reason) => StepEvents.TellSkipped(run, place, step, reason);

    /// <summary>A step that cannot even begin.</summary>
    public StepOutcome TellBroken(PlannedStep step, StepPlace place, VariableBag bag, Diagnostic problem)
    {
        var result = new StepOutcome
        {
            Outcome = Outcome.Broken,
            Bag = bag,
            Problems = [problem],
        };
        StepEvents.Tell(run, place, step, result, TimeSpan.Zero);
        return result;
    }

    /// <summary>The variables after a step that was skipped: why those are lacking that it would have extracted.</summary>
    public static VariableBag Lacking(PlannedStep step, VariableBag bag, string note) =>
        step.Step.Extractions.Aggregate(
            bag,
            (lacking, e) => lacking.Lacking(e.Name, $"step \"{step.Step.Title}\" extracts it, but was skipped: {note}")
        );

    private async Task<StepOutcome> OnceAsync(PlannedStep step, StepPlace place, Admission admitted, TimeLimit limit)
    {
        var result = await OnceAsync(step, place, admitted, limit.Token);
        return result.Outcome == Outcome.Cancelled && limit.HasRunOut
            ? result with
            {
                Outcome = Outcome.Broken,
                Problems = [limit.Problem],
            }
            : result;
    }

    private async Task<StepOutcome> OnceAsync(PlannedStep step, StepPlace place, Admission admitted, CancellationToken ct)
    {
        try
        {
            return step.Call is null ? await steps.RunAsync(step, place, admitted, ct) : await call(step, admitted.Bag, place.Depth, ct);
        }
        catch (DiagnosticException e)
        {
            return new StepOutcome
            {
                Outcome = Outcome.Broken,
                Bag = admitted.Bag,
                Problems = [e.Diagnostic],
            };
        }
    }

    // Trust rule 12.
    private Diagnostic BudgetSpent(PlannedStep step) =>
        new(
            DiagnosticCodes.BudgetSpent,
            step.Step.Span,
            $"a run has at most {run.Budgets.Steps:N0} steps (trust rule 12), this would be one more",
            "each turn of a loop and each step of a called scenario counts",
            $"if this is meant, allow the run more steps, for example {run.Budgets.Steps * 10L}"
        );
}
