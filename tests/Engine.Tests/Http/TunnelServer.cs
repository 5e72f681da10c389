using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PingOneScenarios.Engine.Tests.Http;

/// <summary>A proxy on a free port of this machine: records what it is asked, and makes tunnels that all lead to one port of this machine.</summary>
internal sealed class TunnelServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<string> asked = new();
    private readonly int target;
    private readonly string answer;
    private readonly Task accepting;

    /// <param name="target">Where the tunnels lead.</param>
    /// <param name="answer">To a CONNECT; a status of 2xx makes the tunnel, an empty text closes the connection.</param>
    public TunnelServer(int target, string answer = "HTTP/1.1 200 Connection established\r\nVia: 1.1 test\r\n\r\n")
    {
        (this.target, this.answer) = (target, answer);
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>User and password it wants by SOCKS; null for nobody.</summary>
    public string? SocksAccount { get; init; }

    /// <summary>What it says of a SOCKS request; 0 makes the tunnel.</summary>
    public byte SocksAnswer { get; init; }

    public string Host => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    /// <summary>The heads of the CONNECT requests, and the hosts and ports of those by SOCKS.</summary>
    public IReadOnlyList<string> Asked => [.. asked];

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
                var stream = client.GetStream();
                var first = await ReadAsync(stream, 1);
                if (first[0] == 5 ? await SocksAsync(stream) : await ConnectAsync(stream, (char)first[0]))
                    await JoinAsync(stream);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
            {
                // The engine hung up, or the test is over.
                return;
            }
        }
    }

    private async Task<bool> ConnectAsync(NetworkStream stream, char first)
    {
        var head = new StringBuilder().Append(first);
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            head.Append((char)(await ReadAsync(stream, 1))[0]);
        asked.Enqueue(head.ToString());
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), stop.Token);
        return answer.StartsWith("HTTP/1.1 2", StringComparison.Ordinal);
    }

    private async Task<bool> SocksAsync(NetworkStream stream)
    {
        var methods = await ReadAsync(stream, (await ReadAsync(stream, 1))[0]);
        var wanted = SocksAccount is null ? (byte)0 : (byte)2;
        await stream.WriteAsync(new byte[] { 5, methods.Contains(wanted) ? wanted : (byte)0xFF }, stop.Token);
        if (SocksAccount is not null)
        {
            await ReadAsync(stream, 1);
            var user = Encoding.UTF8.GetString(await ReadAsync(stream, (await ReadAsync(stream, 1))[0]));
            var password = Encoding.UTF8.GetString(await ReadAsync(stream, (await ReadAsync(stream, 1))[0]));
            await stream.WriteAsync(new byte[] { 1, $"{user}:{password}" == SocksAccount ? (byte)0 : (byte)1 }, stop.Token);
        }
        var kind = (await ReadAsync(stream, 4))[3];
        var host = kind == 1 ? await ReadAsync(stream, 4) : await ReadAsync(stream, (await ReadAsync(stream, 1))[0]);
        var port = await ReadAsync(stream, 2);
        var name = kind == 1 ? new IPAddress(host).ToString() : Encoding.ASCII.GetString(host);
        asked.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{name}:{port[0] << 8 | port[1]}"));
        await stream.WriteAsync(new byte[] { 5, SocksAnswer, 0, 1, 0, 0, 0, 0, 0, 0 }, stop.Token);
        return SocksAnswer == 0;
    }

    private async Task JoinAsync(NetworkStream stream)
    {
        using var server = new TcpClient();
        await server.ConnectAsync(IPAddress.Loopback, target, stop.Token);
        var there = stream.CopyToAsync(server.GetStream(), stop.Token);
        await Task.WhenAny(there, server.GetStream().CopyToAsync(stream, stop.Token));
    }

    private async Task<byte[]> ReadAsync(NetworkStream stream, int length)
    {
        var bytes = new byte[length];
        await stream.ReadExactlyAsync(bytes, stop.Token);
        return bytes;
    }
}
