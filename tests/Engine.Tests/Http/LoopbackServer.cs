using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace PingOneScenarios.Engine.Tests.Http;

/// <summary>
/// A server on a free port of this machine: records the bytes of each request and answers with the bytes of a script. With a certificate
/// it takes TLS and plain HTTP on the same port, asks for a client certificate, and records what its owner could read of both.
/// </summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    /// <summary>The first byte of a TLS connection: a record of the handshake (RFC 8446, 5.1).</summary>
    private const byte ClientHello = 22;

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<Recorded> requests = new();
    private readonly ConcurrentQueue<string> received = new();
    private readonly Func<Recorded, string?> script;
    private readonly X509Certificate2? certificate;
    private readonly Task accepting;

    /// <param name="script">The answer, each character one byte; null never answers, an empty text closes the connection.</param>
    /// <param name="certificate">With its key; null never speaks TLS.</param>
    public LoopbackServer(Func<Recorded, string?> script, X509Certificate2? certificate = null)
    {
        (this.script, this.certificate) = (script, certificate);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = AcceptAsync();
    }

    public LoopbackServer(string answer)
        : this(_ => answer) { }

    public int Port { get; }

    /// <summary>Called when the first bytes of a handshake have come, before it is answered.</summary>
    public Action Handshaking { get; init; } = () => { };

    /// <summary>What a client may choose from in the handshake.</summary>
    public List<SslApplicationProtocol> Protocols { get; init; } = [SslApplicationProtocol.Http11];

    public string Address => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}");

    public IReadOnlyList<Recorded> Requests => [.. requests];

    /// <summary>Every byte that came, whether it was HTTP or not, each as one character.</summary>
    public string Received => string.Concat(received);

    public Recorded Only => Assert.Single(requests);

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
        using (client)
        {
            try
            {
                await using var stream = await OpenAsync(client);
                var buffer = "";
                while (true)
                {
                    var end = buffer.IndexOf("\r\n\r\n", StringComparison.Ordinal);
                    if (end < 0 || buffer.Length < end + 4 + BodyLength(buffer[..end]))
                    {
                        var bytes = new byte[65536];
                        var read = await stream.ReadAsync(bytes, stop.Token);
                        if (read == 0)
                            return;
                        received.Enqueue(Encoding.Latin1.GetString(bytes, 0, read));
                        buffer += Encoding.Latin1.GetString(bytes, 0, read);
                        continue;
                    }
                    var length = end + 4 + BodyLength(buffer[..end]);
                    var tls = stream as SslStream;
                    var request = new Recorded(buffer[..length])
                    {
                        Client = tls?.RemoteCertificate?.Subject,
                        Tls = tls is null ? null : $"{tls.TargetHostName} {tls.NegotiatedApplicationProtocol}".TrimEnd(),
                    };
                    buffer = buffer[length..];
                    requests.Enqueue(request);
                    var answer = script(request);
                    if (answer is null)
                        await Task.Delay(Timeout.Infinite, stop.Token);
                    if (answer!.Length == 0)
                        return;
                    await stream.WriteAsync(Encoding.Latin1.GetBytes(answer), stop.Token);
                    if (answer.Contains("Connection: close", StringComparison.Ordinal))
                        return;
                }
            }
            catch (Exception e)
                when (e
                        is OperationCanceledException
                            or IOException
                            or SocketException
                            or AuthenticationException
                            or ObjectDisposedException
                )
            {
                // The engine hung up, or the test is over.
                return;
            }
        }
    }

    private async Task<Stream> OpenAsync(TcpClient client)
    {
        var first = new byte[1];
        if (certificate is null || await client.Client.ReceiveAsync(first, SocketFlags.Peek, stop.Token) == 0 || first[0] != ClientHello)
            return client.GetStream();
        var tls = new SslStream(client.GetStream());
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificate = certificate,
            ClientCertificateRequired = true,
            ApplicationProtocols = Protocols,
#pragma warning disable CA5359 // this is the server: it takes every client, to tell who came
            RemoteCertificateValidationCallback = (_, _, _, _) => true,
#pragma warning restore CA5359
        };
        Handshaking();
        await tls.AuthenticateAsServerAsync(options, stop.Token);
        return tls;
    }

    private static int BodyLength(string head) =>
        head.Split("\r\n").FirstOrDefault(l => l.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)) is { } field
            ? int.Parse(field.AsSpan(15), CultureInfo.InvariantCulture)
            : 0;
}
