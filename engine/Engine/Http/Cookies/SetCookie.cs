using System.Globalization;

namespace PingOneScenarios.Engine.Http.Cookies;

/// <summary>A <c>Set-Cookie</c> field, taken apart as browsers do (RFC 6265bis, section 5.6); an attribute that comes twice counts as the last says.</summary>
/// <param name="Name">Case counts; empty for a field without one.</param>
/// <param name="Value">As received, quotes included.</param>
internal sealed record SetCookie(string Name, string Value)
{
    private const int LongestAttribute = 1024;

    /// <summary>As written; null without one, empty for one without a value.</summary>
    public string? Domain { get; init; }

    /// <inheritdoc cref="Domain"/>
    public string? Path { get; init; }

    /// <inheritdoc cref="Domain"/>
    public string? Expires { get; init; }

    /// <summary>In seconds; null without one, or when it is no whole number.</summary>
    public long? MaxAge { get; init; }

    public bool IsSecure { get; init; }

    public bool IsHttpOnly { get; init; }

    /// <inheritdoc cref="Domain"/>
    public string? SameSite { get; init; }

    /// <summary>In UTC; null for none, or what is no date.</summary>
    public DateTimeOffset? ExpiresAt => Expires is null ? null : CookieDate.Parse(Expires);

    public static SetCookie Parse(string field)
    {
        var parts = field.Split(';');
        var equals = parts[0].IndexOf('=', StringComparison.Ordinal);
        var cookie =
            equals < 0
                ? new SetCookie("", Trimmed(parts[0]))
                : new SetCookie(Trimmed(parts[0][..equals]), Trimmed(parts[0][(equals + 1)..]));
        for (var i = 1; i < parts.Length; i++)
        {
            var mark = parts[i].IndexOf('=', StringComparison.Ordinal);
            var value = mark < 0 ? "" : Trimmed(parts[i][(mark + 1)..]);
            if (value.Length <= LongestAttribute)
                cookie = cookie.With(Trimmed(mark < 0 ? parts[i] : parts[i][..mark]), value);
        }
        return cookie;
    }

    private SetCookie With(string attribute, string value) =>
        attribute.ToUpperInvariant() switch
        {
            "DOMAIN" => this with { Domain = value },
            "PATH" => this with { Path = value },
            "EXPIRES" => this with { Expires = value },
            "MAX-AGE" => this with { MaxAge = Seconds(value) ?? MaxAge },
            "SECURE" => this with { IsSecure = true },
            "HTTPONLY" => this with { IsHttpOnly = true },
            "SAMESITE" => this with { SameSite = value },
            _ => this,
        };

    // More than a long holds is for ever, or for as long gone.
    private static long? Seconds(string text)
    {
        var digits = text.StartsWith('-') ? text[1..] : text;
        if (digits.Length == 0 || digits.AsSpan().ContainsAnyExceptInRange('0', '9'))
            return null;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds) ? seconds
            : text[0] == '-' ? long.MinValue
            : long.MaxValue;
    }

    private static string Trimmed(string text) => text.Trim(' ', '\t');
}
