using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Http.Cookies;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Http.Answers;

/// <summary>An answer as expressions see it: <c>response</c>.</summary>
internal sealed class AnswerView(HttpExchange exchange, int attempt, AnswerLabels secrets) : ViewValue
{
    private Value? json;
    private Value? text;

    public override string Kind => "an answer";

    public override ImmutableArray<string> MemberNames => ScopeTable.Response.MemberNames;

    /// <summary>The headers of the answer.</summary>
    public HeadersView Headers => new(exchange.Headers, secrets, isLists: false);

    // Searched for secrets once, when it is read for the first time.
    public override bool TryGetMember(string name, [NotNullWhen(true)] out Value? value)
    {
        value = name switch
        {
            "status" => exchange.Status,
            "reason" => secrets.Of(exchange.Reason),
            "headers" => Headers,
            "header_lists" => new HeadersView(exchange.Headers, secrets, isLists: true),
            "cookies" => secrets.Of(Cookies()),
            "set_cookies" => secrets.Of(new ListValue([.. exchange.SetCookies.Select(MapOf)])),
            "json" => json ??= secrets.Of(exchange.Json is { } element ? ValueJson.From(element) : throw NotJson()),
            "text" => text ??= secrets.Of(exchange.Text ?? throw NotText()),
            "bytes" => exchange.Body.Length,
            // The engine's own word, not the server's: it keeps the labels it was made with (trust rule 3).
            "url" => secrets.Of(exchange.Request.Address.Plain + exchange.Request.Fragment).Labelled(exchange.Request.Address.Labels),
            "milliseconds" => NumberValue.From(Math.Round((decimal)exchange.Duration.TotalMilliseconds, 3)),
            "attempt" => attempt,
            _ => null,
        };
        return value is not null;
    }

    /// <summary>As <c>response</c>.</summary>
    public Variable ToVariable() => new("response", this, "the answer");

    /// <summary>A part of the answer that was read in another way, with the labels of the secrets in it.</summary>
    public Value Labelled(Value part) => secrets.Of(part);

    // The name of a charset is the server's word.
    private ValueException NotText()
    {
        var why = exchange.TextObjection!;
        if (secrets.Of(why).Labels is { IsEmpty: false } labels)
            why = labels.Shown;
        return new ValueException(
            $"the answer {exchange.Status} cannot be read as text: {why}",
            AnswerProblems.TextFix,
            DiagnosticCodes.NotText
        );
    }

    private ValueException NotJson()
    {
        var type = AnswerProblems.MediaTypeOf(exchange);
        if (type is not null && secrets.Of(type).Labels is { IsEmpty: false } labels)
            type = labels.Shown;
        return new ValueException(
            exchange.JsonObjection is { } objection ? $"the answer {exchange.Status} is JSON that cannot be relied on: {objection}"
                : exchange.Body.Length == 0 ? $"the answer {exchange.Status} has no body, so it is not JSON"
                : $"the answer {exchange.Status} is not JSON, its Content-Type is {type ?? "missing"}{AnswerProblems.FaultOf(exchange)}",
            "look at the answer with all exchanges recorded; response.text gives any body as text",
            DiagnosticCodes.NotJson
        );
    }

    // The cookies this answer set; the last one of a name counts.
    private MapValue Cookies()
    {
        var cookies = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var cookie in exchange.SetCookies)
            cookies[cookie.Name] = cookie.Value;
        return new MapValue([.. cookies]);
    }

    // Every member is there, null for an attribute the field has not.
    private static Value MapOf(SetCookie cookie) =>
        new MapValue([
            new("name", cookie.Name),
            new("value", cookie.Value),
            new("domain", Written(cookie.Domain)),
            new("path", Written(cookie.Path)),
            new("expires", Written(cookie.ExpiresAt?.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture))),
            new("max_age", cookie.MaxAge is { } seconds ? NumberValue.From(seconds) : Value.Null),
            new("secure", cookie.IsSecure ? Value.True : Value.False),
            new("http_only", cookie.IsHttpOnly ? Value.True : Value.False),
            new("same_site", Written(cookie.SameSite)),
        ]);

    private static Value Written(string? attribute) => attribute is null ? Value.Null : attribute;
}

/// <summary>The headers of an answer: case does not count, <c>_</c> may stand for <c>-</c>, several fields of a name are a list.</summary>
/// <param name="headers">In the order received.</param>
/// <param name="secrets">Labels what is read.</param>
/// <param name="isLists">Whether one field is a list too, and none an empty one.</param>
internal sealed class HeadersView(ImmutableArray<KeyValuePair<string, string>> headers, AnswerLabels secrets, bool isLists) : ViewValue
{
    public override string Kind => "the headers";

    public override ImmutableArray<string> MemberNames =>
        [.. headers.Select(h => h.Key.ToLowerInvariant().Replace('-', '_')).Distinct(StringComparer.Ordinal)];

    // A name that is there as it is written comes first: X_A is another header than X-A.
    public override bool TryGetMember(string name, [NotNullWhen(true)] out Value? value)
    {
        value =
            Fields(name)
            ?? (name.Contains('_', StringComparison.Ordinal) ? Fields(h => IsWritten(h, name)) : null)
            ?? (isLists ? new ListValue([]) : null);
        return value is not null;
    }

    private Value? Fields(string name) => Fields(h => h.Equals(name, StringComparison.OrdinalIgnoreCase));

    private Value? Fields(Func<string, bool> isMeant)
    {
        var found = headers.Where(h => isMeant(h.Key)).ToList();
        return found.Count switch
        {
            0 => null,
            1 when !isLists => secrets.Of(found[0].Value),
            _ => secrets.Of(new ListValue([.. found.Select(h => (Value)h.Value)])),
        };
    }

    private static bool IsWritten(string header, string name) =>
        header.Length == name.Length
        && header.Zip(name).All(l => l.Second == '_' ? l.First is '-' or '_' : Lower(l.First) == Lower(l.Second));

    private static char Lower(char letter) => char.IsAsciiLetterUpper(letter) ? (char)(letter | 0x20) : letter;
}
