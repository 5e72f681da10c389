using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting.Html;

/// <summary>Texts that hold several names and values: cookies, queries, forms.</summary>
internal static class Pairs
{
    /// <summary>The cookies a request sends.</summary>
    public static ImmutableArray<ShownValue> SentCookies(ImmutableArray<ShownValue> headers) =>
        [
            .. Named(headers, "Cookie")
                .SelectMany(h => h.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                .Select(Pair),
        ];

    /// <summary>The parameters of an address, decoded.</summary>
    public static ImmutableArray<ShownValue> QueryOf(string address)
    {
        var at = address.IndexOf('?', StringComparison.Ordinal);
        return at < 0 ? [] : FormOf(address[(at + 1)..].Split('#')[0]);
    }

    /// <summary>The fields of a query or a form, decoded.</summary>
    public static ImmutableArray<ShownValue> FormOf(string form) =>
        [
            .. form.Split('&', StringSplitOptions.RemoveEmptyEntries)
                .Select(Pair)
                .Select(p => new ShownValue(Decoded(p.Name), Decoded(p.Text))),
        ];

    /// <summary>The cookies an answer sets, with what it says of each.</summary>
    public static void WriteSetCookies(HtmlWriter html, ImmutableArray<ShownValue> headers)
    {
        var cookies = Named(headers, "Set-Cookie").ToList();
        if (cookies.Count == 0)
            return;
        html.Element("p", "Cookies set", "part-name");
        using var table = html.In("table", "fields");
        foreach (var cookie in cookies)
        {
            var parts = cookie.Split(';', StringSplitOptions.TrimEntries);
            var pair = Pair(parts[0]);
            using var row = html.In("tr");
            html.Element("th", pair.Name, null, ("scope", "row"));
            html.Element("td", pair.Text, "value");
            html.Element("td", string.Join(", ", parts.Skip(1)), "value");
        }
    }

    private static IEnumerable<string> Named(ImmutableArray<ShownValue> headers, string name) =>
        headers.Where(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Text);

    private static ShownValue Pair(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        return at < 0 ? new ShownValue(text, "") : new ShownValue(text[..at], text[(at + 1)..]);
    }

    private static string Decoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
