using System.Text.Json;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Reporting.Html.Steps;

/// <summary>The tokens in an exchange, decoded, each claim with what it means. A token that was there before is only named.</summary>
internal static class TokenPart
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 128 };

    public static void Write(RunView view, ExchangeRecord exchange, string id)
    {
        for (var i = 0; i < exchange.Tokens.Length; i++)
        {
            var token = exchange.Tokens[i];
            var place = $"{id}t{i + 1}";
            if (view.Tokens.TryAdd((token.Header, token.Claims), place))
                Write(view.Html, token, exchange.At, place);
            else
                WriteAgain(view, token);
        }
    }

    private static void WriteAgain(RunView view, TokenRecord token)
    {
        using var again = view.Html.In("p", "token-again");
        view.Html.Text($"Token in {token.Where}: ");
        view.Html.Link(view.Tokens[(token.Header, token.Claims)], "decoded where it first was");
    }

    private static void Write(HtmlWriter html, TokenRecord token, DateTimeOffset at, string id)
    {
        using var header = Parse(token.Header);
        using var claims = token.Claims is null ? null : Parse(token.Claims);
        using var details = html.In("details", "part token", ("id", id));
        using (html.In("summary"))
        {
            html.Text("Token ");
            html.Element("small", $"in {token.Where}{Told(header, claims)}");
        }
        using var table = html.In("table");
        using (html.In("thead"))
        using (html.In("tr"))
        {
            foreach (var name in (string[])["Claim", "Value", "Meaning"])
                html.Element("th", name, null, ("scope", "col"));
        }
        using var body = html.In("tbody");
        WriteMembers(html, header, ClaimMeanings.OfHeader, at);
        if (claims is null)
            WriteRow(html, "…", "encrypted", "The claims can only be read by whom the token is for.");
        else
            WriteMembers(html, claims, ClaimMeanings.OfClaims, at);
    }

    private static string Told(JsonDocument header, JsonDocument? claims)
    {
        var alg =
            header.RootElement.ValueKind == JsonValueKind.Object && header.RootElement.TryGetProperty("alg", out var found)
                ? $", {found}"
                : "";
        var lifetime =
            claims is not null && TimeOf(claims, "exp") - TimeOf(claims, "iat") is { } life ? $", lives {DurationText.Apart(life)}" : "";
        return alg + lifetime;
    }

    private static void WriteMembers(HtmlWriter html, JsonDocument document, Func<string, ClaimMeaning?> meaningOf, DateTimeOffset at)
    {
        var issued = TimeOf(document, "iat");
        foreach (var (name, value) in MembersOf(document))
        {
            var meaning = meaningOf(name);
            var told =
                meaning is { IsTime: true } && TimeOf(document, name) is { } time
                    ? $"\n{Said.Moment(time)}, {Relative(name, time, issued, at)}"
                    : "";
            WriteRow(html, name, value + told, meaning?.Text ?? "");
        }
    }

    private static List<(string Name, string Value)> MembersOf(JsonDocument document)
    {
        try
        {
            return
            [
                .. document
                    .RootElement.EnumerateObject()
                    .Select(m => (m.Name, m.Value.ValueKind == JsonValueKind.String ? m.Value.GetString()! : m.Value.GetRawText())),
            ];
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, which JSON has room for and no text has; or what is no object at all.
            return [("…", document.RootElement.GetRawText())];
        }
    }

    private static void WriteRow(HtmlWriter html, string claim, string value, string meaning)
    {
        using var row = html.In("tr");
        html.Element("th", claim, null, ("scope", "row"));
        html.Element("td", value, "value lines");
        html.Element("td", meaning);
    }

    private static string Relative(string name, DateTimeOffset time, DateTimeOffset? issued, DateTimeOffset at)
    {
        var (from, of) = name != "iat" && issued is { } iat ? (iat, "iat") : (at, "this request");
        var length = time - from;
        return length.Duration() < TimeSpan.FromSeconds(1) ? $"the same second as {of}"
            : length > TimeSpan.Zero ? $"{DurationText.Apart(length)} after {of}"
            : $"{DurationText.Apart(-length)} before {of}";
    }

    // NumericDate of RFC 7519: seconds since 1970, perhaps with a fraction.
    private static DateTimeOffset? TimeOf(JsonDocument document, string claim) =>
        document.RootElement.ValueKind == JsonValueKind.Object
        && document.RootElement.TryGetProperty(claim, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetDouble(out var seconds)
        && Math.Abs(seconds) < 1e11
            ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
            : null;

    // What was decoded from a token is JSON, but a stored report may say anything.
    private static JsonDocument Parse(string json)
    {
        try
        {
            return JsonDocument.Parse(json, Options);
        }
        catch (JsonException)
        {
            return JsonDocument.Parse("{}");
        }
    }
}
