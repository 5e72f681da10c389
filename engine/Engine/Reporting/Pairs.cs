using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting;

/// <summary>Texts that hold several names and values: cookies, queries, forms.</summary>
internal static class Pairs
{
    /// <summary>The cookies a request sends.</summary>
    public static ImmutableArray<NamedText> SentCookies(ImmutableArray<ShownValue> headers) =>
        [
            .. Named(headers, "Cookie")
                .SelectMany(h => h.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                .Select(Pair),
        ];

    /// <summary>The parameters of an address, decoded.</summary>
    public static ImmutableArray<NamedText> QueryOf(string address)
    {
        var at = address.IndexOf('?', StringComparison.Ordinal);
        return at < 0 ? [] : FormOf(address[(at + 1)..].Split('#')[0]);
    }

    /// <summary>The fields of a query or a form, decoded.</summary>
    public static ImmutableArray<NamedText> FormOf(string form) =>
        [
            .. form.Split('&', StringSplitOptions.RemoveEmptyEntries)
                .Select(Pair)
                .Select(p => new NamedText(Decoded(p.Name), Decoded(p.Text))),
        ];

    /// <summary>The values of all headers of a name, any case.</summary>
    public static IEnumerable<string> Named(ImmutableArray<ShownValue> headers, string name) =>
        headers.Where(h => h.Name.Text.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Text.Text);

    /// <summary>What stands before and behind the first equals sign.</summary>
    public static NamedText Pair(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        return at < 0 ? new NamedText(text, "") : new NamedText(text[..at], text[(at + 1)..]);
    }

    private static string Decoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}

/// <summary>A name and a value, taken out of a text that may be shown.</summary>
internal readonly record struct NamedText(string Name, string Text)
{
    public static implicit operator NamedText(ShownValue value) => new(value.Name, value.Text);
}
