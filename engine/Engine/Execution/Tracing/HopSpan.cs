using System.Diagnostics;
using System.Globalization;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;

namespace PingOneScenarios.Engine.Execution.Tracing;

/// <summary>
/// One request on the wire, as a client span with the names of the HTTP semantic conventions. What is told of it is decided when its step
/// has ended: only then all secrets are known that the step brought, and whether the status was the wanted one.
/// </summary>
/// <param name="span">Has begun with the request.</param>
/// <param name="request">What the scenario says.</param>
/// <param name="sendsContext">Whether it carries where it belongs.</param>
/// <param name="resent">How many requests of the step went before it.</param>
internal sealed class HopSpan(OpenSpan span, RenderedRequest request, bool sendsContext, int resent)
{
    private static readonly string[] KnownMethods = ["GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"];

    private string? error = "cancelled";
    private string? why = "the run ended before an answer came";
    private bool isInDoubt;
    private int? status;
    private string? version;

    private bool HasKnownMethod => KnownMethods.Contains(request.Method, StringComparer.Ordinal);

    /// <summary>The request as it is sent: it names this span, unless the scenario says something of its own.</summary>
    public RenderedRequest Sent { get; } = sendsContext ? Carry(request, span.Context) : request;

    public void Answer(HttpExchange exchange)
    {
        span.Close();
        (status, version) = (exchange.Status, exchange.VersionText);
        (error, why) = (exchange.Status < 400 ? null : exchange.Status.ToString(CultureInfo.InvariantCulture), null);
    }

    public void Fail(Unanswered failure)
    {
        span.Close();
        (error, why) = (TypeOf(failure.Failure), failure.Reason);
        isInDoubt = !failure.NeverLeft && !MethodTable.IsSafe(request.Method);
    }

    /// <param name="mask">Takes secrets out of a text.</param>
    /// <param name="isWanted">Whether the step expected just this: a status from 400 is then no error.</param>
    public void Tell(Func<string, string> mask, bool isWanted)
    {
        if (isWanted && status is not null)
            (error, why) = (null, null);
        var tags = new TagList();
        foreach (var (name, value) in Common(mask))
            tags.Add(name, value);
        RunMeter.RequestDuration.Record(span.Close().TotalSeconds, in tags);
        if (span.Exported is { } activity)
        {
            activity.DisplayName = HasKnownMethod ? request.Method : "HTTP";
            foreach (var (name, value) in tags)
                activity.SetTag(name, value);
            activity.SetTag("url.full", mask(request.ShownAddress));
            if (!HasKnownMethod)
                activity.SetTag("http.request.method_original", mask(request.Method));
            if (resent > 0)
                activity.SetTag("http.request.resend_count", resent);
            if (isInDoubt)
                activity.SetTag("p1s.request.in_doubt", true);
            if (error is not null)
                activity.SetStatus(ActivityStatusCode.Error, why is null ? null : mask(why));
        }
        span.Tell();
    }

    // What both the span and the metric say.
    private IEnumerable<KeyValuePair<string, object?>> Common(Func<string, string> mask)
    {
        yield return new("http.request.method", HasKnownMethod ? request.Method : "_OTHER");
        var address = new Uri(request.Address.Plain);
        // The operator may have given a whole address as a secret.
        var isHostShown = request.Address.Shown.StartsWith(address.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase);
        yield return new("server.address", isHostShown ? mask(address.Host.Trim('[', ']')) : request.Address.Labels.Shown);
        if (isHostShown)
            yield return new("server.port", address.Port);
        if (status is { } code)
            yield return new("http.response.status_code", code);
        if (version is not null)
            yield return new("network.protocol.version", version);
        if (error is not null)
            yield return new("error.type", error);
    }

    private static RenderedRequest Carry(RenderedRequest request, ActivityContext context)
    {
        if (context == default || Has(request, "traceparent"))
            return request;
        var headers = request.Headers.Add(
            Field("traceparent", $"00-{context.TraceId.ToHexString()}-{context.SpanId.ToHexString()}-{(int)context.TraceFlags:x2}")
        );
        if (!string.IsNullOrEmpty(context.TraceState) && !Has(request, "tracestate"))
            headers = headers.Add(Field("tracestate", context.TraceState));
        return request with { Headers = headers };
    }

    private static bool Has(RenderedRequest request, string header) =>
        request.Headers.Any(h => h.Name.Equals(header, StringComparison.OrdinalIgnoreCase));

    private static RenderedField Field(string name, string value) => new(name, RenderedText.Literal(value));

    private static string TypeOf(SendFailure failure) =>
        failure switch
        {
            SendFailure.NoConnection or SendFailure.Proxy or SendFailure.Cut => "connection_error",
            SendFailure.TimedOut => "timeout",
            SendFailure.Tls => "secure_connection_error",
            SendFailure.Refused => "refused",
            SendFailure.Malformed => "invalid_request",
            SendFailure.Cancelled => "cancelled",
            _ => "invalid_response",
        };
}
