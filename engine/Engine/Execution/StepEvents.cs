using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Expectations;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution;

/// <summary>What a run tells of its steps, with labels already in place of labelled values; masked with all that is known when it is told.</summary>
internal static class StepEvents
{
    /// <summary>A step begins.</summary>
    public static void TellStarted(RunResources run, StepPlace place, PlannedStep step)
    {
        var (mask, target) = (run.Teller.Mask, step.Request?.Address.Span.Text ?? step.Step.Call!.File.Written);
        run.Teller.Tell(new StepStarted(place.Shown(mask), MaskedText.Maybe(mask, step.Request?.Method), MaskedText.By(mask, target)));
    }

    /// <summary>An attempt that is followed by another.</summary>
    public static void TellRetry(RunResources run, StepPlace place, StepOutcome attempt, TimeSpan duration)
    {
        TellRequests(run, place, attempt);
        TellRetry(run, place, attempt, attempt.Retry!, duration);
    }

    /// <summary>An attempt whose requests are told, and that somebody wants to be followed by another.</summary>
    public static void TellRetryByHand(RunResources run, StepPlace place, StepOutcome attempt, TimeSpan duration) =>
        TellRetry(run, place, attempt, new Retry("retried by hand", TimeSpan.Zero), duration);

    /// <summary>A step that is not run, and why.</summary>
    public static void TellSkipped(RunResources run, StepPlace place, PlannedStep step, string reason) =>
        run.Teller.Tell(
            new StepFinished
            {
                Step = place.Shown(run.Teller.Mask),
                Outcome = Outcome.Skipped,
                Duration = TimeSpan.Zero,
                Span = SpanOf(run, place, step),
                Note = MaskedText.By(run.Teller.Mask, reason),
            }
        );

    /// <summary>A step that ended before it sent anything.</summary>
    public static void Tell(RunResources run, StepPlace place, PlannedStep step, StepOutcome result) =>
        run.Teller.Tell(Finish(run, new EndedStep(step, place, result, TimeSpan.Zero), null));

    /// <summary>What an attempt sent, when every exchange is told; gives the last that was answered.</summary>
    public static ExchangeRecord? TellRequests(RunResources run, StepPlace place, StepOutcome result)
    {
        if (!run.RecordAll || result.Trail is not { Hops.Count: > 0 } trail)
            return null;
        var shown = place.Shown(run.Teller.Mask);
        ExchangeRecord? last = null;
        for (var i = 0; i < trail.Hops.Count; i++)
        {
            var record = ExchangeRecords.Of(run, trail.Hops[i], i) with { Attempt = result.Attempts };
            run.Teller.Tell(new RequestSent(shown, record));
            last = record.Status is null ? last : record;
        }
        return last;
    }

    /// <summary>How a step ended, as it may be told by now.</summary>
    /// <param name="run">What the run owns.</param>
    /// <param name="ended">The step.</param>
    /// <param name="last">Its last exchange as it was just told; null to make it anew.</param>
    public static StepFinished Finish(RunResources run, EndedStep ended, ExchangeRecord? last)
    {
        var (mask, result) = (run.Teller.Mask, ended.Result);
        return new StepFinished
        {
            Step = ended.Place.Shown(mask),
            Outcome = result.Outcome,
            Duration = ended.Duration,
            Method = MaskedText.Maybe(mask, ended.Step.Request?.Method),
            Target = result.Request is null ? null : MaskedText.By(mask, PathOf(result.Request.Address.Shown)),
            Status = result.Exchange?.Status,
            Attempts = result.Attempts,
            Span = SpanOf(run, ended.Place, ended.Step),
            Extracted = result.Extracted.IsEmpty ? [] : [.. result.Extracted.Select(e => e.Shown(mask))],
            Problems = run.Teller.Shown(result.Problems),
            Exchange = last ?? Last(run, result),
            Checks = result.Checks.IsEmpty ? [] : [.. result.Checks.Select(c => Shown(c, mask))],
            Uses = run.RecordAll ? UsesOf(ended.Step, mask) : [],
            Note = MaskedText.Maybe(mask, result.Note),
        };
    }

    private static ImmutableArray<MaskedText> UsesOf(PlannedStep step, SecretMask mask) =>
        [.. step.Uses.Select(u => u.Name).Distinct(StringComparer.Ordinal).Select(name => MaskedText.By(mask, name))];

    private static CheckRecord Shown(Check check, SecretMask mask) =>
        new(
            MaskedText.By(mask, check.What),
            MaskedText.By(mask, check.Expected),
            MaskedText.By(mask, check.Actual),
            check.Passed,
            ShownLine.Of(mask, check.Span)
        );

    private static ShownLine? SpanOf(RunResources run, StepPlace place, PlannedStep step) =>
        place.Phase == Phase.Undo ? null : ShownLine.Of(run.Teller.Mask, step.Step.Span);

    private static void TellRetry(RunResources run, StepPlace place, StepOutcome attempt, Retry retry, TimeSpan duration)
    {
        var mask = run.Teller.Mask;
        var (number, status) = (Math.Max(1, attempt.Attempts), attempt.Exchange?.Status);
        run.Teller.Tell(
            new RetryScheduled(place.Shown(mask), number, status, MaskedText.By(mask, retry.Reason), retry.Pause) { Duration = duration }
        );
    }

    // Of a step that passed nobody wants it, unless every exchange is told.
    private static ExchangeRecord? Last(RunResources run, StepOutcome result)
    {
        if (result.Trail is not { } trail || !run.RecordAll && (result.Outcome == Outcome.Passed || result.Exchange is null))
            return null;
        var at = trail.Hops.Count - 1;
        while (at >= 0 && trail.Hops[at].Exchange is null)
            at--;
        return at < 0 ? null : ExchangeRecords.Of(run, trail.Hops[at], at) with { Attempt = result.Attempts };
    }

    private static string PathOf(string address)
    {
        var scheme = address.IndexOf("://", StringComparison.Ordinal);
        var path = scheme < 0 ? -1 : address.IndexOf('/', scheme + 3);
        return path < 0 ? "/" : address[path..];
    }
}
