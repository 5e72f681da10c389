using System.Text.Json;
using PingOneScenarios.Engine.Http;

namespace PingOneScenarios.Engine.Expectations;

/// <summary>What an answer itself says went wrong, where it says so in a known form.</summary>
internal static class ErrorText
{
    /// <summary>From an OAuth error (RFC 6749, section 5.2), a PingOne error, or problem details (RFC 9457); null for anything else.</summary>
    public static string? Of(HttpExchange exchange)
    {
        if (exchange.Json is not { ValueKind: JsonValueKind.Object } json)
            return null;
        if (Text(json, "error") is { } error)
            return $"the server says {error}" + (Text(json, "error_description") is { } description ? $": {description}" : "");
        if (Text(json, "code") is { } code && Text(json, "message") is { } message)
            return $"the server says {code}: {message}{Details(json)}";
        return Text(json, "title") is { } title
            ? $"the server says {title}" + (Text(json, "detail") is { } detail ? $": {detail}" : "")
            : null;
    }

    private static string Details(JsonElement json)
    {
        if (!json.TryGetProperty("details", out var details) || details.ValueKind != JsonValueKind.Array)
            return "";
        var lines = details
            .EnumerateArray()
            .Where(d => d.ValueKind == JsonValueKind.Object)
            .Select(d =>
                $"\n{string.Join(' ', new[] { Text(d, "code"), Text(d, "target") }.OfType<string>())}"
                + (Text(d, "message") is { Length: > 0 } message ? $": {message}" : "")
            );
        return string.Concat(lines.Take(10));
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
