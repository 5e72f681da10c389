using System.Net;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Trust;

namespace PingOneScenarios.Engine.Http.Connecting;

/// <summary>
/// Tells .NET which requests go to a proxy as a whole, so that it names the server in their first line. Tunnels are made by
/// <see cref="Dialer"/>, of which .NET knows nothing; it has no account either, because it would send requests twice with one.
/// </summary>
internal sealed class ProxyOfPlainHttp(Proxies proxies, HttpChoice http) : IWebProxy
{
    public ICredentials? Credentials
    {
        get => null;
        set => throw new NotSupportedException();
    }

    public Uri? GetProxy(Uri destination) =>
        proxies.To(destination) is { Objection: null } proxy && Dialer.TakesRequests(proxy, destination.Scheme == Uri.UriSchemeHttps, http)
            ? new UriBuilder(Uri.UriSchemeHttp, proxy.Host, proxy.Port).Uri
            : null;

    public bool IsBypassed(Uri host) => GetProxy(host) is null;
}
