using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PingOneScenarios.Engine.Benchmarks.Loopback;

/// <summary>
/// Gives the same answer to every GET on connections that stay open. One thread a connection and no parsing, so that nearly all
/// the time that is measured is the client's.
/// </summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly byte[] answer;

    /// <param name="json">The body of every answer.</param>
    public LoopbackServer(string json)
    {
        var body = Encoding.UTF8.GetBytes(json);
        var head =
            $"HTTP/1.1 200 OK\r\nDate: Sat, 31 Jan 2026 12:00:00 GMT\r\nContent-Type: application/hal+json;charset=UTF-8\r\n"
            + $"Cache-Control: no-store\r\nCorrelation-ID: 6b7d5a3e-0000-4000-8000-000000000000\r\nContent-Length: {body.Length}\r\n\r\n";
        answer = [.. Encoding.ASCII.GetBytes(head), .. body];
        listener.Start();
        new Thread(Accept) { IsBackground = true }.Start();
    }

    /// <summary>Without a slash at its end.</summary>
    public string Address => $"http://{listener.LocalEndpoint}";

    public void Dispose() => listener.Dispose();

    private void Accept()
    {
        try
        {
            while (true)
            {
                var socket = listener.AcceptSocket();
                socket.NoDelay = true;
                new Thread(() => Answer(socket)) { IsBackground = true }.Start();
            }
        }
        catch (SocketException)
        {
            // Disposed: the benchmark is over.
            return;
        }
    }

    private void Answer(Socket socket)
    {
        using (socket)
        {
            var buffer = new byte[16 << 10];
            var filled = 0;
            while (socket.Receive(buffer.AsSpan(filled)) is > 0 and var received)
            {
                filled += received;
                if (!buffer.AsSpan(0, filled).EndsWith("\r\n\r\n"u8))
                    continue;
                filled = 0;
                socket.Send(answer);
            }
        }
    }
}
