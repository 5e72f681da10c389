using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Http;

/// <summary>An answer as expressions see it: <c>response</c>.</summary>
internal sealed class AnswerView(HttpExchange exchange, int attempt) : ViewValue
{
    private Value? json;

    public override string Kind => "an answer";

    public override ImmutableArray<string> MemberNames => ScopeTable.Response.MemberNames;

    public override bool TryGetMember(string name, [NotNullWhen(true)] out Value? value)
    {
        value = name switch
        {
            "status" => exchange.Status,
            "reason" => exchange.Reason,
            "headers" => new HeadersView(exchange.Headers),
            "cookies" => Cookies(),
            "json" => json ??= exchange.Json is { } element ? ValueJson.From(element) : throw NotJson(),
            "text" => exchange.Text,
            "bytes" => exchange.Body.Length,
            "url" => exchange.Request.Address.Plain,
            "milliseconds" => NumberValue.From(Math.Round((decimal)exchange.Duration.TotalMilliseconds, 3)),
            "attempt" => attempt,
            _ => null,
        };
        return value is not null;
    }

    /// <summary>As <c>response</c>. Its address is the engine's own word, not the server's: it keeps the labels it was made with (trust rule 3).</summary>
    public Variable ToVariable()
    {
        var labels = exchange.Request.Address.Labels;
        return new Variable("response", this, labels, "the answer")
        {
            MemberLabels = labels.IsEmpty
                ? null
                : MemberNames.Where(name => name != "url").ToDictionary(name => name, _ => LabelSet.None, StringComparer.Ordinal),
        };
    }

    private ValueException NotJson()
    {
        var type = AnswerProblems.MediaTypeOf(exchange);
        return new ValueException(
            exchange.JsonObjection is { } objection ? $"the answer {exchange.Status} is JSON that cannot be relied on: {objection}"
                : exchange.Body.Length == 0 ? $"the answer {exchange.Status} has no body, so it is not JSON"
                : $"the answer {exchange.Status} is not JSON, its Content-Type is {type ?? "missing"}",
            "look at the answer with all exchanges recorded; response.text gives any body as text"
        );
    }

    // The cookies this answer set; the last one of a name counts.
    private MapValue Cookies()
    {
        var cookies = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var (name, value) in exchange.SetCookies)
            cookies[name] = value;
        return new MapValue([.. cookies]);
    }
}

/// <summary>The headers of an answer: case does not count, <c>_</c> may stand for <c>-</c>, several fields of a name are a list.</summary>
internal sealed class HeadersView(ImmutableArray<KeyValuePair<string, string>> headers) : ViewValue
{
    public override string Kind => "the headers";

    public override ImmutableArray<string> MemberNames =>
        [.. headers.Select(h => h.Key.ToLowerInvariant().Replace('-', '_')).Distinct(StringComparer.Ordinal)];

    // A name that is there as it is written comes first: X_A is another header than X-A.
    public override bool TryGetMember(string name, [NotNullWhen(true)] out Value? value)
    {
        value = Fields(name) ?? (name.Contains('_', StringComparison.Ordinal) ? Fields(h => IsWritten(h, name)) : null);
        return value is not null;
    }

    private Value? Fields(string name) => Fields(h => h.Equals(name, StringComparison.OrdinalIgnoreCase));

    private Value? Fields(Func<string, bool> isMeant)
    {
        var found = headers.Where(h => isMeant(h.Key)).ToList();
        return found.Count switch
        {
            0 => null,
            1 => new TextValue(found[0].Value),
            _ => new ListValue([.. found.Select(h => (Value)h.Value)]),
        };
    }

    private static bool IsWritten(string header, string name) =>
        header.Length == name.Length
        && header.Zip(name).All(l => l.Second == '_' ? l.First is '-' or '_' : Lower(l.First) == Lower(l.Second));

    private static char Lower(char letter) => char.IsAsciiLetterUpper(letter) ? (char)(letter | 0x20) : letter;
}
