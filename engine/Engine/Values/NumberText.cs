namespace PingOneScenarios.Engine.Values;

/// <summary>Numbers as people write them, in JSON's grammar (RFC 8259, section 6).</summary>
internal static class NumberText
{
    /// <summary>The same number in JSON's grammar, itself when it is in it; null when the text is no number.</summary>
    public static string? Normal(ReadOnlySpan<char> text)
    {
        var rest = text.StartsWith("+") || text.StartsWith("-") ? text[1..] : text;
        var whole = DigitsOf(rest);
        rest = rest[whole.Length..];
        var fraction = ReadOnlySpan<char>.Empty;
        if (rest.StartsWith("."))
        {
            rest = rest[1..];
            fraction = DigitsOf(rest);
            rest = rest[fraction.Length..];
        }
        if (whole.IsEmpty && fraction.IsEmpty || !IsExponent(rest))
            return null;
        whole = whole.TrimStart('0');
        return string.Concat(
            string.Concat(text.StartsWith("-") ? "-" : "", whole.IsEmpty ? "0" : whole),
            fraction.IsEmpty ? "" : ".",
            fraction,
            rest
        );
    }

    private static ReadOnlySpan<char> DigitsOf(ReadOnlySpan<char> text)
    {
        var length = text.IndexOfAnyExceptInRange('0', '9');
        return length < 0 ? text : text[..length];
    }

    // Nothing, or all of an exponent.
    private static bool IsExponent(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return true;
        if (text[0] is not ('e' or 'E'))
            return false;
        text = text[1..];
        text = text.StartsWith("+") || text.StartsWith("-") ? text[1..] : text;
        return !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');
    }
}
