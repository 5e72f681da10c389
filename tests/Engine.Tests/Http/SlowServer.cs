using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using PingOneScenarios.Engine.Tests.Execution;

namespace PingOneScenarios.Engine.Tests.Http;

/// <summary>
/// Answers one request: takes 50 ms to read its body if it has one, 200 ms until the head of the answer and 3 s until its end. The
/// time passes by hand, each span of it once the engine has noted what came before.
/// </summary>
internal sealed class SlowServer : IAsyncDisposable
{
    /// <summary>In bytes: a body of this size is not sent before the other side has read of it.</summary>
    public const int MoreThanTheSystemTakes = 16 << 20;

    private readonly HandClock clock;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Task serving;

    public SlowServer(HandClock clock)
    {
        this.clock = clock;
        listener.Server.ReceiveBufferSize = 64 << 10;
        listener.Start();
        serving = ServeAsync(TestContext.Current.CancellationToken);
    }

    public string Address => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    public async ValueTask DisposeAsync()
    {
        await serving;
        listener.Stop();
    }

    private async Task ServeAsync(CancellationToken ct)
    {
        using var client = await listener.AcceptTcpClientAsync(ct);
        var stream = client.GetStream();
        var buffer = new byte[64 << 10];
        var first = Encoding.Latin1.GetString(buffer, 0, await stream.ReadAsync(buffer, ct));
        if (!first.Contains("Content-Length: 0", StringComparison.Ordinal))
        {
            clock.Pass(TimeSpan.FromMilliseconds(50));
            var sent = clock.NextLook();
            await ReadAsync(
                stream,
                buffer,
                MoreThanTheSystemTakes - (first.Length - first.IndexOf("\r\n\r\n", StringComparison.Ordinal) - 4),
                ct
            );
            await sent.WaitAsync(ct);
        }
        clock.Pass(TimeSpan.FromMilliseconds(200));
        var headNoted = clock.NextLook();
        await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nsl"u8.ToArray(), ct);
        await headNoted.WaitAsync(ct);
        clock.Pass(TimeSpan.FromSeconds(3));
        await stream.WriteAsync("ow"u8.ToArray(), ct);
    }

    private static async Task ReadAsync(NetworkStream stream, byte[] buffer, long left, CancellationToken ct)
    {
        while (left > 0)
            left -= await stream.ReadAsync(buffer, ct);
    }
}
