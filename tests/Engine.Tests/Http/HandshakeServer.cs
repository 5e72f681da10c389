using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace PingOneScenarios.Engine.Tests.Http;

/// <summary>A server on a free port of this machine that does one thing with each connection once the first bytes have come, and closes it.</summary>
internal sealed class HandshakeServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Func<NetworkStream, CancellationToken, Task> act;
    private readonly Task accepting;

    private HandshakeServer(Func<NetworkStream, CancellationToken, Task> act)
    {
        this.act = act;
        listener.Start();
        accepting = AcceptAsync();
    }

    public string Host => string.Create(CultureInfo.InvariantCulture, $"localhost:{((IPEndPoint)listener.LocalEndpoint).Port}");

    /// <summary>Reads the beginning of a handshake and answers it with bytes.</summary>
    public static HandshakeServer Saying(params byte[] bytes) =>
        new(
            async (stream, ct) =>
            {
                await stream.ReadAtLeastAsync(new byte[16 << 10], 5, throwOnEndOfStream: false, ct);
                await stream.WriteAsync(bytes, ct);
            }
        );

    /// <summary>Speaks TLS as it is told, then answers one request.</summary>
    public static HandshakeServer Speaking(SslServerAuthenticationOptions options) =>
        new(
            async (stream, ct) =>
            {
                await using var tls = new SslStream(stream);
                await tls.AuthenticateAsServerAsync(options, ct);
                await tls.ReadAtLeastAsync(new byte[16 << 10], 1, throwOnEndOfStream: false, ct);
                await tls.WriteAsync("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"u8.ToArray(), ct);
            }
        );

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
                using var client = await listener.AcceptTcpClientAsync(stop.Token);
                var stream = client.GetStream();
                await act(stream, stop.Token);
                client.Client.Shutdown(SocketShutdown.Send);
                await stream.CopyToAsync(Stream.Null, stop.Token);
            }
            catch (Exception e) when (e is AuthenticationException or IOException)
            {
                // The handshake failed, as it was to.
                continue;
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
