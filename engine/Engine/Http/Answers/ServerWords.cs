using System.Collections.Immutable;
using System.Text.Json;

namespace PingOneScenarios.Engine.Http.Answers;

/// <summary>The error an answer holds: of OAuth (RFC 6749, section 5.2), of PingOne's APIs (<c>code</c>, <c>message</c>, <c>details</c>), or problem details (RFC 9457).</summary>
/// <param name="OAuth">The <c>error</c>; null when it is none of OAuth.</param>
/// <param name="Description">What is said of it, if anything.</param>
/// <param name="Code">PingOne's; null when it is none of PingOne.</param>
/// <param name="Details">The first ten of PingOne's.</param>
internal sealed record ServerWords(string? OAuth, string? Description, string? Code, ImmutableArray<SaidDetail> Details)
{
    private const int MostDetails = 10;

    public static ServerWords None { get; } = new(null, null, null, []);

    /// <summary>In its body, or in the address of a redirect without one.</summary>
    public static ServerWords Of(HttpExchange exchange) =>
        exchange.Json is { } json ? Of(json)
        : exchange.IsRedirect && exchange.Header("location") is { } location ? InAddress(location)
        : None;

    /// <summary>Whether it stands in the address of a redirect.</summary>
    public bool IsInAddress { get; init; }

    /// <summary>Of problem details; null when it is none of them.</summary>
    public string? Title { get; init; }

    /// <summary>The error and what is said of it; below them each detail. Null when nothing is said, or a code alone.</summary>
    public string? Text =>
        (OAuth ?? Title ?? (Description is null ? null : Code)) is { } error
            ? error + (Description is null ? "" : $": {Description}") + string.Concat(Details.Select(d => "\n" + d.Text))
            : null;

    // RFC 6749, section 4.1.2.1; PingOne puts its own error body there when it cannot trust the client or the address to go back to.
    private static ServerWords InAddress(string location)
    {
        var query = location.AsSpan(location.AsSpan().IndexOfAny('?', '#') + 1);
        string? error = null;
        string? description = null;
        foreach (var range in query.SplitAny('&', '#'))
        {
            var pair = query[range];
            if (pair.StartsWith("error=", StringComparison.Ordinal))
                error = Decoded(pair["error=".Length..]);
            else if (pair.StartsWith("error_description=", StringComparison.Ordinal))
                description = Decoded(pair["error_description=".Length..]);
        }
        if (error is null)
            return None;
        if (!error.StartsWith('{'))
            return new ServerWords(error, description, null, []) { IsInAddress = true };
        try
        {
            using var json = JsonDocument.Parse(error);
            return Of(json.RootElement.Clone()) with { IsInAddress = true };
        }
        catch (JsonException)
        {
            return None;
        }
    }

    private static string Decoded(ReadOnlySpan<char> text) => Uri.UnescapeDataString(text.ToString().Replace('+', ' '));

    private static ServerWords Of(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            return None;
        if (TextOf(json, "error") is { } error)
            return new ServerWords(error, TextOf(json, "error_description"), null, []);
        var (code, message, title) = (TextOf(json, "code"), TextOf(json, "message"), TextOf(json, "title"));
        if (code is not null && (message is not null || title is null))
            return new ServerWords(null, message, code, DetailsOf(json));
        return title is null ? None : new ServerWords(null, TextOf(json, "detail"), code, []) { Title = title };
    }

    /// <summary>The first detail of a code; null for none.</summary>
    public SaidDetail? Detail(string code) => Details.FirstOrDefault(d => d.Code == code);

    public static string? TextOf(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static ImmutableArray<SaidDetail> DetailsOf(JsonElement json) =>
        json.TryGetProperty("details", out var details) && details.ValueKind == JsonValueKind.Array
            ?
            [
                .. details
                    .EnumerateArray()
                    .Where(d => d.ValueKind == JsonValueKind.Object)
                    .Take(MostDetails)
                    .Select(d => new SaidDetail(
                        TextOf(d, "code") ?? "",
                        TextOf(d, "target"),
                        TextOf(d, "message"),
                        d.TryGetProperty("innerError", out var inner) && inner.ValueKind == JsonValueKind.Object ? inner : default
                    )),
            ]
            : [];
}

/// <summary>One of the details of PingOne's error.</summary>
/// <param name="Code">What is wrong.</param>
/// <param name="Target">With which property; null for none.</param>
/// <param name="Words">What is said of it; null for nothing.</param>
/// <param name="Inner">Its <c>innerError</c>; undefined without.</param>
internal sealed record SaidDetail(string Code, string? Target, string? Words, JsonElement Inner)
{
    /// <summary>All of it on a line.</summary>
    public string Text =>
        string.Join(' ', new[] { Code, Target }.Where(t => t is { Length: > 0 })) + (Words is { Length: > 0 } ? $": {Words}" : "");

    /// <summary>The number of a property of <see cref="Inner"/>; null when there is none.</summary>
    public int? Number(string name) =>
        Inner.ValueKind == JsonValueKind.Object && Inner.TryGetProperty(name, out var value) && value.TryGetInt32(out var number)
            ? number
            : null;

    /// <summary>The texts of a list in <see cref="Inner"/>; empty when there is none.</summary>
    public ImmutableArray<string> List(string name) =>
        Inner.ValueKind == JsonValueKind.Object && Inner.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.String).Select(i => i.GetString()!)]
            : [];
}
