using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution.Journaling;
using PingOneScenarios.Engine.Execution.Pausing;
using PingOneScenarios.Engine.Expectations;
using PingOneScenarios.Engine.Planning;

namespace PingOneScenarios.Engine.Execution;

/// <summary>
/// Runs a step once: its condition, the budget, whoever runs step by step, its attempts or its call, whoever runs step by step again, what
/// is told of it. Never throws for what a user or a server can cause.
/// </summary>
/// <param name="tools">What the run works with.</param>
/// <param name="state">Where the run stands.</param>
/// <param name="teller">Tells of it.</param>
/// <param name="calls">Runs the scenarios that steps call.</param>
internal sealed class StepRunner(RunTools tools, RunState state, StepTeller teller, CallRunner calls)
{
    private readonly RequestRunner requests = new(tools, state, teller);
    private readonly StepPauses pauses = new(tools, state, teller);

    public async Task<StepResult> RunAsync(Turn turn)
    {
        if (state.History?.Find(turn.Place.Path) is { } recorded)
            return recorded.ToResult(turn.Bag);
        var result = await RunNowAsync(turn);
        if (state.History?.FormerAt(turn.Place.Path) is { } former)
            state.RenewMade(former, result.Bag, tools.WallClock.GetUtcNow());
        tools.Scribe?.Ended(turn, result);
        return result;
    }

    private async Task<StepResult> RunNowAsync(Turn turn)
    {
        var begun = state.History?.OpenAt(turn.Place.Path);
        if (MayNotBegin(ref turn, begun) is { } unmet)
            return unmet;
        var admitted = await pauses.BeforeAsync(turn);
        if (Instead(turn, admitted) is { } notRun)
            return notRun;
        state.Position = turn.Place;
        if (begun is null)
            teller.Began(turn);
        if (turn.Step.Call is not null)
            tools.Scribe?.Began(turn);
        return await RunAdmittedAsync(turn, admitted, begun);
    }

    // As often as whoever runs step by step wants it.
    private async Task<StepResult> RunAdmittedAsync(Turn turn, Admission admitted, OpenStep? begun)
    {
        var before = state.Doubts.Before(turn.Place, begun is not null);
        var start = tools.RunClock.GetTimestamp();
        for (; ; begun = null)
        {
            var attempt = tools.RunClock.GetTimestamp();
            var once = turn.Step.Call is null
                ? await requests.RunAsync(turn, admitted, begun)
                : await calls.RunAsync(turn with { Bag = admitted.Bag });
            var result = LoopItem.Name(turn, state.Doubts.Judge(InTime(turn, once), before), state.Secrets);
            var ended = new EndedStep(turn, result, tools.RunClock.GetElapsedTime(start));
            var last = teller.Requests(ended);
            var after = await pauses.AfterAsync(ended, admitted);
            if (after.Answer is not RetryStep)
            {
                state.Doubts.Settle(result, before, turn.Step.MayBeSentAgain);
                // A secret may have been typed meanwhile that stands in what was told.
                teller.Ended(ended, after.Edited.Length == admitted.Edited.Length ? last : null);
                return result with { Bag = after.Bag, Edited = after.Edited, NewPlan = after.NewPlan };
            }
            teller.RetriedByHand(ended with { Duration = tools.RunClock.GetElapsedTime(attempt) });
            admitted = after;
            if (after.NewPlan is { } edited && edited != turn.Plan)
                turn = turn with { Plan = edited, Step = edited.Steps[turn.Place.Number - 1] with { Cause = turn.Step.Cause } };
        }
    }

    // What had begun before the run was stopped had its condition, and its place in the budget.
    private StepResult? MayNotBegin(ref Turn turn, OpenStep? begun)
    {
        if (begun is not null)
        {
            turn = turn with { Step = turn.Step with { Cause = turn.Step.Cause.Union(begun.Cause) } };
            return null;
        }
        if (Condition(ref turn) is { } unmet)
            return unmet;
        return turn.Place.TakesBack || state.TakeStep() ? null : teller.Broken(turn, BudgetSpent(turn.Step));
    }

    // That it is run tells of what the condition was computed from (trust rule 3).
    private StepResult? Condition(ref Turn turn)
    {
        if (turn.Step.Step.When is not { } when)
            return null;
        tools.Work.Begin(turn.Limit.Token);
        Truth condition;
        try
        {
            condition = tools.Judge.Conditions.Judge(when, turn.Bag);
        }
        catch (OperationCanceledException) when (turn.Limit.Token.IsCancellationRequested)
        {
            return teller.Stopped(turn);
        }
        if (condition.IsTrue is null)
            return teller.Broken(turn, LoopItem.Name(turn, condition.Problem!, state.Secrets));
        if (!condition.IsTrue.Value)
            return teller.Skipped(turn, $"{when.Text} is not true");
        turn = turn with { Step = turn.Step with { Cause = turn.Step.Cause.Union(condition.Labels) } };
        return null;
    }

    // What was answered in front of the step other than to go on.
    private StepResult? Instead(Turn turn, Admission admitted)
    {
        turn = turn with { Bag = admitted.Bag };
        return admitted.Answer switch
        {
            SkipStep => teller.Skipped(turn, "skipped by hand") with { Edited = admitted.Edited },
            QuitRun when turn.Place.Phase == Phase.Steps => teller.Skipped(turn, ScenarioOutcome.WasCancelled) with
            {
                Outcome = Outcome.Cancelled,
                Edited = admitted.Edited,
            },
            _ => null,
        };
    }

    private static StepResult InTime(Turn turn, StepResult result) =>
        result.Outcome == Outcome.Cancelled && turn.Limit.HasRunOut && !turn.Place.TakesBack
            ? result with
            {
                Outcome = Outcome.Broken,
                Problems = [turn.Limit.Problem],
            }
            : result;

    // Trust rule 12.
    private Diagnostic BudgetSpent(PlannedStep step) =>
        new(
            DiagnosticCodes.BudgetSpent,
            step.Step.Span,
            $"a run has at most {tools.Budgets.Steps:N0} steps (trust rule 12), this would be one more",
            "each turn of a loop and each step of a called scenario counts",
            $"if this is meant, allow the run more steps, for example {tools.Budgets.Steps * 10L}"
        );
}
