using System.Text;

namespace PingOneScenarios.Engine.Http;

/// <summary>
/// Where a <c>Location</c> leads, read as browsers read it (the URL standard of WHATWG for http and https): backslashes, numbers for hosts,
/// tabs and all. System.Uri reads many of them otherwise.
/// </summary>
/// <param name="Address">Absolute, in ASCII, without fragment; empty when <see cref="Scheme"/> is neither http nor https.</param>
/// <param name="Scheme">In lower case.</param>
/// <param name="Fragment">With its <c>#</c>; null without one.</param>
internal sealed record WebAddress(string Address, string Scheme, string? Fragment)
{
    private const string OfPath = " \"#<>?^`{}";
    private const string OfQuery = " \"#<>'";
    private const string OfFragment = " \"<>`";

    public bool IsWeb => Scheme is "http" or "https";

    /// <summary>Null for what is no address.</summary>
    /// <param name="reference">As received.</param>
    /// <param name="from">The address that answered, of http or https.</param>
    public static WebAddress? Resolve(string reference, string from)
    {
        var text = Cleaned(reference);
        var scheme = SchemeOf(text);
        if (scheme is not null and not ("http" or "https"))
            return new WebAddress("", scheme, null);
        var rest = scheme is null ? text : text[(scheme.Length + 1)..];
        var origin = Parts.Of(from);
        var isOther = scheme is not null && scheme != origin.Scheme;
        if (isOther || SlashesOf(rest) >= 2)
            return WithAuthority(scheme ?? origin.Scheme, rest.TrimStart('/', '\\'));
        return Whole(origin.Scheme, origin.Authority, rest, origin);
    }

    private static WebAddress? WithAuthority(string scheme, string rest)
    {
        var end = rest.AsSpan().IndexOfAny("/\\?#");
        var authority = end < 0 ? rest : rest[..end];
        return WebHost.Authority(authority, scheme) is { } parsed ? Whole(scheme, parsed, end < 0 ? "" : rest[end..], null) : null;
    }

    // What stands behind scheme and authority; relative to another address when there is one.
    private static WebAddress Whole(string scheme, string authority, string rest, Parts? before)
    {
        var hash = rest.IndexOf('#', StringComparison.Ordinal);
        var fragment = hash < 0 ? null : "#" + Encoded(rest[(hash + 1)..], OfFragment);
        rest = hash < 0 ? rest : rest[..hash];
        var mark = rest.IndexOf('?', StringComparison.Ordinal);
        var query =
            mark >= 0 ? "?" + Encoded(rest[(mark + 1)..], OfQuery)
            : rest.Length == 0 && before is not null ? before.Query
            : "";
        var written = mark < 0 ? rest : rest[..mark];
        var path =
            written.Length == 0 && before is not null ? before.Path
            : before is not null && written[0] is not ('/' or '\\') ? PathOf(before.Path[..(before.Path.LastIndexOf('/') + 1)] + written)
            : PathOf(written);
        return new WebAddress($"{scheme}://{authority}{path}{query}", scheme, fragment);
    }

    private static string PathOf(string written)
    {
        var segments = new List<string>();
        var all = written.Replace('\\', '/').Split('/');
        for (var i = written.Length > 0 && all[0].Length == 0 ? 1 : 0; i < all.Length; i++)
        {
            var (isLast, dots) = (i == all.Length - 1, Dots(all[i]));
            if (dots == 0)
                segments.Add(Encoded(all[i], OfPath));
            else
            {
                if (dots == 2 && segments.Count > 0)
                    segments.RemoveAt(segments.Count - 1);
                if (isLast)
                    segments.Add("");
            }
        }
        return "/" + string.Join('/', segments);
    }

    private static int Dots(string segment) =>
        segment.Replace("%2e", ".", StringComparison.OrdinalIgnoreCase) switch
        {
            "." => 1,
            ".." => 2,
            _ => 0,
        };

    private static string Encoded(string text, string also)
    {
        var encoded = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is > ' ' and < '\u007f' && !also.Contains((char)rune.Value, StringComparison.Ordinal))
                encoded.Append((char)rune.Value);
            else
                Append(encoded, rune);
        }
        return encoded.ToString();
    }

    private static void Append(StringBuilder encoded, Rune rune)
    {
        Span<byte> bytes = stackalloc byte[4];
        foreach (var value in bytes[..rune.EncodeToUtf8(bytes)])
            encoded.Append('%').Append(Convert.ToHexString([value]));
    }

    private static string Cleaned(string reference)
    {
        var start = 0;
        var end = reference.Length;
        while (start < end && reference[start] <= ' ')
            start++;
        while (end > start && reference[end - 1] <= ' ')
            end--;
        var text = reference[start..end];
        return text.AsSpan().ContainsAny("\t\r\n") ? string.Concat(text.Split('\t', '\r', '\n')) : text;
    }

    private static int SlashesOf(string text)
    {
        var end = text.AsSpan().IndexOfAnyExcept('/', '\\');
        return end < 0 ? text.Length : end;
    }

    private static string? SchemeOf(string text)
    {
        var end = text.IndexOf(':', StringComparison.Ordinal);
        if (end <= 0 || !char.IsAsciiLetter(text[0]))
            return null;
        foreach (var letter in text.AsSpan(0, end))
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('+' or '-' or '.'))
                return null;
        }
        return text[..end].ToLowerInvariant();
    }

    /// <summary>An address that was sent.</summary>
    private sealed record Parts(string Scheme, string Authority, string Path, string Query)
    {
        public static Parts Of(string address)
        {
            var scheme = address.IndexOf("://", StringComparison.Ordinal);
            var rest = address[(scheme + 3)..];
            var end = rest.AsSpan().IndexOfAny("/?#");
            var (authority, behind) = end < 0 ? (rest, "") : (rest[..end], rest[end..]);
            behind = behind.Split('#')[0];
            var mark = behind.IndexOf('?', StringComparison.Ordinal);
            var path = mark < 0 ? behind : behind[..mark];
            return new Parts(
                address[..scheme].ToLowerInvariant(),
                authority,
                path.Length == 0 ? "/" : path,
                mark < 0 ? "" : behind[mark..]
            );
        }
    }
}
