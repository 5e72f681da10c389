using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PingOneScenarios.Engine.Tests.Http;

/// <summary>A server on a free port of this machine: records the bytes of each request and answers with the bytes of a script.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<Recorded> requests = new();
    private readonly ConcurrentQueue<string> received = new();
    private readonly Func<Recorded, string?> script;
    private readonly Task accepting;

    /// <param name="script">The answer, each character one byte; null never answers, an empty text closes the connection.</param>
    public LoopbackServer(Func<Recorded, string?> script)
    {
        this.script = script;
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = AcceptAsync();
    }

    public LoopbackServer(string answer)
        : this(_ => answer) { }

    public int Port { get; }

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
                var stream = client.GetStream();
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
                    var request = new Recorded(buffer[..length]);
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
            catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
            {
                // The engine hung up, or the test is over.
                return;
            }
        }
    }

    private static int BodyLength(string head) =>
        head.Split("\r\n").FirstOrDefault(l => l.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)) is { } field
            ? int.Parse(field.AsSpan(15), CultureInfo.InvariantCulture)
            : 0;
}

/// <summary>A request as it came over the wire, each character one byte.</summary>
internal sealed record Recorded(string Bytes)
{
    /// <summary><c>GET /path HTTP/1.1</c>.</summary>
    public string Line => Bytes[..Bytes.IndexOf("\r\n", StringComparison.Ordinal)];

    public string Method => Line.Split(' ')[0];

    /// <summary>Path and query.</summary>
    public string Target => Line.Split(' ')[1];

    /// <summary>The header fields in their order, without <c>Host</c> and <c>User-Agent</c>.</summary>
    public string[] Headers => [.. Head.Where(h => !h.StartsWith("Host:", StringComparison.Ordinal) && h != "User-Agent: p1s")];

    public string[] Head => Bytes[..Bytes.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Split("\r\n")[1..];

    public string Body => Bytes[(Bytes.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];

    public string BodyText => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(Body));

    public string? Header(string name) =>
        Head.FirstOrDefault(h => h.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();
}

/// <summary>Answers as bytes.</summary>
internal static class Answers
{
    public static string Json(string body, int status = 200, params string[] headers) =>
        Of(status, body, [.. headers, "Content-Type: application/json"]);

    public static string Empty(int status, params string[] headers) => Of(status, "", headers);

    public static string Redirect(int status, string location, params string[] headers) =>
        Of(status, "", [.. headers, $"Location: {location}"]);

    public static string Of(int status, string body, params string[] headers)
    {
        var bytes = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(body));
        var fields = string.Concat(headers.Select(h => h + "\r\n"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {status} Reason\r\n{fields}Content-Length: {bytes.Length}\r\n\r\n{bytes}"
        );
    }
}
