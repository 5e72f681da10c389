#pragma warning disable RS0030 // keeper of HTTP, with HttpSender
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Trust;

namespace PingOneScenarios.Engine.Http.Connecting;

/// <summary>
/// Opens the connections of a pool: directly, each to an address that was looked at (trust rule 2), or by the operator's proxy, which looks
/// names up itself. TLS is made here too, so that a failure can say why.
/// </summary>
/// <param name="resolve">Gives the addresses of a host name.</param>
/// <param name="proxies">Which proxy leads where.</param>
/// <param name="tls">Makes TLS.</param>
/// <param name="http">Which versions of HTTP are offered in TLS.</param>
internal sealed class Dialer(Func<string, CancellationToken, Task<IPAddress[]>> resolve, Proxies proxies, TlsClient tls, HttpChoice http)
{
    /// <summary>Carries to here what the operator granted to the run that needs the connection first.</summary>
    public static readonly HttpRequestOptionsKey<Grants> GrantsOfRun = new("p1s.grants");

    /// <exception cref="DialRefusedException">Every address of the host is one it must not lead to.</exception>
    /// <exception cref="ProxyFailedException">The proxy does not lead there.</exception>
    /// <exception cref="TlsFailedException">There is no trusted TLS.</exception>
    /// <exception cref="ResentException">The request was sent once already.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var request = context.InitialRequestMessage;
        var watch = ExchangeWatch.Of(request);
        if (watch is { IsWritten: true })
            throw new ResentException();
        var asked = request.RequestUri!;
        var isSecure = asked.Scheme == Uri.UriSchemeHttps;
        var host = asked.IdnHost.Trim('[', ']');
        var proxy = proxies.To(asked);
        var stream = proxy is null
            ? await DialAsync(host, asked.Port, found => Allowed(host, found, request), watch, ct)
            : await ByProxyAsync(proxy, asked, watch, ct);
        watch?.Connected(isSecure);
        return isSecure ? await SecureAsync(stream, host, ct) : stream;
    }

    /// <summary>Whether requests for it go to the proxy as a whole; to all others the proxy makes a tunnel.</summary>
    public static bool TakesRequests(Proxy proxy, bool isSecure, HttpChoice http) =>
        proxy.Kind != ProxyKind.Socks && !isSecure && http != HttpChoice.Two;

    private async Task<SslStream> SecureAsync(Stream stream, string host, CancellationToken ct)
    {
        var made = await OfferAsync(stream, host, ct);
        if (http != HttpChoice.Two || made.NegotiatedApplicationProtocol == SslApplicationProtocol.Http2)
            return made;
        await made.DisposeAsync();
        throw new NotTwoException();
    }

    private async Task<SslStream> OfferAsync(Stream stream, string host, CancellationToken ct)
    {
        try
        {
            return await tls.OpenAsync(stream, host, http, ct);
        }
        catch (TlsFailedException e) when (http == HttpChoice.Two && e.IsOfProtocol)
        {
            throw new NotTwoException();
        }
    }

    private async Task<Stream> ByProxyAsync(Proxy proxy, Uri asked, ExchangeWatch? watch, CancellationToken ct)
    {
        if (proxy.Objection is { } objection)
            throw new ProxyFailedException(proxy, objection);
        Stream? stream = null;
        try
        {
            stream = await DialAsync(proxy.Host, proxy.Port, found => found, watch, ct);
            if (proxy.Kind == ProxyKind.Https)
                stream = await tls.OpenAsync(stream, proxy.Host, HttpChoice.OneOne, ct);
            if (!TakesRequests(proxy, asked.Scheme == Uri.UriSchemeHttps, http))
                await Tunnel.AskAsync(stream, proxy, asked.IdnHost.Trim('[', ']'), asked.Port, ct);
            return stream;
        }
        catch (Exception e)
        {
            if (stream is not null)
                await stream.DisposeAsync();
            throw e is ProxyFailedException ? e : new ProxyFailedException(proxy, WhyNot(e));
        }
    }

    private static string WhyNot(Exception failure) =>
        failure switch
        {
            SocketException socket => SendFailures.Words(socket.SocketErrorCode),
            TlsFailedException tls => tls.Why,
            OperationCanceledException => "it did not make the connection in time",
            _ => "the connection to it broke off",
        };

    private async Task<Stream> DialAsync(
        string host,
        int port,
        Func<IPAddress[], IPAddress[]> choose,
        ExchangeWatch? watch,
        CancellationToken ct
    )
    {
        var isLiteral = IPAddress.TryParse(host, out var literal);
        watch?.Dialing(byName: !isLiteral);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            var addresses = choose(isLiteral ? [literal!] : await resolve(host, ct));
            watch?.Found();
            await socket.ConnectAsync(addresses, port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (Exception e)
        {
            socket.Dispose();
            if (e is OperationCanceledException)
                throw new SocketException((int)SocketError.TimedOut);
            throw;
        }
    }

    private static IPAddress[] Allowed(string host, IPAddress[] found, HttpRequestMessage request)
    {
        var isPrivateAllowed = request.Options.TryGetValue(GrantsOfRun, out var grants) && grants.AllowsPrivate(host);
        var allowed = Array.FindAll(found, a => DialCheck.Objection(host, a, isPrivateAllowed) is null);
        return allowed.Length > 0 || found.Length == 0
            ? allowed
            : throw new DialRefusedException(host, DialCheck.Objection(host, found[0], isPrivateAllowed)!);
    }
}

/// <summary>A host leads to addresses it must not lead to; caught where the request is sent.</summary>
internal sealed class DialRefusedException(string host, string what) : IOException($"{host} leads to {what}")
{
    /// <summary>As the operator granted it.</summary>
    public string Host => host;

    /// <summary>What the address is: "a private address".</summary>
    public string What => what;
}

/// <summary>HTTP/2 is asked for, and the server does not offer it; caught where the request is sent.</summary>
internal sealed class NotTwoException() : IOException("the server does not offer HTTP/2");
