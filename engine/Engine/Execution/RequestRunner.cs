using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution.Journaling;
using PingOneScenarios.Engine.Execution.Pausing;
using PingOneScenarios.Engine.Execution.Settling;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution;

/// <summary>The request of a step: attempts until one settles it, and what becomes of it when nobody knows whether it was carried out.</summary>
/// <param name="tools">What the run works with.</param>
/// <param name="state">Where the run stands.</param>
/// <param name="teller">Tells of the attempts.</param>
internal sealed class RequestRunner(RunTools tools, RunState state, StepTeller teller)
{
    private readonly AttemptRunner attempts = new(tools, state);
    private readonly DoubtSettler settler = new(tools, state, teller);

    /// <summary>How the step ended; never throws for what a user or a server can cause.</summary>
    /// <param name="turn">The step.</param>
    /// <param name="admitted">What it begins with.</param>
    /// <param name="begun">Where it stood when the run was stopped; null for one that begins.</param>
    public async Task<StepResult> RunAsync(Turn turn, Admission admitted, OpenStep? begun)
    {
        if (begun is null)
            return await SettleAsync(turn, admitted, await AttemptAsync(turn, admitted, SentBefore.Nothing));
        var sent = new SentBefore(begun.Sent, begun.Elapsed);
        // What was under way when the run was stopped is settled first.
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
            if (await PauseAsync(turn, next, result) is { } ended)
                return ended;
        }
    }

    // What is waited for may be long: what was done until then is written down, and told.
    private async Task<StepResult?> PauseAsync(Turn turn, NextAttempt next, StepResult result)
    {
        if (next.Pause > TimeSpan.Zero && tools.Scribe is { } scribe && !await scribe.FlushAsync())
            return result with { Outcome = Outcome.Broken, Problems = [RunRows.Lost(turn.Step.Step.Span)] };
        return await WaitAsync(next.Pause, turn.Limit.Token) ? null : result with { Outcome = Outcome.Cancelled };
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
}
