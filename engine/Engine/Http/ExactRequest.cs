using System.Net;
using PingOneScenarios.Engine.Http.Answers;
using PingOneScenarios.Engine.Http.Connecting;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Trust;
using RestSharp;
using RestSharp.Interceptors;

#pragma warning disable RS0030 // keeper of HTTP, with HttpSender

namespace PingOneScenarios.Engine.Http;

/// <summary>
/// Puts onto the wire what was rendered and nothing else. Left to themselves RestSharp adds headers, and System.Uri decodes
/// <c>%7e</c> and resolves dot segments even where they were escaped.
/// </summary>
/// <param name="request">What is sent; its address holds ASCII only.</param>
/// <param name="cookies">The <c>Cookie</c> header, or null.</param>
/// <param name="grants">Told to whoever opens a connection for it.</param>
/// <param name="watch">Told what happens to it.</param>
internal sealed class ExactRequest(RenderedRequest request, string? cookies, Grants grants, ExchangeWatch watch) : Interceptor
{
    /// <summary>Sent as <c>User-Agent</c> unless the scenario says otherwise. No <c>Accept</c> is sent unless it says one.</summary>
    public const string UserAgent = "p1s";

    private static readonly UriCreationOptions AsWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <summary>What came back; null while there is no whole answer.</summary>
    public HttpExchange? Exchange { get; private set; }

    /// <summary>The request for RestSharp, which is sent as it says here.</summary>
    public RestRequest ToShell() =>
        new()
        {
            Timeout = request.Timeout,
            Interceptors = [this],
            // RestSharp itself would copy the body twice and decode it to a text that may never be looked at.
            AdvancedResponseWriter = Take,
        };

    private RestResponse Take(HttpResponseMessage answer, RestRequest sent)
    {
        Exchange = ReceivedAnswer.Of(request, answer, watch);
        return new RestResponse(sent) { ResponseStatus = ResponseStatus.Completed };
    }

    public override ValueTask BeforeHttpRequest(HttpRequestMessage requestMessage, CancellationToken cancellationToken)
    {
        requestMessage.Method = MethodOf(request.Method);
        requestMessage.RequestUri = new Uri(request.Address.Plain, in AsWritten);
        requestMessage.Content =
            request.Body is { } body ? ToContent(body)
            : SaysEmpty(request.Method) ? new ReadOnlyMemoryContent(default)
            : null;
        (requestMessage.Version, requestMessage.VersionPolicy) = grants.Http switch
        {
            HttpChoice.OneOne => (HttpVersion.Version11, HttpVersionPolicy.RequestVersionExact),
            HttpChoice.Two => (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact),
            // Without TLS this is 1.1.
            _ => (HttpVersion.Version20, HttpVersionPolicy.RequestVersionOrLower),
        };
        requestMessage.Options.Set(Dialer.GrantsOfRun, grants);
        watch.GoWith(requestMessage);
        requestMessage.Headers.Clear();
        if (SentFields.HasRepeats(request.Headers))
            AddJoined(requestMessage);
        else
            foreach (var header in request.Headers)
                Add(requestMessage, header.Name, header.Value.Plain);
        if (cookies is not null)
            Add(requestMessage, "Cookie", cookies);
        if (!requestMessage.Headers.Contains("User-Agent"))
            Add(requestMessage, "User-Agent", UserAgent);
        if (grants.Proxies != Proxies.None)
            Introduce(requestMessage);
        return ValueTask.CompletedTask;
    }

    // Those that .NET knows it does not make anew; it reads them in any case of letters, which goes onto the wire.
    private static HttpMethod MethodOf(string method) =>
        HttpMethod.Parse(method) is var known && known.Method == method ? known : new HttpMethod(method);

    // To a proxy that takes the request as a whole; it keeps the field for itself.
    private void Introduce(HttpRequestMessage message)
    {
        var asked = message.RequestUri!;
        var proxy = grants.Proxies.To(asked);
        if (proxy?.Account is { } account && Dialer.TakesRequests(proxy, asked.Scheme == Uri.UriSchemeHttps, grants.Http))
            Add(message, "Proxy-Authorization", account.Basic);
    }

    /// <summary>Whether a request without a body says that it has none (RFC 9110, section 8.6).</summary>
    public static bool SaysEmpty(string method) => method is not ("GET" or "HEAD" or "DELETE" or "OPTIONS");

    // Cookies are one field by their own rule (RFC 6265, section 5.4), which .NET knows.
    private void AddJoined(HttpRequestMessage message)
    {
        RepeatedFields.Mark(message);
        // Only lines keep them apart: where a server could choose HTTP/2 it is not offered.
        if (message.VersionPolicy != HttpVersionPolicy.RequestVersionExact)
            message.Version = HttpVersion.Version11;
        foreach (var named in request.Headers.GroupBy(h => h.Name, StringComparer.OrdinalIgnoreCase))
        {
            var between = named.Key.Equals("Cookie", StringComparison.OrdinalIgnoreCase) ? "; " : RepeatedFields.Between.ToString();
            Add(message, named.Key, string.Join(between, named.Select(h => h.Value.Plain)));
        }
    }

    private WatchedBody ToContent(RenderedBody body)
    {
        var content = new WatchedBody(body.Bytes, watch);
        content.Headers.TryAddWithoutValidation("Content-Type", body.MediaType.Plain);
        return content;
    }

    // .NET keeps headers that describe a body, such as Content-Type, with the body; without one an empty body carries them.
    private static void Add(HttpRequestMessage message, string name, string value)
    {
        if (message.Headers.TryAddWithoutValidation(name, value))
            return;
        message.Content ??= new ReadOnlyMemoryContent(default);
        message.Content.Headers.TryAddWithoutValidation(name, value);
    }
}
