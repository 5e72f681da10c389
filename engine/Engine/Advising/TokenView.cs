using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text.Json;

namespace PingOneScenarios.Engine.Advising;

/// <summary>A signed token as it was sent, taken apart; nothing of it is believed, and nothing but claims is ever told of it.</summary>
/// <param name="Header">Its header.</param>
/// <param name="Claims">Its claims.</param>
internal sealed record TokenView(JsonElement Header, JsonElement Claims)
{
    private const int Parts = 3;

    /// <summary>Null for what is no signed token.</summary>
    public static TokenView? Read(string text)
    {
        var parts = text.Split('.');
        return parts.Length == Parts && Parse(parts[0]) is { } header && Parse(parts[1]) is { } claims
            ? new TokenView(header, claims)
            : null;
    }

    public string? Algorithm => TextOf(Header, "alg");

    /// <summary>The text of a claim; null when it is missing or no text.</summary>
    public string? Text(string claim) => TextOf(Claims, claim);

    /// <summary>The audiences, whether one is written or a list.</summary>
    public ImmutableArray<string> Audiences =>
        Claims.TryGetProperty("aud", out var audience) && audience.ValueKind == JsonValueKind.Array
            ? [.. audience.EnumerateArray().Where(a => a.ValueKind == JsonValueKind.String).Select(a => a.GetString()!)]
            : [.. new[] { Text("aud") }.OfType<string>()];

    /// <summary>A claim that is a time; null when it is missing or none.</summary>
    public DateTimeOffset? Time(string claim) =>
        Claims.TryGetProperty(claim, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetDouble(out var seconds)
        && seconds is >= 0 and < 253_402_300_799
            ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
            : null;

    private static string? TextOf(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonElement? Parse(string part)
    {
        try
        {
            using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(part));
            return json.RootElement.ValueKind == JsonValueKind.Object ? json.RootElement.Clone() : null;
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }
}
