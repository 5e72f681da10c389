#pragma warning disable RS0030 // keeper of HTTP, with HttpSender
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using PingOneScenarios.Engine.Trust;
using RestSharp;

namespace PingOneScenarios.Engine.Http;

/// <summary>
/// Connections of one TLS profile. Trust rule 7: certificates are verified by the system, and no key of a scenario gets here; the
/// operator's profile adds authorities, it cannot take the check away.
/// </summary>
internal sealed class ConnectionPool : IDisposable
{
    /// <param name="dialer">Opens the connections.</param>
    /// <param name="tls">Null takes TLS as the system has it.</param>
    /// <param name="largestAnswer">In bytes, as received.</param>
    public ConnectionPool(Dialer dialer, TlsProfile? tls, int largestAnswer)
    {
        var handler = new SocketsHttpHandler
        {
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = TimeSpan.FromSeconds(15),
            MaxResponseHeadersLength = 64,
            ConnectCallback = dialer.ConnectAsync,
            PlaintextStreamFilter = WatchedConnections.Ready,
            RequestHeaderEncodingSelector = RepeatedFields.EncodingOf,
        };
        if (tls is not null)
            handler.SslOptions = Options(tls);
        Http = new HttpClient(new WatchedConnections(handler))
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = largestAnswer,
        };
        Client = new RestClient(Http, new RestClientOptions { FollowRedirects = false }) { AcceptedContentTypes = [] };
    }

    public HttpClient Http { get; }

    public RestClient Client { get; }

    public void Dispose()
    {
        Client.Dispose();
        Http.Dispose();
    }

    private static SslClientAuthenticationOptions Options(TlsProfile tls)
    {
        var options = new SslClientAuthenticationOptions();
        if (tls.Own is [var own, ..])
            options.ClientCertificateContext = SslStreamCertificateContext.Create(own, tls.Own, offline: true);
        if (tls.Authorities.Count > 0)
            options.CertificateChainPolicy = Policy(tls.Authorities);
        return options;
    }

    // Custom roots take the place of the system's, so the system's are added to them: whoever trusts a company's own authority
    // still wants to reach PingOne.
    private static X509ChainPolicy Policy(X509Certificate2Collection authorities)
    {
        // As without a policy of one's own, which does not ask for revocation either.
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(authorities);
        foreach (var location in new[] { StoreLocation.CurrentUser, StoreLocation.LocalMachine })
        {
            using var store = new X509Store(StoreName.Root, location, OpenFlags.ReadOnly);
            policy.CustomTrustStore.AddRange(store.Certificates);
        }
        return policy;
    }
}
