using System.Net.Sockets;
using System.Text;

namespace PingOneScenarios.Emulator.Tests.Driving;

/// <summary>Bytes to the emulator as no client would send them, and the status line and body that come back.</summary>
internal static class RawRequest
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Task<string> SendAsync(EmulatorServer server, string request) => SendAsync(server, Encoding.Latin1.GetBytes(request));

    /// <summary>All that comes back until the server closes the connection.</summary>
    public static async Task<string> SendAsync(EmulatorServer server, byte[] request)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", server.Address.Port, patience.Token);
        var stream = client.GetStream();
        var answer = new MemoryStream();
        try
        {
            await stream.WriteAsync(request, patience.Token);
            await stream.CopyToAsync(answer, patience.Token);
        }
        catch (IOException)
        {
            // The server has closed the connection on what it did not want to read to its end.
        }
        return Encoding.UTF8.GetString(answer.ToArray());
    }

    /// <summary>0 when nothing came back.</summary>
    public static int StatusOf(string answer) => answer.Length >= 12 ? int.Parse(answer[9..12]) : 0;
}
