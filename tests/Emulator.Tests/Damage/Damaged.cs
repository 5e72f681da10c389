using System.Text;

namespace PingOneScenarios.Emulator.Tests.Damage;

/// <summary>A request that is right, so that one thing in it can be made wrong.</summary>
internal sealed record Damaged(string Method, string Path)
{
    public string Query { get; init; } = "";

    public List<(string Name, string Value)> Headers { get; init; } = [];

    public string ContentType { get; init; } = "";

    public byte[] Body { get; init; } = [];

    public Damaged With(string body) => this with { Body = Encoding.UTF8.GetBytes(body) };

    /// <summary>Letters up to U+00FF go over the wire as one byte.</summary>
    public byte[] Bytes()
    {
        var head = new StringBuilder($"{Method} {Path}{Query} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n");
        foreach (var (name, value) in Headers)
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        if (ContentType.Length > 0)
            head.Append("Content-Type: ").Append(ContentType).Append("\r\n");
        if (Body.Length > 0 || Method is "POST" or "PUT")
            head.Append("Content-Length: ").Append(Body.Length).Append("\r\n");
        return [.. Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), .. Body];
    }
}
