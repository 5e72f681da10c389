using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace PingOneScenarios.Engine.Tests.Http;

/// <summary>A TLS server on a free port of this machine that answers 204 to every request, and asks clients for a certificate.</summary>
internal sealed class TlsServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<string> clients = new();
    private readonly X509Certificate2 certificate;
    private readonly Task accepting;

    public TlsServer(X509Certificate2 certificate)
    {
        this.certificate = certificate;
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>Under a name, which the certificate has to be for.</summary>
    public string AddressOf(string host) =>
        string.Create(CultureInfo.InvariantCulture, $"https://{host}:{((IPEndPoint)listener.LocalEndpoint).Port}");

    /// <summary>The subject of the certificate each request came with, "none" for none.</summary>
    public IReadOnlyList<string> Clients => [.. clients];

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                _ = ServeAsync(await listener.AcceptTcpClientAsync(stop.Token));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            await using var tls = new SslStream(client.GetStream());
            var options = new SslServerAuthenticationOptions
            {
                ServerCertificate = certificate,
                ClientCertificateRequired = true,
#pragma warning disable CA5359 // this is the server: it takes every client, to tell who came
                RemoteCertificateValidationCallback = (_, _, _, _) => true,
#pragma warning restore CA5359
            };
            await tls.AuthenticateAsServerAsync(options, stop.Token);
            var buffer = new byte[65536];
            var text = "";
            for (int read; (read = await tls.ReadAsync(buffer, stop.Token)) > 0; )
            {
                text += Encoding.Latin1.GetString(buffer, 0, read);
                if (!text.Contains("\r\n\r\n", StringComparison.Ordinal))
                    continue;
                clients.Enqueue(tls.RemoteCertificate?.Subject ?? "none");
                text = "";
                await tls.WriteAsync("HTTP/1.1 204 No Content\r\n\r\n"u8.ToArray(), stop.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or AuthenticationException)
        {
            // The client did not want to.
        }
        finally
        {
            client.Dispose();
        }
    }
}

/// <summary>Certificates made for a test.</summary>
internal sealed class TestAuthority
{
    private readonly X509Certificate2 root;

    public TestAuthority(string name)
    {
        var request = new CertificateRequest($"CN={name}", ECDsa.Create(ECCurve.NamedCurves.nistP256), HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        root = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-30), DateTimeOffset.UtcNow.AddDays(30));
    }

    public string Pem => root.ExportCertificatePem();

    /// <summary>With its key.</summary>
    /// <param name="host">A DNS name or an IP address, also the common name.</param>
    /// <param name="endsIn">Days from now; negative for one that has expired.</param>
    public X509Certificate2 Issue(string host, int endsIn = 10)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(host, out var address))
            names.AddIpAddress(address);
        else
            names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        var now = DateTimeOffset.UtcNow;
        using var issued = request.Create(root, now.AddDays(-20), now.AddDays(endsIn), RandomNumberGenerator.GetBytes(8));
        return issued.CopyWithPrivateKey(key);
    }
}
