using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution.Journaling;
using PingOneScenarios.Engine.Execution.Pausing;
using PingOneScenarios.Engine.Execution.Settling;
using PingOneScenarios.Engine.Expectations;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Values;

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
    private readonly AttemptRunner attempts = new(tools, state);
    private readonly StepPauses pauses = new(tools, state, teller);
    private readonly DoubtSettler settler = new(tools, state, teller);

    public async Task<StepResult> RunAsync(Turn turn)
    {
        if (state.History?.Find(turn.Place.Path) is { } recorded)
            return recorded.ToResult(turn.Bag);
        var result = await RunNowAsync(turn);
        tools.Scribe?.Ended(turn, result);
        return result;
    }

    private async Task<StepResult> RunNowAsync(Turn turn)
    {
        var begun = state.History?.OpenAt(turn.Place.Path);
        if (begun is not null)
            turn = turn with { Step = turn.Step with { Cause = turn.Step.Cause.Union(begun.Cause) } };
        else if (Condition(ref turn) is { } unmet)
            return unmet;
        else if (!turn.Place.TakesBack && !state.TakeStep())
            return teller.Broken(turn, BudgetSpent(turn.Step));
        var admitted = await pauses.BeforeAsync(turn);
        if (Instead(turn, admitted) is { } notRun)
            return notRun;
        state.Position = turn.Place;
        var before = state.Doubts.Before(turn.Place, begun is not null);
        var start = tools.RunClock.GetTimestamp();
        if (begun is null)
            teller.Began(turn);
        if (turn.Step.Call is not null)
            tools.Scribe?.Began(turn);
        while (true)
        {
            var attempt = tools.RunClock.GetTimestamp();
            var once = turn.Step.Call is null
                ? await RequestAsync(turn, admitted, begun)
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
            begun = null;
            teller.RetriedByHand(ended with { Duration = tools.RunClock.GetElapsedTime(attempt) });
            admitted = after;
            if (after.NewPlan is { } edited && edited != turn.Plan)
                turn = turn with { Plan = edited, Step = edited.Steps[turn.Place.Number - 1] with { Cause = turn.Step.Cause } };
        }
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

    // Where the run was stopped while a request was under way, it is first settled what became of that.
    private async Task<StepResult> RequestAsync(Turn turn, Admission admitted, OpenStep? begun)
    {
        if (begun is null)
            return await SettleAsync(turn, admitted, await AttemptAsync(turn, admitted, SentBefore.Nothing));
        var sent = new SentBefore(begun.Sent, begun.Elapsed);
        if (begun.Request is not { } request || MethodTable.IsSafe(request.Method) || turn.Step.OnUnknown is null)
            return await SettleAsync(turn, admitted, await AttemptAsync(turn, admitted, sent));
        var doubt = state.Doubts.Resume(turn, request, begun.Sent);
        var settled = await settler.SettleAsync(InScope(turn, admitted), new OpenDoubt(doubt, doubt.At) { IsResumed = true });
        if (settled.As == SettledAs.SentAgain)
            return await SettleAsync(turn, admitted, await AttemptAsync(turn, admitted, sent));
        var result = new StepResult
        {
            Outcome = Outcome.Broken,
            Bag = turn.Bag,
            Attempts = begun.Sent,
        };
        return settled.Answer is { } answer ? Passed(turn, result, answer) : await LeaveAsync(settled, result);
    }

    // As often as it is known what is to become of the request in doubt.
    private async Task<StepResult> SettleAsync(Turn turn, Admission admitted, StepResult result)
    {
        for (var round = 1; result.Last?.Trail.InDoubt is { } hop; round++)
        {
            var attempt = new EndedStep(turn, result, hop.Duration);
            teller.Requests(attempt);
            result = result with { IsSentTold = true };
            var settled = await settler.SettleAsync(
                InScope(turn, admitted),
                new OpenDoubt(state.Doubts.Open[^1], hop.At) { Round = round }
            );
            if (settled.Answer is { } answer)
                return Passed(turn, result, answer);
            if (settled.As != SettledAs.SentAgain)
                return await LeaveAsync(settled, result);
            teller.SentAgain(attempt, settled.By);
            result = await AttemptAsync(
                turn,
                admitted,
                new SentBefore(result.Attempts - admitted.Attempts, TimeSpan.Zero) { IsOneMore = true }
            );
        }
        return result;
    }

    private static Turn InScope(Turn turn, Admission admitted) =>
        ReferenceEquals(admitted.Bag, turn.Bag) ? turn : turn with { Bag = admitted.Bag };

    // A run that is written down waits for whoever can tell.
    private async Task<StepResult> LeaveAsync(Settled settled, StepResult result)
    {
        if (settled.As == SettledAs.Waits && tools.Scribe is { } scribe)
            await scribe.WaitAsync();
        return result;
    }

    private StepResult Passed(Turn turn, StepResult result, LostAnswer answer)
    {
        if (turn.Step.Undo is { } undo)
            Keep(turn, undo, answer.Bag);
        return result with { Outcome = Outcome.Passed, Bag = answer.Bag, Problems = [], Checks = [], Extracted = answer.Given };
    }

    // Attempts until one settles the step.
    private async Task<StepResult> AttemptAsync(Turn turn, Admission admitted, SentBefore sent)
    {
        var step = turn.Step;
        var retries = sent.IsOneMore ? OnceMore(step.Retry, sent.Attempts) : step.Retry;
        var schedule = retries is null ? null : new RetrySchedule(retries, sent.Elapsed, tools.RunClock, tools.Random);
        var length = retries is null ? null : new PauseLength(retries, tools.Templates);
        var prepared = sent.IsOneMore ? null : admitted.Request;
        for (var number = sent.Attempts + 1; ; number++)
        {
            var start = tools.RunClock.GetTimestamp();
            var attempt = new Attempt(number, schedule, length) { Request = prepared };
            prepared = null;
            var last = await attempts.RunAsync(InScope(turn, admitted), attempt);
            state.Doubts.Add(last, turn.Place, admitted.Attempts + number);
            if (last.Made is { } made && step.Undo is { } undo)
                Keep(turn, undo, made);
            var result = StepResult.Of(last, admitted.Attempts + number);
            if (last.Next is not { } next)
                return result.Attempts == 1 ? result : Numbered(result);
            teller.Retried(new EndedStep(turn, result, tools.RunClock.GetElapsedTime(start)), next);
            tools.Scribe?.AttemptEnded(turn, number, schedule!.Elapsed);
            // What is waited for may be long: what was done until then is written down, and told.
            if (next.Pause > TimeSpan.Zero && tools.Scribe is { } scribe && !await scribe.FlushAsync())
                return result with { Outcome = Outcome.Broken, Problems = [RunRows.Lost(step.Step.Span)] };
            if (!await WaitAsync(next.Pause, turn.Limit.Token))
                return result with { Outcome = Outcome.Cancelled };
        }
    }

    private static SettledRetry? OnceMore(SettledRetry? retry, int sent) => retry is null ? null : retry with { Attempts = sent + 1 };

    // Only what its undo needs: a thousand steps would hold a thousand bags.
    private void Keep(Turn turn, PlannedStep asPlanned, VariableBag made)
    {
        var undo = asPlanned with { Cause = turn.Step.Cause };
        var kept = made.Only(undo.Uses.Select(u => u.Name).ToHashSet(StringComparer.Ordinal));
        state.Held.Keep(kept.Weight);
        var entry = new UndoEntry(undo, turn.Place, kept);
        state.Made.Add(entry);
        tools.Scribe?.Made(entry);
    }

    // Whoever reads of a failure wants to know that it was not the first.
    private static StepResult Numbered(StepResult result)
    {
        if (result.Problems.IsEmpty || result.Problems[0].Code == DiagnosticCodes.NeverTrue)
            return result;
        var first = result.Problems[0];
        var why = (first.Why is null ? "" : first.Why + "\n") + $"it was attempt {result.Attempts}";
        return result with { Problems = result.Problems.SetItem(0, first with { Why = why }) };
    }

    private async Task<bool> WaitAsync(TimeSpan pause, CancellationToken ct)
    {
        try
        {
            await Task.Delay(pause, tools.RunClock, ct);
            return true;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return false;
        }
    }

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
