using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution;

/// <summary>What was sent and received as it may be shown by now, with labels in place of labelled values.</summary>
internal static class ExchangeRecords
{
    /// <summary>What was sent, and what came back when anything did.</summary>
    public static ExchangeRecord Of(Hop hop, SecretMask mask, SecretRegister secrets)
    {
        var record = Sent(mask, hop);
        return hop.Exchange is not { } exchange
            ? record
            : record with
            {
                Status = exchange.Status,
                Reason = MaskedText.By(mask, hop.Request.Hide(exchange.Reason)),
                AnswerHeaders = [.. exchange.Headers.Select(h => Received(mask, hop.Request, secrets, h))],
                AnswerBody = MaskedText.By(mask, hop.Request.Hide(secrets.WithoutShort(exchange.ShownText))),
                AnswerSize = exchange.BytesReceived,
                Version = MaskedText.By(mask, exchange.VersionText),
            };
    }

    /// <summary>What is about to be sent.</summary>
    /// <param name="hop">With nothing left to render.</param>
    /// <param name="mask">Takes secrets out of its texts.</param>
    public static ExchangeRecord Ahead(Hop hop, SecretMask mask) => Sent(mask, hop) with { Failure = null };

    // Most servers redirect where they were told to: what stood in the address is looked for in this one too, and where it is too short
    // for that, nothing of it is shown.
    private static ShownValue Received(
        SecretMask mask,
        RenderedRequest request,
        SecretRegister secrets,
        KeyValuePair<string, string> header
    ) =>
        header.Key.Equals("Location", StringComparison.OrdinalIgnoreCase) && !request.IsTellingInAddress
            ? Field(mask, header.Key, request.Address.Labels.Shown)
            : Field(mask, header.Key, request.Hide(secrets.ShownFor(header.Value)));

    private static ShownValue Field(SecretMask mask, string name, string text) => new(MaskedText.By(mask, name), MaskedText.By(mask, text));

    private static string FailureOf(Hop hop) =>
        (hop.Failure ?? Unanswered.Cancelled.Reason) + (hop.IsInDoubt ? "; the request may have been carried out" : "");

    private static ExchangeRecord Sent(SecretMask mask, Hop hop)
    {
        var request = hop.Request;
        var headers = SentFields.Of(request, hop.Cookies, hop.Exchange?.Version.Major > 1);
        return new ExchangeRecord
        {
            At = hop.Phases?.Began ?? hop.At,
            Duration = hop.Duration,
            Phases = hop.Phases is { } phases
                ? new PhaseTimes(phases.Dns, phases.Connect, phases.Tls, phases.Wait, phases.Receive) { Send = phases.Send }
                : PhaseTimes.Unknown,
            Method = MaskedText.By(mask, request.Method),
            Address = MaskedText.By(mask, request.ShownAddress),
            RequestHeaders = [.. headers.Select(h => Field(mask, h.Name, h.Value.Shown))],
            CookieNotes = hop.CookieNotes.IsEmpty
                ? []
                : [.. hop.CookieNotes.Select(n => Field(mask, request.Hide(n.Name), request.Hide(n.Why)))],
            Credentials = MaskedText.Maybe(mask, request.Headers.Select(h => h.Credentials).FirstOrDefault(c => c is not null)),
            RequestBody = MaskedText.Maybe(mask, request.Body?.Show()),
            RequestSize = request.Body?.Bytes.Length ?? 0,
            Failure = MaskedText.Maybe(mask, hop.Exchange is null ? FailureOf(hop) : null),
        };
    }
}
