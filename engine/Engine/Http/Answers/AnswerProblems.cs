using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Http.Answers;

/// <summary>Diagnostics about answers, and about there being none.</summary>
internal static class AnswerProblems
{
    private const int LongestMediaType = 200;

    public static Diagnostic NotJson(HttpExchange exchange, SourceSpan span) =>
        new(
            DiagnosticCodes.NotJson,
            span,
            exchange.JsonObjection is null ? "the answer is not JSON" : "the answer is JSON that cannot be relied on",
            exchange.JsonObjection
                ?? (
                    exchange.Body.Length == 0
                        ? $"the answer {exchange.Status} of {exchange.Request.ShownAddress} has no body"
                        : $"the answer {exchange.Status} of {exchange.Request.ShownAddress} has the Content-Type {MediaTypeOf(exchange) ?? "none"}{FaultOf(exchange)}"
                ),
            "look at the answer with all exchanges recorded; response.text gives any body as text"
        );

    /// <summary>What helps where a body is in no charset that can be read.</summary>
    public const string TextFix = "look whether the server says the right charset; response.bytes and response.status do not need one";

    public static Diagnostic NotText(HttpExchange exchange, SourceSpan span) =>
        new(
            DiagnosticCodes.NotText,
            span,
            "the answer cannot be read as text",
            $"the answer {exchange.Status} of {exchange.Request.ShownAddress}: {exchange.Request.Hide(exchange.TextObjection!)}",
            TextFix
        );

    /// <summary>The Content-Type as it may be shown: a server may send one of 64 KB.</summary>
    public static string? MediaTypeOf(HttpExchange exchange) =>
        exchange.Header("content-type") is { } type && type.Length > LongestMediaType
            ? type[..LongestMediaType] + "…"
            : exchange.Header("content-type");

    /// <summary>A request that still waited until it may leave when the time was up.</summary>
    /// <param name="request">What was to be sent.</param>
    /// <param name="limit">Says whose time it was.</param>
    /// <param name="waitedFor">What it waited for.</param>
    public static Diagnostic NoTurn(RenderedRequest request, Diagnostic limit, string waitedFor) =>
        new(
            DiagnosticCodes.NoTurn,
            request.Span,
            $"{request.Method} {request.ShownAddress} was not sent: it still waited for its turn when the time was up",
            $"{waitedFor}\n{limit.What}",
            $"send from fewer runs at a time; or {limit.Fix}"
        );

    /// <summary>Where a body stops being JSON, as the end of a sentence; empty for what never was.</summary>
    public static string FaultOf(HttpExchange exchange) =>
        exchange.JsonFault is { } fault ? $", and is no JSON at {exchange.Request.Hide(fault)}" : "";

    public static Diagnostic NotReadInTime(RenderedRequest request, TimeSpan time) =>
        new(
            DiagnosticCodes.TimedOut,
            request.Span,
            $"an answer that is not read in time from {request.ShownAddress}",
            $"the step has {Values.DurationText.Show(time)} for its request and for what is computed of the answer",
            "look at the answer with all exchanges recorded, or give the step a longer timeout"
        );

    public static Diagnostic Unanswered(RenderedRequest request, Unanswered failure)
    {
        var (code, what, fix) = failure.Failure switch
        {
            SendFailure.TimedOut => (
                DiagnosticCodes.TimedOut,
                "no answer in time from",
                "look at the server, or give the step a longer timeout"
            ),
            SendFailure.NotHttp => (
                DiagnosticCodes.NotHttp,
                "the server answered, but not in HTTP:",
                "look at the port, where something else may answer, or at the server"
            ),
            SendFailure.Cut => (
                DiagnosticCodes.NoConnection,
                "no whole answer from",
                "look at the server, which closed the connection, or at what stands between"
            ),
            SendFailure.Tls => (DiagnosticCodes.TlsFailed, "no trusted TLS connection to", "look at the TLS settings of the server"),
            SendFailure.TooLarge => (
                DiagnosticCodes.AnswerTooLarge,
                "too large an answer from",
                failure.IsFinal
                    ? "look at the server, which sends more than any client has to take"
                    : "ask for less, for example with a limit parameter; or allow larger answers, for example 50MB"
            ),
            SendFailure.Undecodable => (
                DiagnosticCodes.Undecodable,
                "an answer that cannot be decoded from",
                "leave Accept-Encoding out, or ask for gzip, deflate, br or zstd"
            ),
            SendFailure.Refused => (
                DiagnosticCodes.DialRefused,
                "a host leads where it may not (trust rule 2):",
                failure.IsFinal
                    ? "no option allows this; look who answers for the name of the host"
                    : $"if this host stands in your own network, allow the private host {HostOf(request)}, or add it to private of your environment file"
            ),
            SendFailure.Malformed => (
                DiagnosticCodes.Unsendable,
                "the request cannot be sent to",
                "look at the values it uses with all exchanges recorded"
            ),
            SendFailure.Proxy => (DiagnosticCodes.ProxyFailed, "no connection by the proxy to", "look at the proxy"),
            _ => (DiagnosticCodes.NoConnection, "no connection to", "look at the address, and whether the server runs"),
        };
        return new Diagnostic(code, request.Span, $"{what} {request.ShownAddress}", request.Hide(failure.Reason), failure.Fix ?? fix);
    }

    private static string HostOf(RenderedRequest request) => new Uri(request.Address.Plain).IdnHost;
}
