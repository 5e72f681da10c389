using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace PingOneScenarios.Engine.Tests.Http;

/// <summary>
/// A server on a free port of this machine that speaks HTTP/2 frame by frame (RFC 9113): counts connections and requests and answers each
/// request with the frames of a script. With a certificate it speaks TLS and offers h2 alone.
/// </summary>
internal sealed class FrameServer : IAsyncDisposable
{
    public const byte Headers = 1;
    public const byte Reset = 3;
    public const byte Settings = 4;
    public const byte GoAway = 7;

    private const int PrefaceLength = 24;

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<byte[]> requests = new();
    private readonly Func<int, byte[]> script;
    private readonly X509Certificate2? certificate;
    private readonly Task accepting;
    private int connections;

    /// <param name="script">The frames that answer the request of a stream; none closes the connection.</param>
    /// <param name="certificate">With its key; null speaks no TLS.</param>
    public FrameServer(Func<int, byte[]> script, X509Certificate2? certificate = null)
    {
        (this.script, this.certificate) = (script, certificate);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = AcceptAsync();
    }

    public int Port { get; }

    public string Address => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}");

    public int Connections => connections;

    /// <summary>The blocks of header fields that came, compressed.</summary>
    public IReadOnlyList<byte[]> Requests => [.. requests];

    /// <summary>A whole answer with the status 204.</summary>
    public static byte[] NoContent(int stream) => Frame(Headers, 5, stream, [0x89]);

    public static byte[] Frame(byte kind, byte flags, int stream, byte[] payload)
    {
        var frame = new byte[9 + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, payload.Length << 8 | kind);
        frame[4] = flags;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame, 9);
        return frame;
    }

    /// <summary>The request of a stream is not carried out (RFC 9113, 8.7).</summary>
    public static byte[] Refused(int stream, byte code = 7) => Frame(Reset, 0, stream, [0, 0, 0, code]);

    /// <summary>The connection takes no request beyond the last.</summary>
    public static byte[] Leaving(int last) => Frame(GoAway, 0, 0, [0, 0, 0, (byte)last, 0, 0, 0, 0]);

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
                connections++;
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
                await ReadAsync(stream, PrefaceLength);
                await stream.WriteAsync(Frame(Settings, 0, 0, []), stop.Token);
                while (true)
                {
                    var head = await ReadAsync(stream, 9);
                    var payload = await ReadAsync(stream, BinaryPrimitives.ReadInt32BigEndian(head) >> 8);
                    if (head[3] == Settings && head[4] == 0)
                        await stream.WriteAsync(Frame(Settings, 1, 0, []), stop.Token);
                    if (head[3] != Headers)
                        continue;
                    requests.Enqueue(payload);
                    var answer = script(BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(5)));
                    if (answer.Length == 0)
                        return;
                    await stream.WriteAsync(answer, stop.Token);
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

    private async Task<byte[]> ReadAsync(Stream stream, int length)
    {
        var bytes = new byte[length];
        await stream.ReadExactlyAsync(bytes, stop.Token);
        return bytes;
    }

    private async Task<Stream> OpenAsync(TcpClient client)
    {
        if (certificate is null)
            return client.GetStream();
        var tls = new SslStream(client.GetStream());
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificate = certificate,
            ApplicationProtocols = [SslApplicationProtocol.Http2],
        };
        await tls.AuthenticateAsServerAsync(options, stop.Token);
        return tls;
    }
}
