using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Planning;

namespace PingOneScenarios.Engine.Execution;

/// <summary>What a run tells of its steps, with labels already in place of labelled values.</summary>
internal static class StepEvents
{
    /// <summary>An attempt that is followed by another.</summary>
    public static void TellRetry(RunResources run, StepPlace place, StepOutcome attempt, TimeSpan duration)
    {
        TellRequests(run, place, attempt);
        TellRetry(run, place, attempt, attempt.Retry!, duration);
    }

    /// <summary>An attempt that <see cref="Finish"/> has been told of, and that somebody wants to be followed by another.</summary>
    public static void TellRetryByHand(RunResources run, StepPlace place, StepOutcome attempt, TimeSpan duration) =>
        TellRetry(run, place, attempt, new Retry("retried by hand", TimeSpan.Zero), duration);

    /// <summary>A step that is not run, and why.</summary>
    public static void TellSkipped(RunResources run, StepPlace place, PlannedStep step, string reason) =>
        run.Observer.Observe(
            new StepFinished
            {
                Step = place,
                Outcome = Outcome.Skipped,
                Duration = TimeSpan.Zero,
                Span = SpanOf(place, step),
                Note = reason,
            }
        );

    public static void Tell(RunResources run, StepPlace place, PlannedStep step, StepOutcome result, TimeSpan duration) =>
        run.Observer.Observe(Finish(run, place, step, result, duration));

    /// <summary>How a step ended, still to be told; what it sent is told.</summary>
    public static StepFinished Finish(RunResources run, StepPlace place, PlannedStep step, StepOutcome result, TimeSpan duration)
    {
        var records = TellRequests(run, place, result);
        if (records.IsEmpty && result.Outcome != Outcome.Passed && result.Exchange is not null)
            records = [Last(run, result)];
        return new StepFinished
        {
            Step = place,
            Outcome = result.Outcome,
            Duration = duration,
            Method = step.Request?.Method,
            Target = result.Request is null ? null : PathOf(result.Request.Address.Shown),
            Status = result.Exchange?.Status,
            Attempts = result.Attempts,
            Span = SpanOf(place, step),
            Extracted = result.Extracted,
            Problems = result.Problems,
            Exchange = records.LastOrDefault(r => r.Status is not null),
            Checks = [.. result.Checks.Select(c => new CheckRecord(c.What, c.Expected, c.Actual, c.Passed, c.Span))],
            Uses = run.RecordAll ? [.. step.Uses.Select(u => u.Name).Distinct(StringComparer.Ordinal)] : [],
            Note = result.Note,
        };
    }

    private static SourceSpan? SpanOf(StepPlace place, PlannedStep step) => place.Phase == Phase.Undo ? null : step.Step.Span;

    private static void TellRetry(RunResources run, StepPlace place, StepOutcome attempt, Retry retry, TimeSpan duration) =>
        run.Observer.Observe(
            new RetryScheduled(place, Math.Max(1, attempt.Attempts), attempt.Exchange?.Status, retry.Reason, retry.Pause)
            {
                Duration = duration,
            }
        );

    private static ImmutableArray<ExchangeRecord> TellRequests(RunResources run, StepPlace place, StepOutcome result)
    {
        if (!run.RecordAll || result.Trail is not { } trail)
            return [];
        ImmutableArray<ExchangeRecord> records =
        [
            .. trail.Hops.Select((hop, i) => ExchangeRecords.Of(run, hop, i) with { Attempt = result.Attempts }),
        ];
        foreach (var record in records)
            run.Observer.Observe(new RequestSent(place, record));
        return records;
    }

    private static ExchangeRecord Last(RunResources run, StepOutcome result)
    {
        var at = result.Trail!.Hops.Count - 1;
        while (result.Trail.Hops[at].Exchange is null)
            at--;
        return ExchangeRecords.Of(run, result.Trail.Hops[at], at) with { Attempt = result.Attempts };
    }

    private static string PathOf(string address)
    {
        var scheme = address.IndexOf("://", StringComparison.Ordinal);
        var path = scheme < 0 ? -1 : address.IndexOf('/', scheme + 3);
        return path < 0 ? "/" : address[path..];
    }
}
