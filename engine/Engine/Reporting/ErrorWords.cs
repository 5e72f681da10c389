using System.Collections.Immutable;
using System.Text.Json;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting;

/// <summary>
/// What a server says of an error in its own words: the members of RFC 6749, RFC 9457 and PingOne's errors, and the header of RFC 6750.
/// What is no such error says nothing.
/// </summary>
internal static class ErrorWords
{
    private const int Most = 8;
    private const int LongestText = 300;

    /// <summary>Beyond it an answer is not read.</summary>
    private const int LongestAnswer = 256 * 1024;

    private static readonly string[] Members = ["error", "error_description", "code", "message", "title", "detail"];

    /// <summary>By the names the server gave them, in the order a reader asks for them.</summary>
    /// <param name="exchange">Answered, or not.</param>
    public static ImmutableArray<NamedText> In(ExchangeRecord? exchange)
    {
        if (exchange is not { Status: >= 400 })
            return [];
        var words = ImmutableArray.CreateBuilder<NamedText>();
        AddBody(words, exchange.AnswerBody);
        foreach (
            var header in exchange.AnswerHeaders.Where(h => h.Name.Text.Equals("WWW-Authenticate", StringComparison.OrdinalIgnoreCase))
        )
            Add(words, header.Name, header.Text);
        return [.. words.Take(Most)];
    }

    private static void AddBody(ImmutableArray<NamedText>.Builder words, string body)
    {
        if (body.Length > LongestAnswer || !body.AsSpan().TrimStart().StartsWith("{"))
            return;
        try
        {
            using var document = JsonDocument.Parse(body);
            AddMembers(words, document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The second: half of a surrogate pair, which JSON has room for and no text has.
        }
    }

    private static void AddMembers(ImmutableArray<NamedText>.Builder words, JsonElement error)
    {
        foreach (var name in Members)
        {
            if (error.TryGetProperty(name, out var member))
                AddMember(words, name, member);
        }
        if (!error.TryGetProperty("details", out var details) || details.ValueKind != JsonValueKind.Array)
            return;
        foreach (var (detail, at) in details.EnumerateArray().Take(Most).Select((d, i) => (d, i)))
        {
            if (detail.ValueKind == JsonValueKind.Object && detail.TryGetProperty("message", out var message))
                AddMember(words, $"details[{at}].message", message, Target(detail));
        }
    }

    // Which member of the request a detail is about.
    private static string Target(JsonElement detail) =>
        detail.TryGetProperty("target", out var target) && target.ValueKind == JsonValueKind.String ? $" ({target.GetString()})" : "";

    private static void AddMember(ImmutableArray<NamedText>.Builder words, string name, JsonElement member, string behind = "")
    {
        if (member.ValueKind == JsonValueKind.String)
            Add(words, name, member.GetString()! + behind);
        else if (member.ValueKind == JsonValueKind.Object && name == "error")
            AddMembers(words, member);
    }

    private static void Add(ImmutableArray<NamedText>.Builder words, string name, string text)
    {
        if (text.Length > 0)
            words.Add(new NamedText(name, text.Length <= LongestText ? text : text[..LongestText] + "…"));
    }
}
