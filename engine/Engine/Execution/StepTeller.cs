using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Expectations;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution;

/// <summary>Tells of the steps of a run, with labels in place of labelled values, and masked with all that is known when it is told.</summary>
/// <param name="tools">What the run works with.</param>
/// <param name="state">Knows what is secret.</param>
internal sealed class StepTeller(RunTools tools, RunState state)
{
    private readonly SecretMask mask = tools.Teller.Mask;
    private readonly bool tellsSteps = tools.TellsSteps;

    /// <summary>A step begins.</summary>
    public void Began(Turn turn)
    {
        if (!IsTold(turn.Place))
            return;
        var (request, call) = (turn.Step.Request, turn.Step.Step.Call);
        var target = MaskedText.By(mask, request?.Address.Span.Text ?? call!.File.Written);
        tools.Teller.Tell(new StepStarted(turn.Place.Shown(mask), MaskedText.Maybe(mask, request?.Method), target));
    }

    /// <summary>What an attempt sent, when every exchange is told; gives the last that was answered.</summary>
    public ExchangeRecord? Requests(EndedStep ended)
    {
        var result = ended.Result;
        if (!tools.RecordAll || result.Last?.Trail is not { Hops.Count: > 0 } trail)
            return null;
        var place = ended.Turn.Place.Shown(mask);
        ExchangeRecord? last = null;
        for (var i = 0; i < trail.Hops.Count; i++)
        {
            var record = RecordOf(trail.Hops[i], i, result.Attempts);
            if (!result.IsSentTold)
                tools.Teller.Tell(new RequestSent(place, record));
            last = record.Status is null ? last : record;
        }
        return last;
    }

    /// <summary>An attempt that is followed by another.</summary>
    public void Retried(EndedStep attempt, NextAttempt next)
    {
        Requests(attempt);
        Tell(attempt, next);
    }

    /// <summary>An attempt whose requests are told, and that somebody wants to be followed by another.</summary>
    public void RetriedByHand(EndedStep attempt) => SentAgain(attempt, "retried by hand");

    /// <summary>An attempt whose requests are told, and that is followed by another at once.</summary>
    public void SentAgain(EndedStep attempt, string reason) => Tell(attempt, new NextAttempt(reason, TimeSpan.Zero));

    /// <summary>A step that is not run, and why; what it would have extracted is lacking from now on.</summary>
    public StepResult Skipped(Turn turn, string reason)
    {
        PassedOver(turn.Step, turn.Place, reason);
        return new StepResult
        {
            Outcome = Outcome.Skipped,
            Bag = turn.Step.Step.Extractions.Aggregate(
                turn.Bag,
                (lacking, e) => lacking.Lacking(e.Name, $"step \"{turn.Step.Step.Title}\" extracts it, but was skipped: {reason}")
            ),
            Note = reason,
        };
    }

    /// <summary>A step whose turn does not come, and why.</summary>
    public void PassedOver(PlannedStep step, StepPlace place, string reason) =>
        tools.Teller.Tell(
            new StepFinished
            {
                Step = place.Shown(mask),
                Outcome = Outcome.Skipped,
                Duration = TimeSpan.Zero,
                Span = SpanOf(place, step),
                Note = MaskedText.By(mask, reason),
            }
        );

    /// <summary>A step of which the time is up, or that somebody stops, while it is computed whether it is to be run.</summary>
    public StepResult Stopped(Turn turn)
    {
        if (turn.Limit.HasRunOut && turn.Place.Phase != Phase.Undo)
            return Broken(turn, turn.Limit.Problem);
        return Skipped(turn, ScenarioOutcome.WasCancelled) with { Outcome = Outcome.Cancelled };
    }

    /// <summary>A step that cannot even begin.</summary>
    public StepResult Broken(Turn turn, Diagnostic problem)
    {
        var result = StepResult.Broken(turn.Bag, problem);
        Ended(new EndedStep(turn, result, TimeSpan.Zero), null);
        return result;
    }

    /// <summary>A step ends.</summary>
    /// <param name="ended">Which one, and how.</param>
    /// <param name="last">Its last exchange as it was just told; null to make it anew.</param>
    public void Ended(EndedStep ended, ExchangeRecord? last)
    {
        if (ended.Result.Outcome != Outcome.Passed || IsTold(ended.Turn.Place))
            tools.Teller.Tell(Finish(ended, last));
    }

    /// <summary>How a step ended, as it may be told by now.</summary>
    /// <inheritdoc cref="Ended"/>
    public StepFinished Finish(EndedStep ended, ExchangeRecord? last)
    {
        var (step, place, result) = (ended.Turn.Step, ended.Turn.Place, ended.Result);
        return new StepFinished
        {
            Step = place.Shown(mask),
            Outcome = result.Outcome,
            Duration = ended.Duration,
            Method = MaskedText.Maybe(mask, step.Request?.Method),
            Target = result.Last?.Request is { } request ? MaskedText.By(mask, PathOf(request.Address.Shown)) : null,
            Status = result.Last?.Exchange?.Status,
            Attempts = result.Attempts,
            Redirects = Math.Max(0, (result.Last?.Trail.Hops.Count ?? 0) - 1),
            Span = SpanOf(place, step),
            Extracted = result.Extracted.IsEmpty ? [] : [.. result.Extracted.Select(e => e.Shown(mask))],
            Made = MadeAt(place),
            Problems = tools.Teller.Shown(result.Problems),
            Exchange = last ?? LastAnswered(result),
            Checks = result.Checks.IsEmpty ? [] : [.. result.Checks.Select(Shown)],
            Uses = tools.RecordAll ? UsesOf(step) : [],
            Note = MaskedText.Maybe(mask, result.Note),
        };
    }

    // What was taken back counts in the end.
    private bool IsTold(StepPlace place) => tellsSteps || place.TakesBack;

    private void Tell(EndedStep attempt, NextAttempt next)
    {
        var (number, status) = (Math.Max(1, attempt.Result.Attempts), attempt.Result.Last?.Exchange?.Status);
        tools.Teller.Tell(
            new RetryScheduled(attempt.Turn.Place.Shown(mask), number, status, MaskedText.By(mask, next.Reason), next.Pause)
            {
                Duration = attempt.Duration,
            }
        );
    }

    // Of a step that passed nobody wants it, unless every exchange is told.
    private ExchangeRecord? LastAnswered(StepResult result)
    {
        if (result.Last is not { } last || !tools.RecordAll && (result.Outcome == Outcome.Passed || last.Exchange is null))
            return null;
        var at = last.Trail.Hops.Count - 1;
        while (at >= 0 && last.Trail.Hops[at].Exchange is null)
            at--;
        return at < 0 ? null : RecordOf(last.Trail.Hops[at], at, result.Attempts, result.Outcome != Outcome.Passed);
    }

    // What was signed is asked for where it was refused.
    private ExchangeRecord RecordOf(Hop hop, int number, int attempt, bool isWrong = false) =>
        ExchangeRecords.Of(hop, mask, state.Secrets) with
        {
            Hop = number,
            Attempt = attempt,
            Tokens = tools.RecordAll || isWrong ? Tokens.In(hop, state.Secrets, mask) : [],
        };

    private ShownLine? SpanOf(StepPlace place, PlannedStep step) => place.TakesBack ? null : ShownLine.Of(mask, step.Step.Span);

    private ImmutableArray<MaskedText> UsesOf(PlannedStep step) =>
        [.. step.Uses.Select(u => u.Name).Distinct(StringComparer.Ordinal).Select(name => MaskedText.By(mask, name))];

    // What it has just made stands last.
    private ImmutableArray<MadeRecord> MadeAt(StepPlace place)
    {
        if (!tools.RecordAll)
            return [];
        var first = state.Made.Count;
        while (first > 0 && ReferenceEquals(state.Made[first - 1].Place, place))
            first--;
        return first == state.Made.Count ? [] : [.. state.Made.Skip(first).Select(Shown)];
    }

    private MadeRecord Shown(UndoEntry made) => new([.. made.Bag.Variables.OrderBy(v => v.Name, StringComparer.Ordinal).Select(Shown)]);

    private MadeValue Shown(Variable variable)
    {
        var json = ValueJson.WriteJson(LabelledParts.Shown(variable.Value));
        var shown = MaskedText.By(mask, json);
        return new(MaskedText.By(mask, variable.Name), shown, !variable.Labels.IsEmpty || shown != json);
    }

    private CheckRecord Shown(Check check) =>
        new(
            MaskedText.By(mask, check.What),
            MaskedText.By(mask, check.Expected),
            MaskedText.By(mask, check.Actual),
            check.Passed,
            ShownLine.Of(mask, check.Span)
        );

    private static string PathOf(string address)
    {
        var scheme = address.IndexOf("://", StringComparison.Ordinal);
        var path = scheme < 0 ? -1 : address.IndexOf('/', scheme + 3);
        return path < 0 ? "/" : address[path..];
    }
}
