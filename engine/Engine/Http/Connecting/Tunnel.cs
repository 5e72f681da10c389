using System.Globalization;
using System.Net;
using System.Text;
using PingOneScenarios.Engine.Trust;

namespace PingOneScenarios.Engine.Http.Connecting;

/// <summary>
/// Asks a proxy for a way to a server: one CONNECT (RFC 9110, 9.3.6), or one SOCKS 5 request (RFC 1928, 1929), whatever the proxy answers.
/// </summary>
internal static class Tunnel
{
    /// <summary>In bytes, of the head of an answer.</summary>
    private const int LargestHead = 16 << 10;

    /// <exception cref="ProxyFailedException">The proxy makes none.</exception>
    public static Task AskAsync(Stream stream, Proxy proxy, string host, int port, CancellationToken ct) =>
        proxy.Kind == ProxyKind.Socks ? AskSocksAsync(stream, proxy, host, port, ct) : ConnectAsync(stream, proxy, host, port, ct);

    /// <summary>What a status says that is none of the server's; null for every other.</summary>
    public static string? Refusal(Proxy proxy, int status) =>
        status != 407 ? null
        : proxy.Account is null ? "it asks for a user and a password (407)"
        : "it does not take the user and the password of the variable (407)";

    private static async Task ConnectAsync(Stream stream, Proxy proxy, string host, int port, CancellationToken ct)
    {
        var target = host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;
        var authority = string.Create(CultureInfo.InvariantCulture, $"{target}:{port}");
        var account = proxy.Account is { } who ? $"Proxy-Authorization: {who.Basic}\r\n" : "";
        var head = $"CONNECT {authority} HTTP/1.1\r\nHost: {authority}\r\nUser-Agent: {ExactRequest.UserAgent}\r\n{account}\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), ct);
        await stream.FlushAsync(ct);
        var line = await ReadHeadAsync(stream, proxy, ct);
        var status = StatusOf(line) ?? throw new ProxyFailedException(proxy, "what it answers to CONNECT is not HTTP");
        if (status is >= 200 and <= 299)
            return;
        throw new ProxyFailedException(proxy, Refusal(proxy, status) ?? Words(status)) { Status = status };
    }

    private static string Words(int status) =>
        status switch
        {
            >= 300 and <= 399 => "it answers CONNECT with a redirect instead of making the connection",
            403 or 405 => "it does not allow the connection",
            502 or 503 or 504 => "it cannot reach the server",
            _ => "it does not make the connection",
        } + string.Create(CultureInfo.InvariantCulture, $" ({status})");

    private static int? StatusOf(string line) =>
        line.StartsWith("HTTP/1.", StringComparison.Ordinal)
        && line.Split(' ') is [_, { Length: 3 } code, ..]
        && int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            ? status
            : null;

    // Byte by byte: what comes behind the head belongs to the server.
    private static async Task<string> ReadHeadAsync(Stream stream, Proxy proxy, CancellationToken ct)
    {
        var head = new StringBuilder();
        var next = new byte[1];
        while (head.Length < LargestHead)
        {
            if (await stream.ReadAsync(next, ct) == 0)
                throw new ProxyFailedException(
                    proxy,
                    head.Length == 0 ? "it closed the connection without an answer to CONNECT" : "its answer to CONNECT breaks off"
                );
            head.Append((char)next[0]);
            if (head.Length >= 4 && head.ToString(head.Length - 4, 4) == "\r\n\r\n")
                return head.ToString().Split("\r\n")[0];
        }
        throw new ProxyFailedException(proxy, "what it answers to CONNECT is not HTTP");
    }

    private static async Task AskSocksAsync(Stream stream, Proxy proxy, string host, int port, CancellationToken ct)
    {
        var account = proxy.Account;
        await stream.WriteAsync(account is null ? new byte[] { 5, 1, 0 } : [5, 2, 0, 2], ct);
        var chosen = await ReadAsync(stream, proxy, 2, ct);
        if (chosen[0] != 5)
            throw new ProxyFailedException(proxy, "it does not speak SOCKS 5");
        if (chosen[1] == 2 && account is not null)
            await ProveAsync(stream, proxy, account, ct);
        else if (chosen[1] != 0)
            throw new ProxyFailedException(
                proxy,
                account is null ? "it asks for a user and a password" : "it does not take a user and a password"
            );
        await stream.WriteAsync((byte[])[5, 1, 0, .. Named(host), (byte)(port >> 8), (byte)port], ct);
        var answer = await ReadAsync(stream, proxy, 4, ct);
        if (answer[1] != 0)
            throw new ProxyFailedException(proxy, SocksWords(answer[1]));
        var rest = answer[3] switch
        {
            1 => 4,
            4 => 16,
            _ => (await ReadAsync(stream, proxy, 1, ct))[0],
        };
        await ReadAsync(stream, proxy, rest + 2, ct);
    }

    private static async Task ProveAsync(Stream stream, Proxy proxy, ProxyAccount account, CancellationToken ct)
    {
        var (user, password) = (Encoding.UTF8.GetBytes(account.User), Encoding.UTF8.GetBytes(account.Password));
        if (user.Length > 255 || password.Length > 255)
            throw new ProxyFailedException(proxy, "SOCKS 5 takes a user and a password of at most 255 bytes");
        await stream.WriteAsync((byte[])[1, (byte)user.Length, .. user, (byte)password.Length, .. password], ct);
        if ((await ReadAsync(stream, proxy, 2, ct))[1] != 0)
            throw new ProxyFailedException(proxy, "it does not take the user and the password of the variable");
    }

    private static byte[] Named(string host)
    {
        if (IPAddress.TryParse(host, out var address))
            return [address.GetAddressBytes().Length == 4 ? (byte)1 : (byte)4, .. address.GetAddressBytes()];
        var name = Encoding.ASCII.GetBytes(host);
        return [3, (byte)name.Length, .. name];
    }

    // RFC 1928, 6.
    private static string SocksWords(byte code) =>
        code switch
        {
            2 => "it does not allow the connection",
            3 or 4 => "it cannot reach the server",
            5 => "the server refused its connection",
            _ => "it does not make the connection",
        };

    private static async Task<byte[]> ReadAsync(Stream stream, Proxy proxy, int length, CancellationToken ct)
    {
        var bytes = new byte[length];
        if (await stream.ReadAtLeastAsync(bytes, length, throwOnEndOfStream: false, ct) < length)
            throw new ProxyFailedException(proxy, "it closed the connection before it made one to the server");
        return bytes;
    }
}
