using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Reporting.Diffing;

/// <summary>A request and its answer against those of the other run.</summary>
/// <param name="before">Of the first run.</param>
/// <param name="after">Of the second run.</param>
/// <param name="tell">Takes the kind, the part, and both sides.</param>
internal sealed class ExchangeDiff(Normalizer before, Normalizer after, Action<ChangeKind, string, string, string> tell)
{
    private const string Absent = "absent";
    private const int Longest = 80;

    /// <summary>What says nothing of the scenario: lengths follow the ids in a body, the host stands in the address, and each answer has its own date and its own trace.</summary>
    private static readonly HashSet<string> Ignored = new(StringComparer.OrdinalIgnoreCase)
    {
        "Date",
        "Content-Length",
        "Host",
        "Correlation-Id",
        "X-Request-Id",
        "Traceparent",
        "Tracestate",
        "Connection",
        "Keep-Alive",
    };

    public void Compare(ExchangeRecord a, ExchangeRecord b)
    {
        Compare(ChangeKind.Request, "request", $"{a.Method} {before.Of(a.Address)}", $"{b.Method} {after.Of(b.Address)}");
        CompareHeaders("request", a.RequestHeaders, b.RequestHeaders);
        CompareBodies("request", (a.RequestBody ?? default, a.RequestDigest), (b.RequestBody ?? default, b.RequestDigest));
        Compare(ChangeKind.Status, "status", StatusOf(a), StatusOf(b));
        CompareHeaders("answer", a.AnswerHeaders, b.AnswerHeaders);
        CompareBodies("answer", (a.AnswerBody, a.AnswerDigest), (b.AnswerBody, b.AnswerDigest));
        CompareTokens(a.Tokens, b.Tokens);
    }

    private static string StatusOf(ExchangeRecord exchange) =>
        exchange.Status is { } status ? string.Create(CultureInfo.InvariantCulture, $"{status} {exchange.Reason}").TrimEnd() : "no answer";

    private void CompareHeaders(string side, ImmutableArray<ShownValue> a, ImmutableArray<ShownValue> b)
    {
        var (x, y) = (ByName(a, before), ByName(b, after));
        foreach (var name in x.Keys.Union(y.Keys, StringComparer.OrdinalIgnoreCase).Where(n => !Ignored.Contains(n)))
            Compare(ChangeKind.Header, $"{side} header {name}", x.GetValueOrDefault(name, Absent), y.GetValueOrDefault(name, Absent));
    }

    private static Dictionary<string, string> ByName(ImmutableArray<ShownValue> headers, Normalizer normalizer) =>
        headers
            .GroupBy(h => h.Name.Text, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(g => g.Key, g => normalizer.Of(string.Join(", ", g.Select(h => h.Text))), StringComparer.OrdinalIgnoreCase);

    // Of a body that was not kept there is only its hash to be held against the other.
    private void CompareBodies(string side, (MaskedText Text, BodyDigest? Digest) a, (MaskedText Text, BodyDigest? Digest) b)
    {
        if (a.Digest is null && b.Digest is null)
            CompareBodies(side, a.Text.Text, b.Text.Text);
        else
            Compare(ChangeKind.Value, $"{side} body", Hashed(a), Hashed(b));
    }

    private static string Hashed((MaskedText Text, BodyDigest? Digest) body) =>
        (body.Digest ?? BodyDigest.OfLong(body.Text, 0)) is { } digest ? DigestText.Of(digest) : Absent;

    private void CompareBodies(string side, string a, string b)
    {
        using var x = Parse(a);
        using var y = Parse(b);
        if (x is not null && y is not null)
            new JsonDiff(before, after, (kind, path, was, is_) => tell(kind, $"{side} {path}", was, is_)).Compare(
                "$",
                x.RootElement,
                y.RootElement
            );
        else if ((x is null) != (y is null))
            tell(ChangeKind.Shape, $"{side} body", KindOf(a, x), KindOf(b, y));
        else
            Compare(ChangeKind.Value, $"{side} body", before.Of(a), after.Of(b));
    }

    private static string KindOf(string body, JsonDocument? json) =>
        json is not null ? "JSON"
        : body.Length == 0 ? Absent
        : "text";

    private void CompareTokens(ImmutableArray<TokenRecord> a, ImmutableArray<TokenRecord> b)
    {
        var (x, y) = (a.ToLookup(t => t.Where.Text), b.ToLookup(t => t.Where.Text));
        foreach (var where in a.Concat(b).Select(t => t.Where.Text).Distinct(StringComparer.Ordinal))
        {
            if (x[where].FirstOrDefault() is not { } first || y[where].FirstOrDefault() is not { } second)
            {
                Compare(ChangeKind.Claim, where, x[where].Any() ? "a token" : Absent, y[where].Any() ? "a token" : Absent);
                continue;
            }
            CompareJson($"{where}: header", first.Header, second.Header);
            CompareJson($"{where}: claim", first.Claims ?? "{}", second.Claims ?? "{}");
        }
    }

    private void CompareJson(string where, string a, string b)
    {
        using var x = Parse(a);
        using var y = Parse(b);
        if (x is not null && y is not null)
            new JsonDiff(before, after, (_, path, was, is_) => tell(ChangeKind.Claim, $"{where} {path[2..]}", was, is_)).Compare(
                "$",
                x.RootElement,
                y.RootElement
            );
    }

    private static JsonDocument? Parse(string body)
    {
        try
        {
            return body.AsSpan().TrimStart() is ['{' or '[', ..] ? JsonDocument.Parse(body) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Compare(ChangeKind kind, string where, string a, string b)
    {
        if (a != b)
            tell(kind, where, Cut(a), Cut(b));
    }

    private static string Cut(string text) => text.Length <= Longest * 2 ? text : text[..(Longest * 2)] + "…";
}
