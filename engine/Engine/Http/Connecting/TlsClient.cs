using System.Collections.Concurrent;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Trust;

namespace PingOneScenarios.Engine.Http.Connecting;

/// <summary>
/// Makes TLS of a connection. Trust rule 7: certificates are verified by the system, and no key of a scenario gets here; the operator's
/// profile adds authorities, it cannot take the check away.
/// </summary>
internal sealed class TlsClient
{
    private readonly SslStreamCertificateContext? own;
    private readonly X509ChainPolicy? policy;
    private readonly ConcurrentDictionary<string, bool> asking = new(StringComparer.Ordinal);

    /// <param name="tls">Null takes TLS as the system has it.</param>
    public TlsClient(TlsProfile? tls)
    {
        if (tls?.Own is [var first, ..])
            own = SslStreamCertificateContext.Create(first, tls.Own, offline: true);
        if (tls?.Authorities is { Count: > 0 } authorities)
            policy = Policy(authorities);
    }

    /// <exception cref="TlsFailedException">There is none, and why.</exception>
    /// <param name="connection">Closed when there is none.</param>
    /// <param name="host">Whom the certificate must be for.</param>
    /// <param name="http">Which versions of HTTP are offered.</param>
    /// <param name="ct">Ends the handshake.</param>
    public async Task<SslStream> OpenAsync(Stream connection, string host, HttpChoice http, CancellationToken ct)
    {
        var first = new FirstBytes(connection);
        var tls = new SslStream(first);
        var watch = new CertificateWatch(host);
        try
        {
            await tls.AuthenticateAsClientAsync(Options(host, http, watch), ct);
            if (watch.IsClientAsked)
                asking[host] = true;
            return tls;
        }
        catch (Exception e) when (e is AuthenticationException or IOException or InvalidOperationException)
        {
            await tls.DisposeAsync();
            throw watch.Failure(e) ?? TlsFailures.Explain(e, first.Received.Span, host, ClientPart(watch));
        }
        catch (OperationCanceledException e)
        {
            await tls.DisposeAsync();
            throw new TlsFailedException(
                "the server does not answer the TLS handshake",
                "look whether the server speaks TLS at this port; http:// is an address without",
                e
            );
        }
    }

    /// <summary>Whether a server of this name, with which TLS was made, asked for a client certificate and there was none.</summary>
    public bool LacksCertificateFor(string host) => asking.ContainsKey(host);

    private ClientCertificate ClientPart(CertificateWatch watch) =>
        own is not null ? ClientCertificate.Given
        : watch.IsClientAsked ? ClientCertificate.Lacking
        : ClientCertificate.NotAsked;

    private SslClientAuthenticationOptions Options(string host, HttpChoice http, CertificateWatch watch)
    {
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = host,
            ApplicationProtocols = http switch
            {
                HttpChoice.Two => [SslApplicationProtocol.Http2],
                HttpChoice.OneOne => [SslApplicationProtocol.Http11],
                _ => [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
            },
            ClientCertificateContext = own,
            CertificateChainPolicy = policy,
        };
        watch.Attach(options, isClientKnown: own is not null);
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
