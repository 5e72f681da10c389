#pragma warning disable RS0030 // keeper of HTTP, with HttpSender
using System.Net;
using System.Net.Sockets;
using PingOneScenarios.Engine.Trust;

namespace PingOneScenarios.Engine.Http;

/// <summary>Opens the connections of the pool, each to an address that was looked at (trust rule 2). TLS is left to the handler that asked.</summary>
/// <param name="resolve">Gives the addresses of a host name.</param>
internal sealed class Dialer(Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    /// <summary>Carries to here what the operator granted to the run that needs the connection first.</summary>
    public static readonly HttpRequestOptionsKey<Grants> GrantsOfRun = new("p1s.grants");

    /// <exception cref="DialRefusedException">Every address of the host is one it must not lead to.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var watch = ExchangeWatch.Of(context.InitialRequestMessage);
        var isLiteral = IPAddress.TryParse(host, out var literal);
        watch?.Dialing(byName: !isLiteral);
        var found = isLiteral ? [literal!] : await resolve(host, ct);
        var addresses = IsProxy(context) ? found : Allowed(host, found, context.InitialRequestMessage);
        watch?.Found();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, ct);
            watch?.Connected(context.InitialRequestMessage.RequestUri!.Scheme == Uri.UriSchemeHttps);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // A proxy is the operator's own choice, and looks the host up itself. Its tunnel is asked for by .NET; the engine's own requests, a
    // CONNECT too, carry what was granted.
    private static bool IsProxy(SocketsHttpConnectionContext context)
    {
        var request = context.InitialRequestMessage;
        if (request.Method == HttpMethod.Connect && !request.Options.TryGetValue(GrantsOfRun, out _))
            return true;
        var asked = request.RequestUri!;
        return context.DnsEndPoint.Port != asked.Port
            || !context.DnsEndPoint.Host.Trim('[', ']').Equals(asked.IdnHost.Trim('[', ']'), StringComparison.OrdinalIgnoreCase);
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
