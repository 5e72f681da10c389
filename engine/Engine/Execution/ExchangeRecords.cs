using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Http;

namespace PingOneScenarios.Engine.Execution;

/// <summary>What was sent and received as it may be shown, with labels in place of labelled values.</summary>
internal static class ExchangeRecords
{
    /// <summary>What was sent, and what came back when anything did.</summary>
    public static ExchangeRecord Of(Hop hop)
    {
        var record = Sent(hop);
        return hop.Exchange is not { } exchange
            ? record
            : record with
            {
                Status = exchange.Status,
                Reason = exchange.Reason,
                AnswerHeaders = [.. exchange.Headers.Select(h => Received(hop.Request, h))],
                AnswerBody = exchange.Text,
                AnswerSize = exchange.BytesReceived,
                Version = exchange.Version.ToString(),
            };
    }

    /// <summary>What is about to be sent.</summary>
    /// <param name="request">With nothing left to render.</param>
    /// <param name="cookies">The header that will be sent with it; null for none.</param>
    /// <param name="now">The time.</param>
    public static ExchangeRecord Ahead(RenderedRequest request, string? cookies, DateTimeOffset now) =>
        Sent(new Hop(request, cookies, now)) with
        {
            Failure = null,
        };

    // Most servers redirect where they were told to: what stood in the address is taken to stand in this one too, however short.
    private static ShownValue Received(RenderedRequest request, KeyValuePair<string, string> header) =>
        header.Key.Equals("Location", StringComparison.OrdinalIgnoreCase) && !request.Address.Labels.IsEmpty
            ? new ShownValue(header.Key, request.Address.Labels.Shown)
            : new ShownValue(header.Key, header.Value);

    private static ExchangeRecord Sent(Hop hop)
    {
        var request = hop.Request;
        var headers = request.Headers.Select(h => new ShownValue(h.Name, h.Value.Shown));
        if (request.Body is { } body)
            headers = headers.Prepend(new ShownValue("Content-Type", body.MediaType.Shown));
        if (hop.Cookies is { } cookies)
            headers = headers.Append(new ShownValue("Cookie", cookies));
        return new ExchangeRecord
        {
            At = hop.Phases?.Began ?? hop.At,
            Duration = hop.Duration,
            Phases = hop.Phases is { } phases
                ? new PhaseTimes(phases.Dns, phases.Connect, phases.Tls, phases.Wait, phases.Receive) { Send = phases.Send }
                : PhaseTimes.Unknown,
            Method = request.Method,
            Address = request.ShownAddress,
            RequestHeaders = [.. headers],
            Credentials = request.Headers.Select(h => h.Credentials).FirstOrDefault(c => c is not null),
            RequestBody = request.Body?.Show(),
            RequestSize = request.Body?.Bytes.Length ?? 0,
            Failure = hop.Failure ?? (hop.Exchange is null ? "the run ended before an answer came" : null),
        };
    }
}
