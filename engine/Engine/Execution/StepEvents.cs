using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Planning;

namespace PingOneScenarios.Engine.Execution;

/// <summary>What a run tells of its steps, with labels already in place of labelled values.</summary>
internal static class StepEvents
{
    public static void Tell(RunResources run, StepPlace place, PlannedStep step, StepOutcome result, TimeSpan duration)
    {
        var exchange = result.Exchange is { } e && (run.RecordAll || result.Outcome != Outcome.Passed) ? Record(e) : null;
        if (exchange is not null && run.RecordAll)
            run.Observer.Observe(new AnswerReceived(place, exchange));
        run.Observer.Observe(
            new StepFinished
            {
                Step = place,
                Outcome = result.Outcome,
                Duration = duration,
                Method = step.Request?.Method,
                Target = result.Request is null ? null : PathOf(result.Request.Address.Shown),
                Status = result.Exchange?.Status,
                Extracted = result.Extracted,
                Problems = result.Problems,
                Exchange = exchange,
                Note = result.Note,
            }
        );
    }

    private static ExchangeRecord Record(HttpExchange exchange)
    {
        var request = exchange.Request;
        var headers = request.Headers.Select(h => new ShownValue(h.Name, h.Value.Shown));
        if (request.Body is { } body)
            headers = headers.Prepend(new ShownValue("Content-Type", body.MediaType.Shown));
        if (exchange.CookieSent is { } cookies)
            headers = headers.Append(new ShownValue("Cookie", cookies));
        return new ExchangeRecord
        {
            Method = request.Method,
            Address = request.Address.Shown,
            RequestHeaders = [.. headers],
            RequestBody = request.Body?.Show(),
            Status = exchange.Status,
            Reason = exchange.Reason,
            AnswerHeaders = [.. exchange.Headers.Select(h => new ShownValue(h.Key, h.Value))],
            AnswerBody = exchange.Text,
            Duration = exchange.Duration,
        };
    }

    private static string PathOf(string address)
    {
        var scheme = address.IndexOf("://", StringComparison.Ordinal);
        var path = scheme < 0 ? -1 : address.IndexOf('/', scheme + 3);
        return path < 0 ? "/" : address[path..];
    }
}
