using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting.Har;

/// <summary>What an HTTP Archive wants apart: the pairs of a query or a form, and cookies.</summary>
internal static class HarParts
{
    private static readonly SearchValues<char> Letters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?@!$&'()*+,;="
    );

    public static bool Is(ShownValue header, string name) => header.Name.Text.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The first of that name; null when there is none.</summary>
    public static string? Header(ImmutableArray<ShownValue> headers, string name)
    {
        foreach (var header in headers)
        {
            if (Is(header, name))
                return header.Text;
        }
        return null;
    }

    /// <summary>As it was sent, but with the names of secrets, and all else no address may hold, percent-encoded.</summary>
    public static string Address(string address)
    {
        var text = new StringBuilder(address.Length + 32);
        // Brackets have a place in the host alone: [::1].
        var path = address.IndexOf('/', Math.Min(address.Length, address.IndexOf("://", StringComparison.Ordinal) + 3));
        for (var at = 0; at < address.Length; )
        {
            Rune.DecodeFromUtf16(address.AsSpan(at), out var rune, out var length);
            var isKept =
                Letters.Contains((char)Math.Min(rune.Value, '\uffff')) || at < path && rune.Value is '[' or ']' || IsEscape(address, at);
            text.Append(isKept ? rune.ToString() : Uri.EscapeDataString(rune.ToString()));
            at += length;
        }
        return text.ToString();
    }

    private static bool IsEscape(string address, int at) =>
        address[at] == '%' && at + 2 < address.Length && char.IsAsciiHexDigit(address[at + 1]) && char.IsAsciiHexDigit(address[at + 2]);

    /// <summary>A cookie as it was set, with its attributes.</summary>
    public static void WriteCookie(Utf8JsonWriter json, string header)
    {
        var parts = header.Split(';', StringSplitOptions.TrimEntries).Select(p => p.Split('=', 2, StringSplitOptions.TrimEntries)).ToList();
        json.WriteStartObject();
        json.WriteString("name", parts[0][0]);
        json.WriteString("value", parts[0].ElementAtOrDefault(1) ?? "");
        var attributes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in parts.Skip(1))
            attributes[part[0]] = part.ElementAtOrDefault(1) ?? "";
        if (attributes.TryGetValue("Path", out var path))
            json.WriteString("path", path);
        if (attributes.TryGetValue("Domain", out var domain))
            json.WriteString("domain", domain);
        if (attributes.TryGetValue("Expires", out var expires) && Moment(expires) is { } moment)
            json.WriteString("expires", moment);
        json.WriteBoolean("httpOnly", attributes.ContainsKey("HttpOnly"));
        json.WriteBoolean("secure", attributes.ContainsKey("Secure"));
        json.WriteEndObject();
    }

    private static DateTimeOffset? Moment(string text) =>
        DateTimeOffset.TryParse(text.Replace('-', ' '), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : null;
}
