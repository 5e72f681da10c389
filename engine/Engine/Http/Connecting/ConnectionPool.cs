#pragma warning disable RS0030 // keeper of HTTP, with HttpSender
using System.Net;
using PingOneScenarios.Engine.Trust;
using RestSharp;

namespace PingOneScenarios.Engine.Http.Connecting;

/// <summary>Connections of runs that have the same proxies, the same TLS profile and the same choice of HTTP.</summary>
internal sealed class ConnectionPool : IDisposable
{
    private readonly TlsClient tls;

    /// <param name="resolve">Gives the addresses of a host name.</param>
    /// <param name="grants">Of the run that needs it first.</param>
    public ConnectionPool(Func<string, CancellationToken, Task<IPAddress[]>> resolve, Grants grants)
    {
        tls = new TlsClient(grants.Tls);
        var handler = new SocketsHttpHandler
        {
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            Proxy = new ProxyOfPlainHttp(grants.Proxies, grants.Http),
            UseProxy = grants.Proxies != Proxies.None,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            PooledConnectionIdleTimeout = LongestRest,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            MaxResponseHeadersLength = 64,
            ConnectCallback = new Dialer(resolve, grants.Proxies, tls, grants.Http).ConnectAsync,
            PlaintextStreamFilter = WatchedConnections.Ready,
            // Asked for each field that is written, which is where a request that is written again can be stopped.
            RequestHeaderEncodingSelector = static (name, request) =>
                ExchangeWatch.Of(request) is { } watch && !watch.Writes(name)
                    ? throw new ResentException()
                    : RepeatedFields.EncodingOf(name, request),
        };
        Http = new HttpClient(new WatchedConnections(handler))
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = grants.LargestAnswer,
        };
        Client = new RestClient(Http, new RestClientOptions(Nowhere) { FollowRedirects = false }) { AcceptedContentTypes = [] };
    }

    /// <summary>
    /// The address RestSharp builds for each request, once parsed: <see cref="ExactRequest"/> sets the one that is sent, and a request without
    /// it reaches nothing (RFC 6761, section 6.4).
    /// </summary>
    private static Uri Nowhere { get; } = new("http://p1s.invalid");

    public HttpClient Http { get; }

    public RestClient Client { get; }

    // Node.js closes a connection that rests for 5 s, and a request that meets the closing is lost: it is not sent again.
    private static TimeSpan LongestRest => TimeSpan.FromSeconds(4);

    /// <inheritdoc cref="TlsClient.LacksCertificateFor"/>
    public bool LacksCertificateFor(string host) => tls.LacksCertificateFor(host);

    public void Dispose()
    {
        Client.Dispose();
        Http.Dispose();
    }
}
