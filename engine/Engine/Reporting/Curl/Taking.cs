using System.Globalization;
using System.Text;
using System.Text.Json;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting.Curl;

/// <summary>How a script takes out of an answer what a step extracted: by its path when that is a plain one, else from where the value is found.</summary>
internal static class Taking
{
    private const int MostMembers = 20_000;

    /// <summary>The call of a function that prints the value, with its name; null when the script has no way to it.</summary>
    /// <param name="value">What was extracted.</param>
    /// <param name="answer">Where it came from.</param>
    public static (string Function, string Argument)? Find(ExtractedValue value, ExchangeRecord answer)
    {
        if (PathOf(value.From) is { } path)
            return ("member", path);
        if (HarmlessText(value.Text).Length == 0)
            return null;
        return InLocation(value.Text, answer) ?? InHeaders(value.Text, answer) ?? InBody(value.Text, answer);
    }

    /// <summary>A JSONPath of members and indices as a filter of jq; null for any other.</summary>
    public static string? PathOf(string from)
    {
        from = from.Trim().Trim('"', '\'');
        if (!from.StartsWith('$'))
            return null;
        var filter = new StringBuilder();
        for (var at = 1; at < from.Length; )
        {
            var length = from[at] switch
            {
                '.' => Member(from, at, filter),
                '[' => Bracket(from, at, filter),
                _ => 0,
            };
            if (length == 0)
                return null;
            at += length;
        }
        return filter.Length == 0 ? "." : filter.ToString();
    }

    private static int Member(string path, int at, StringBuilder filter)
    {
        var end = at + 1;
        while (end < path.Length && (char.IsAsciiLetterOrDigit(path[end]) || path[end] == '_'))
            end++;
        if (end == at + 1 || char.IsAsciiDigit(path[at + 1]))
            return 0;
        filter.Append(path, at, end - at);
        return end - at;
    }

    private static int Bracket(string path, int at, StringBuilder filter)
    {
        var end = path.IndexOf(']', at);
        if (end < at + 2)
            return 0;
        var inside = path[(at + 1)..end].Trim();
        if (inside.Length < 7 && int.TryParse(inside, out var index))
            return Append(filter.Append(filter.Length == 0 ? "." : ""), $"[{index}]", end + 1 - at);
        var isName =
            inside.Length > 2 && inside[0] is '\'' or '"' && inside[^1] == inside[0] && !inside[1..^1].AsSpan().ContainsAny("'\"\\");
        return isName ? Append(filter.Append(filter.Length == 0 ? "." : ""), $"[{Name(inside[1..^1])}]", end + 1 - at) : 0;
    }

    private static int Append(StringBuilder filter, string part, int length)
    {
        filter.Append(part);
        return length;
    }

    private static (string, string)? InLocation(string text, ExchangeRecord answer)
    {
        var location = Har.HarParts.Header(answer.AnswerHeaders, "Location") ?? "";
        var start = location.AsSpan().IndexOfAny('?', '#');
        if (start < 0)
            return null;
        foreach (var field in Pairs.FormOf(location[(start + 1)..].Replace('?', '&').Replace('#', '&')))
        {
            if (field.Text == text)
                return ("location_field", field.Name);
        }
        return null;
    }

    private static (string, string)? InHeaders(string text, ExchangeRecord answer)
    {
        foreach (var header in answer.AnswerHeaders)
        {
            if (header.Text == text)
                return ("answer_header", header.Name);
        }
        return null;
    }

    private static (string, string)? InBody(string text, ExchangeRecord answer)
    {
        if (answer.AnswerBody == text)
            return ("answer_text", "");
        try
        {
            using var body = JsonDocument.Parse(answer.AnswerBody);
            var left = MostMembers;
            return PathTo(body.RootElement, text, ref left) is { } path ? ("member", path) : null;
        }
        catch (JsonException)
        {
            // Not JSON, so there is no member.
            return null;
        }
    }

    // The first text or number that is the same.
    private static string? PathTo(JsonElement element, string text, ref int left)
    {
        if (left-- <= 0)
            return null;
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    if (PathTo(member.Value, text, ref left) is { } rest)
                        return $".[{Name(member.Name)}]{rest[1..]}";
                }
                return null;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var item in element.EnumerateArray())
                {
                    if (PathTo(item, text, ref left) is { } rest)
                        return string.Create(CultureInfo.InvariantCulture, $".[{index}]{rest[1..]}");
                    index++;
                }
                return null;
            case JsonValueKind.String or JsonValueKind.Number:
                return (element.ValueKind == JsonValueKind.String ? element.GetString() : element.GetRawText()) == text ? "." : null;
            default:
                return null;
        }
    }

    // A string of jq is one of JSON, but for \( which JSON never writes.
    private static string Name(string name) => new Json.JsonLine().Of(json => json.WriteStringValue(name)).ToString();

    private static string HarmlessText(string text) => text is "true" or "false" or "null" ? "" : text;
}
