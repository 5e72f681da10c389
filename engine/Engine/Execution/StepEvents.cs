using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Planning;

namespace PingOneScenarios.Engine.Execution;

/// <summary>What a run tells of its steps, with labels already in place of labelled values.</summary>
internal static class StepEvents
{
    /// <summary>An attempt that is followed by another.</summary>
    public static void TellRetry(RunResources run, StepPlace place, StepOutcome attempt, TimeSpan duration)
    {
        var retry = attempt.Retry!;
        if (run.RecordAll && (attempt.Exchange is { } exchange ? Record(exchange) : Unanswered(attempt)) is { } told)
            run.Observer.Observe(new RequestSent(place, told));
        run.Observer.Observe(
            new RetryScheduled(place, attempt.Attempts, attempt.Exchange?.Status, retry.Reason, retry.Pause) { Duration = duration }
        );
    }

    public static void Tell(RunResources run, StepPlace place, PlannedStep step, StepOutcome result, TimeSpan duration)
    {
        var exchange = result.Exchange is { } e && (run.RecordAll || result.Outcome != Outcome.Passed) ? Record(e) : null;
        if (run.RecordAll && (exchange ?? Unanswered(result)) is { } told)
            run.Observer.Observe(new RequestSent(place, told));
        run.Observer.Observe(
            new StepFinished
            {
                Step = place,
                Outcome = result.Outcome,
                Duration = duration,
                Method = step.Request?.Method,
                Target = result.Request is null ? null : PathOf(result.Request.Address.Shown),
                Status = result.Exchange?.Status,
                Attempts = result.Attempts,
                Extracted = result.Extracted,
                Problems = result.Problems,
                Exchange = exchange,
                Note = result.Note,
            }
        );
    }

    private static ExchangeRecord Record(HttpExchange exchange) =>
        Record(exchange.Request, exchange.CookieSent) with
        {
            Status = exchange.Status,
            Reason = exchange.Reason,
            AnswerHeaders = [.. exchange.Headers.Select(h => new ShownValue(h.Key, h.Value))],
            AnswerBody = exchange.Text,
            Duration = exchange.Duration,
        };

    // What policy refused was never sent.
    private static ExchangeRecord? Unanswered(StepOutcome result) =>
        result.Request is { } request && !result.Problems.Any(p => p.Code.Id.StartsWith("PS5", StringComparison.Ordinal))
            ? Record(request, null)
            : null;

    private static ExchangeRecord Record(RenderedRequest request, string? cookies)
    {
        var headers = request.Headers.Select(h => new ShownValue(h.Name, h.Value.Shown));
        if (request.Body is { } body)
            headers = headers.Prepend(new ShownValue("Content-Type", body.MediaType.Shown));
        if (cookies is not null)
            headers = headers.Append(new ShownValue("Cookie", cookies));
        return new ExchangeRecord
        {
            Method = request.Method,
            Address = request.Address.Shown,
            RequestHeaders = [.. headers],
            RequestBody = request.Body?.Show(),
        };
    }

    private static string PathOf(string address)
    {
        var scheme = address.IndexOf("://", StringComparison.Ordinal);
        var path = scheme < 0 ? -1 : address.IndexOf('/', scheme + 3);
        return path < 0 ? "/" : address[path..];
    }
}
