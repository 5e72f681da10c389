using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Planning;

namespace PingOneScenarios.Engine.Execution;

/// <summary>Tells of the steps of a run, with labels already in place of labelled values.</summary>
/// <param name="tools">What the run works with.</param>
/// <param name="state">Knows what is secret.</param>
internal sealed class StepTeller(RunTools tools, RunState state)
{
    /// <summary>A step begins.</summary>
    public void Began(Turn turn)
    {
        var (request, call) = (turn.Step.Request, turn.Step.Step.Call);
        Tell(new StepStarted(turn.Place, request?.Method, request?.Address.Span.Text ?? call!.File.Written));
    }

    /// <summary>An attempt that is followed by another.</summary>
    public void Retried(Turn turn, StepResult attempt, Retry retry, TimeSpan duration)
    {
        Requests(turn, attempt);
        Retry(turn, attempt, retry, duration);
    }

    /// <summary>An attempt that <see cref="Finish"/> has been told of, and that somebody wants to be followed by another.</summary>
    public void RetriedByHand(Turn turn, StepResult attempt, TimeSpan duration) =>
        Retry(turn, attempt, new Retry("retried by hand", TimeSpan.Zero), duration);

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
        Tell(
            new StepFinished
            {
                Step = place,
                Outcome = Outcome.Skipped,
                Duration = TimeSpan.Zero,
                Span = SpanOf(place, step),
                Note = reason,
            }
        );

    /// <summary>A step that cannot even begin.</summary>
    public StepResult Broken(Turn turn, Diagnostic problem)
    {
        var result = StepResult.Broken(turn.Bag, problem);
        Tell(Finish(turn, result, TimeSpan.Zero));
        return result;
    }

    /// <summary>How a step ended, still to be told; what it sent is told.</summary>
    public StepFinished Finish(Turn turn, StepResult result, TimeSpan duration)
    {
        var (step, last) = (turn.Step, result.Last);
        var records = Requests(turn, result);
        if (records.IsEmpty && result.Outcome != Outcome.Passed && last?.Exchange is not null)
            records = [LastAnswered(last.Trail, result.Attempts)];
        return new StepFinished
        {
            Step = turn.Place,
            Outcome = result.Outcome,
            Duration = duration,
            Method = step.Request?.Method,
            Target = last?.Request is { } request ? PathOf(request.Address.Shown) : null,
            Status = last?.Exchange?.Status,
            Attempts = result.Attempts,
            Span = SpanOf(turn.Place, step),
            Extracted = result.Extracted,
            Problems = result.Problems,
            Exchange = records.LastOrDefault(r => r.Status is not null),
            Checks = [.. result.Checks.Select(c => new CheckRecord(c.What, c.Expected, c.Actual, c.Passed, c.Span))],
            Uses = tools.RecordAll ? [.. step.Uses.Select(u => u.Name).Distinct(StringComparer.Ordinal)] : [],
            Note = result.Note,
        };
    }

    public void Tell(RunEvent happened) => tools.Observer.Observe(happened);

    private static SourceSpan? SpanOf(StepPlace place, PlannedStep step) => place.Phase == Phase.Undo ? null : step.Step.Span;

    private void Retry(Turn turn, StepResult attempt, Retry retry, TimeSpan duration) =>
        Tell(
            new RetryScheduled(turn.Place, Math.Max(1, attempt.Attempts), attempt.Last?.Exchange?.Status, retry.Reason, retry.Pause)
            {
                Duration = duration,
            }
        );

    private ImmutableArray<ExchangeRecord> Requests(Turn turn, StepResult result)
    {
        if (!tools.RecordAll || result.Last is not { } last)
            return [];
        ImmutableArray<ExchangeRecord> records = [.. last.Trail.Hops.Select((hop, i) => RecordOf(hop, i, result.Attempts))];
        foreach (var record in records)
            Tell(new RequestSent(turn.Place, record));
        return records;
    }

    private ExchangeRecord LastAnswered(SendTrail trail, int attempt)
    {
        var at = trail.Hops.Count - 1;
        while (trail.Hops[at].Exchange is null)
            at--;
        return RecordOf(trail.Hops[at], at, attempt);
    }

    private ExchangeRecord RecordOf(Hop hop, int number, int attempt) =>
        ExchangeRecords.Of(hop) with
        {
            Hop = number,
            Attempt = attempt,
            Tokens = tools.RecordAll ? Tokens.In(hop, state.Secrets) : [],
        };

    private static string PathOf(string address)
    {
        var scheme = address.IndexOf("://", StringComparison.Ordinal);
        var path = scheme < 0 ? -1 : address.IndexOf('/', scheme + 3);
        return path < 0 ? "/" : address[path..];
    }
}
