using System.Collections.Concurrent;
using System.Net;
using PingOneScenarios.Engine.Http.Answers;
using PingOneScenarios.Engine.Http.Connecting;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Trust;
using RestSharp;

#pragma warning disable RS0030 // keeper of HTTP

namespace PingOneScenarios.Engine.Http;

/// <summary>
/// The keeper of HTTP: RestSharp over one connection pool for each way of connecting. Redirects, cookies and decompression of the libraries are off;
/// redirects and cookies are the engine's own.
/// </summary>
internal sealed class HttpSender : IHttpSender, IDisposable
{
    /// <summary>Header fields of an answer (trust rule 12).</summary>
    public const int MostHeaders = 256;

    private readonly TimeProvider clock;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> resolve;

    // Opened with the first request that needs it: most commands send none.
    private readonly ConcurrentDictionary<(string? Tls, HttpChoice, string Proxies, int LargestAnswer), Lazy<ConnectionPool>> pools = new();

    /// <param name="clock">Tells how long answers take.</param>
    /// <param name="resolve">Gives the addresses of a host name; null asks the system.</param>
    public HttpSender(TimeProvider clock, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        this.clock = clock;
        this.resolve = resolve ?? Dns.GetHostAddressesAsync;
    }

    /// <summary>Seen from outside only by the benchmarks, which compare with the bare libraries over the same connections.</summary>
    internal HttpClient Http => PoolFor(Grants.None).Http;

    /// <inheritdoc cref="Http"/>
    internal RestClient Client => PoolFor(Grants.None).Client;

    public async Task<SendResult> SendAsync(RenderedRequest request, string? cookies, Grants grants, CancellationToken ct)
    {
        // Before the time begins: what it takes to make is none of the exchange.
        var pool = PoolFor(grants);
        var watch = new ExchangeWatch(clock);
        var exact = new ExactRequest(request, cookies, grants, watch);
        RestResponse result;
        try
        {
            result = await pool.Client.ExecuteAsync(exact.ToShell(), ct);
        }
        catch (Exception e) when (e is ArgumentException or UriFormatException or FormatException or InvalidOperationException)
        {
            return new Unanswered(SendFailure.Malformed, "the request holds a character HTTP does not allow in its place")
            {
                NeverLeft = true,
            };
        }
        if (exact.Exchange is not { } exchange)
        {
            var why = ct.IsCancellationRequested ? Unanswered.Cancelled : Failure(request, result, pool, grants);
            return NoAnswer(why, watch, ProxyTo(request, grants));
        }
        var accepted = Refusal(exchange, grants) ?? Accept(exchange, grants.LargestAnswer);
        return accepted is Unanswered failure ? failure with { Duration = exchange.Duration, Phases = exchange.Phases } : accepted;
    }

    public void Dispose()
    {
        foreach (var pool in pools.Values)
            pool.Value.Dispose();
    }

    private ConnectionPool PoolFor(Grants grants) =>
        pools
            .GetOrAdd(
                (grants.Tls?.Id, grants.Http, grants.Proxies.Id, grants.LargestAnswer),
                static (_, of) => new Lazy<ConnectionPool>(() => new ConnectionPool(of.Resolve, of.Grants)),
                (Resolve: resolve, Grants: grants)
            )
            .Value;

    // An answer of the proxy, not of the server.
    private static Unanswered? Refusal(HttpExchange exchange, Grants grants)
    {
        if (exchange.Status != 407 || grants.Proxies == Proxies.None)
            return null;
        return
            ProxyTo(exchange.Request, grants) is { } proxy
            && Dialer.TakesRequests(proxy, exchange.Request.Address.Plain.StartsWith("https:", StringComparison.Ordinal), grants.Http)
            ? SendFailures.ByProxy(proxy, Tunnel.Refusal(proxy, exchange.Status)!, exchange.Status)
            : null;
    }

    private static Proxy? ProxyTo(RenderedRequest request, Grants grants) =>
        grants.Proxies == Proxies.None ? null : grants.Proxies.To(new Uri(request.Address.Plain));

    private static SendResult Accept(HttpExchange exchange, int limit)
    {
        if (exchange.Headers.Length > MostHeaders)
            return new Unanswered(SendFailure.TooLarge, $"the answer has more than {MostHeaders} headers") { IsFinal = true };
        if (AnswerFraming.Objection(exchange) is { } objection)
            return objection;
        if (AnswerDecoder.Decode(exchange.Body, EncodingsOf(exchange), limit, out var failure) is not { } body)
            return failure!;
        return new Answered(ReferenceEquals(body, exchange.Body) ? exchange : exchange with { Body = body });
    }

    private static IReadOnlyList<string> EncodingsOf(HttpExchange exchange) =>
        exchange.Header("Content-Encoding") is null
            ? []
            : [.. exchange.Headers.Where(h => h.Key.Equals("Content-Encoding", StringComparison.OrdinalIgnoreCase)).Select(h => h.Value)];

    private static Unanswered NoAnswer(Unanswered failure, ExchangeWatch watch, Proxy? proxy)
    {
        var phases = watch.Stop(out var duration);
        var neverLeft = watch.NeverLeft || failure.Failure is SendFailure.Refused or SendFailure.Tls or SendFailure.Proxy;
        var told = failure.Failure == SendFailure.TimedOut && watch.NeverLeft ? SendFailures.Late(failure, phases, proxy) : failure;
        return told with { Duration = duration, Phases = phases, NeverLeft = neverLeft };
    }

    private static Unanswered Failure(RenderedRequest request, RestResponse result, ConnectionPool pool, Grants grants)
    {
        if (result.ResponseStatus == ResponseStatus.TimedOut)
            return new Unanswered(SendFailure.TimedOut, $"no whole answer within {Values.DurationText.Show(request.Timeout)}");
        var failure = SendFailures.Explain(result.ErrorException, grants);
        return
            failure.Failure is SendFailure.NoConnection or SendFailure.Cut
            && pool.LacksCertificateFor(new Uri(request.Address.Plain).IdnHost)
            ? SendFailures.Uncertified(failure)
            : failure;
    }
}
