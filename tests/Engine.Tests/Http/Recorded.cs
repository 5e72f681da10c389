using System.Globalization;
using System.Text;

namespace PingOneScenarios.Engine.Tests.Http;

/// <summary>A request as it came over the wire, each character one byte.</summary>
internal sealed record Recorded(string Bytes)
{
    /// <summary>The subject of the client certificate it came with; null for none.</summary>
    public string? Client { get; init; }

    /// <summary>The host the handshake asked for, and the protocol agreed on, if any; null for plain HTTP.</summary>
    public string? Tls { get; init; }

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
