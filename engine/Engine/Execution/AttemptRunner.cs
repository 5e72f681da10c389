using System.Collections.Immutable;
using PingOneScenarios.Engine.Advising;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution.Journaling;
using PingOneScenarios.Engine.Execution.Settling;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Http.Answers;
using PingOneScenarios.Engine.Http.Pacing;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution;

/// <summary>One attempt at a request, from its template to the variables it leaves: the heart of the engine.</summary>
internal sealed class AttemptRunner(RunTools tools, RunState state)
{
    /// <summary>What may be taken for an undo out of an answer when the time is up.</summary>
    private static readonly TimeSpan LastLook = TimeSpan.FromMilliseconds(200);

    private static readonly Task<bool> Yes = Task.FromResult(true);

    private readonly RedirectLoop redirects = new(tools, state);
    private readonly ExtractionRunner extractions = new(tools, state);

    /// <summary>Render, send, judge, extract. Never throws for what a user or a server can cause.</summary>
    public async Task<AttemptResult> RunAsync(Turn turn, Attempt attempt)
    {
        var (planned, ct) = (turn.Step, turn.Limit.Token);
        var trail = new SendTrail(tools, state);
        var told = new AttemptResult
        {
            Outcome = Outcome.Broken,
            Bag = turn.Bag,
            Trail = trail,
        };
        try
        {
            var request = RequestOf(turn, attempt);
            if (tools.Paced is { } paced)
                request = await TakeTurnAsync(paced, request, turn, attempt);
            if (attempt.Schedule is { } schedule)
                request = request with { Timeout = schedule.Limit(request.Timeout) };
            told = told with { Request = request };
            tools.Work.Begin(request.Timeout, ct);
            if (!await MayLeaveAsync(turn, attempt, request))
                return told with { Problems = [RunRows.Lost(planned.Step.Span)] };
            var goal = planned.Request?.RedirectsUntil is { } until ? new RedirectGoal(until, turn.Bag, attempt.Number) : null;
            var result = await redirects.SendAsync(request, trail, goal, ct);
            if (result is Unanswered { Failure: SendFailure.Cancelled })
                return told with { Outcome = Outcome.Cancelled };
            if (result is Unanswered failure)
                return told with
                {
                    Problems = [AnswerProblems.Unanswered(failure.Hop ?? request, failure)],
                    Next = attempt.After(failure, turn.Bag),
                };
            var exchange = ((Answered)result).Exchange;
            told = told with { Exchange = exchange, IsAssertionRepeated = state.Assertions.IsRepeated(exchange.Request) };
            var scope = turn.Bag.With(AnswerOf(exchange, attempt));
            return attempt.After(exchange, scope) is { } next ? told with { Next = next } : Settle(planned, exchange, scope, attempt, told);
        }
        catch (DiagnosticException e)
        {
            return told with { Problems = [e.Diagnostic], Exchange = trail.Last, Made = WhatIsMade(planned, told, attempt) };
        }
        catch (WorkTimedOutException e)
        {
            var problem = AnswerProblems.NotReadInTime(told.Request!, e.Time);
            return told with { Problems = [problem], Exchange = trail.Last, Made = WhatIsMade(planned, told, attempt) };
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return told with { Outcome = Outcome.Cancelled, Made = WhatIsMade(planned, told, attempt) };
        }
        catch (OutOfMemoryException)
        {
            // What the step took is free again: there is enough for finally and undo.
            return told with { Problems = [NoMemory(planned)], Exchange = trail.Last };
        }
    }

    private RenderedRequest RequestOf(Turn turn, Attempt attempt)
    {
        var planned = turn.Step;
        tools.Work.Begin(turn.Limit.Token);
        var request = attempt.Request ?? SentKey.On(tools.Requests.Render(planned.Request!, turn.Bag), planned, turn.Place, state);
        return planned.Cause.IsEmpty ? request : request with { Cause = planned.Cause };
    }

    private async Task<RenderedRequest> TakeTurnAsync(PacedSender paced, RenderedRequest request, Turn turn, Attempt attempt)
    {
        var ct = turn.Limit.Token;
        try
        {
            // What is computed of the time of day, such as a one-time code, may have run out since.
            if (await paced.WaitAsync(request, tools.Check.Grants, ct))
                request = RequestOf(turn, attempt);
            return request with { HasTurn = true };
        }
        catch (OperationCanceledException) when (turn.Limit.HasRunOut)
        {
            throw new DiagnosticException(
                AnswerProblems.NoTurn(request, turn.Limit.Problem, paced.WhyWaiting(request, tools.Check.Grants))
            );
        }
    }

    // That it is about to leave is written down before it does; a probe changes nothing.
    private Task<bool> MayLeaveAsync(Turn turn, Attempt attempt, RenderedRequest request) =>
        attempt.IsProbe || tools.Scribe is not { } scribe ? Yes : scribe.IntentAsync(turn, attempt.Number, request);

    private static Diagnostic NoMemory(PlannedStep planned) =>
        new(
            DiagnosticCodes.AnswerTooLarge,
            planned.Step.Span,
            "no memory was left for this step",
            "what it made of its answer, or was about to send, is too large for this process",
            "ask for less, or give the process more memory"
        );

    // What is waited for first: of an answer that is not the one, the status says nothing. Then status; what else is expected is expected of the last answer only.
    private AttemptResult Settle(PlannedStep planned, HttpExchange exchange, VariableBag scope, Attempt attempt, AttemptResult told)
    {
        var answered = told.Trail.Credentials;
        var status = tools.Judge.JudgeStatus(planned.Step, exchange);
        if (
            planned.Retry is { } policy
            && new Waiting(tools.Judge.Conditions, policy, attempt, status).Look(exchange, scope, told) is { } waiting
        )
            return waiting with { Made = status.Problems.IsEmpty ? extractions.ForUndo(planned, scope, exchange, answered) : null };
        told = told with { Checks = status.Checks };
        if (!status.Problems.IsEmpty)
            return told with { Outcome = Outcome.Failed, Problems = Advised(status.Problems, planned, told) };
        var verdict = tools.Judge.Judge(planned.Step, exchange, scope);
        told = told with { Checks = told.Checks.AddRange(verdict.Checks) };
        if (!verdict.Problems.IsEmpty)
            return told with
            {
                Outcome = verdict.CouldJudge ? Outcome.Failed : Outcome.Broken,
                Problems = exchange.IsRedirect ? Advised(verdict.Problems, planned, told) : verdict.Problems,
                Made = extractions.ForUndo(planned, scope, exchange, answered),
            };
        return Extract(planned, exchange, scope, told);
    }

    // What the server is known to mean by such an answer.
    private ImmutableArray<Diagnostic> Advised(ImmutableArray<Diagnostic> problems, PlannedStep planned, AttemptResult told)
    {
        var answer = new FailedAnswer(told.Exchange!, tools.WallClock.GetUtcNow(), state.Secrets)
        {
            IsAssertionRepeated = told.IsAssertionRepeated,
            IsRetried = planned.Retry is not null,
        };
        return problems.SetItem(0, ServerAdvice.On(problems[0], answer));
    }

    // Something was made also when nobody could wait until its answer was judged.
    private VariableBag? WhatIsMade(PlannedStep planned, AttemptResult told, Attempt attempt)
    {
        if (planned.Undo is null || told.Exchange is not { } exchange || !IsExpected(planned, exchange))
            return null;
        tools.Work.Begin(LastLook, CancellationToken.None);
        return extractions.ForUndo(planned, told.Bag.With(AnswerOf(exchange, attempt)), exchange, told.Trail.Credentials);
    }

    private Variable AnswerOf(HttpExchange exchange, Attempt attempt) =>
        new AnswerView(exchange, attempt.Number, new AnswerLabels(state.Secrets.Mask, exchange.Request.ShortSecrets)).ToVariable();

    private bool IsExpected(PlannedStep planned, HttpExchange exchange) => tools.Judge.JudgeStatus(planned.Step, exchange).Problems.IsEmpty;

    private AttemptResult Extract(PlannedStep planned, HttpExchange exchange, VariableBag scope, AttemptResult told)
    {
        var answered = told.Trail.Credentials;
        try
        {
            var (after, extracted) = extractions.Extract(planned, scope, exchange, answered);
            after = after.Without("response");
            told = told with { Outcome = Outcome.Passed, Bag = after, Extracted = extracted, Made = after };
            if (tools.Scribe is null && state.SharedUntil is null)
                return told;
            var until = Expiry.Of(planned.Step, after, exchange, tools.WallClock.GetUtcNow());
            state.SharedUntil?.Add(after, until);
            return told with { GoodUntil = until };
        }
        catch (DiagnosticException e)
        {
            return told with { Problems = [e.Diagnostic], Made = extractions.ForUndo(planned, scope, exchange, answered) };
        }
    }
}
