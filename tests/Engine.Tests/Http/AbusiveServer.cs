using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PingOneScenarios.Engine.Tests.Http;

/// <summary>A server on a free port of this machine that does to each connection what a line of tests/cases/server-abuse.txt says.</summary>
internal sealed class AbusiveServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly IReadOnlyList<Func<NetworkStream, Task>> actions;
    private readonly Task accepting;

    public AbusiveServer(string script)
    {
        actions = [.. script.Split(" | ").Select(Parse)];
        listener.Start();
        Address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        accepting = AcceptAsync();
    }

    public string Address { get; }

    /// <summary>Compressed zeros or what is nearly that, as a whole answer.</summary>
    /// <param name="format">What is done to the body, and after "-as-" or "-in-" what.</param>
    /// <param name="megabytes">Before compression.</param>
    public static byte[] Packed(string format, int megabytes)
    {
        var zeros = Enumerable.Repeat(new byte[1 << 20], megabytes);
        var (named, body) = format switch
        {
            "bomb" => ("gzip", Bomb(megabytes)),
            "gzip" or "gzip-hang" => ("gzip", Pack("gzip", zeros)),
            "br" or "deflate" => (format, Pack(format, zeros)),
            "gzip+gzip" => ("gzip, gzip", Pack("gzip", [Pack("gzip", zeros)])),
            "gzip-in-gzip" => ("gzip", Pack("gzip", [Pack("gzip", zeros)])),
            "gzip-in-br" => ("br", Pack("br", [Pack("gzip", zeros)])),
            "gzip-cut" or "br-cut" or "deflate-cut" => (format[..^4], Pack(format[..^4], ["{\"a\":1}"u8.ToArray()])[..^2]),
            "gzip-as-br" => ("br", Pack("gzip", ["{\"a\":1}"u8.ToArray()])),
            "br-as-gzip" => ("gzip", Pack("br", ["{\"a\":1}"u8.ToArray()])),
            "plain-as-gzip" => ("gzip", "{\"a\":1}"u8.ToArray()),
            "gzip-lie" => ("gzip", [.. Pack("gzip", ["{\"a\":1}"u8.ToArray()])[..^4], 0xff, 0xff, 0xff, 0xff]),
            "gzip-twice" => ("gzip", [.. Pack("gzip", ["{\"a\":"u8.ToArray()]), .. Pack("gzip", ["1}"u8.ToArray()])]),
            "gzip-tail" => ("gzip", [.. Pack("gzip", ["{\"a\":1}"u8.ToArray()]), .. "{\"a\":1}"u8]),
            _ => throw new ArgumentException(format),
        };
        var length = format == "gzip-hang" ? body.Length + 1 : body.Length;
        var head = $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: {named}\r\nContent-Length: {length}\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        stop.Dispose();
    }

    private Func<NetworkStream, Task> Parse(string action)
    {
        var words = action.Split(' ', 3);
        switch (words[0])
        {
            case "send":
                var text = Bytes(action["send ".Length..]);
                return s => s.WriteAsync(text, stop.Token).AsTask();
            case "times":
                var many = string.Concat(Enumerable.Repeat(words[2], int.Parse(words[1], CultureInfo.InvariantCulture)));
                var repeated = Bytes(many);
                return s => s.WriteAsync(repeated, stop.Token).AsTask();
            case "endless":
                var piece = Bytes(string.Concat(Enumerable.Repeat(action["endless ".Length..], 2000)));
                return s => EndlessAsync(s, piece);
            case "packed":
                var packed = Packed(words[1], int.Parse(words[2], CultureInfo.InvariantCulture));
                return words[1].EndsWith("-hang", StringComparison.Ordinal)
                    ? async s =>
                    {
                        await s.WriteAsync(packed, stop.Token);
                        await HangAsync(s);
                    }
                    : s => s.WriteAsync(packed, stop.Token).AsTask();
            case "hang":
                return HangAsync;
            default:
                throw new ArgumentException(action);
        }
    }

    private async Task EndlessAsync(NetworkStream stream, byte[] piece)
    {
        while (true)
            await stream.WriteAsync(piece, stop.Token);
    }

    // Until the client hangs up.
    private async Task HangAsync(NetworkStream stream)
    {
        var bytes = new byte[1024];
        while (await stream.ReadAsync(bytes, stop.Token) > 0) { }
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        while (!stop.IsCancellationRequested)
        {
            try
            {
                serving.Add(ServeAsync(await listener.AcceptTcpClientAsync(stop.Token)));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                break;
            }
        }
        await Task.WhenAll(serving);
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var request = "";
                var bytes = new byte[65536];
                while (!request.EndsWith("\r\n\r\n", StringComparison.Ordinal))
                {
                    var read = await stream.ReadAsync(bytes, stop.Token);
                    if (read == 0)
                        return;
                    request += Encoding.Latin1.GetString(bytes, 0, read);
                }
                foreach (var action in actions)
                    await action(stream);
                client.Client.Shutdown(SocketShutdown.Send);
                await HangAsync(stream);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
            {
                // The engine hung up, or the test is over.
                return;
            }
        }
    }

    // One megabyte, and what another one adds to it again and again: 600 MB are 600 KB, made in no time.
    private static byte[] Bomb(int megabytes)
    {
        using var packed = new MemoryStream();
        using var stream = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true);
        var zeros = new byte[1 << 20];
        stream.Write(zeros);
        stream.Flush();
        var first = packed.ToArray();
        stream.Write(zeros);
        stream.Flush();
        var piece = packed.ToArray()[first.Length..];
        return [.. first, .. Enumerable.Repeat(piece, megabytes - 1).SelectMany(p => p)];
    }

    private static byte[] Pack(string format, IEnumerable<byte[]> body)
    {
        using var packed = new MemoryStream();
        using (
            Stream stream = format switch
            {
                "gzip" => new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true),
                "br" => new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true),
                _ => new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            }
        )
        {
            foreach (var piece in body)
                stream.Write(piece);
        }
        return packed.ToArray();
    }

    // \r \n \t \0 \\ and \xNN; any other letter is one byte.
    private static byte[] Bytes(string written)
    {
        var text = written
            .Replace("{ok}", "HTTP/1.1 200 OK\\r\\nContent-Type: application/json\\r\\n", StringComparison.Ordinal)
            .Replace("{json}", "{\"a\":1}", StringComparison.Ordinal);
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                bytes.Add((byte)text[i]);
                continue;
            }
            i++;
            bytes.Add(
                text[i] switch
                {
                    'r' => (byte)'\r',
                    'n' => (byte)'\n',
                    't' => (byte)'\t',
                    '0' => 0,
                    'x' => byte.Parse(text.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                    var letter => (byte)letter,
                }
            );
            i += text[i] == 'x' ? 2 : 0;
        }
        return [.. bytes];
    }
}
