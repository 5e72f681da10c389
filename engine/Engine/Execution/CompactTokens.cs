using System.Buffers;

namespace PingOneScenarios.Engine.Execution;

/// <summary>What looks like a JSON Web Token in compact form (RFC 7519, section 3.1), with the name it goes by.</summary>
/// <param name="Name">Of the member, the field or the scheme in front of it; empty without.</param>
/// <param name="Header">Encoded.</param>
/// <param name="Claims">Encoded.</param>
internal readonly record struct TokenText(string Name, string Header, string Claims);

/// <summary>Finds tokens in text, in one pass: a regular expression would first have to be made, which takes longer than a run of ten steps looks for them.</summary>
internal static class CompactTokens
{
    /// <summary>How JSON objects begin in base64url.</summary>
    private const string Beginning = "eyJ";

    private const int ShortestHeader = 8;
    private const int LongestName = 40;

    private static readonly SearchValues<char> Letters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"
    );

    public static IEnumerable<TokenText> In(string text)
    {
        var header = 0;
        for (var at = Next(text, 0); at >= 0; at = Next(text, at))
        {
            // Several may begin in one row of letters, which is gone through once.
            header = at < header ? header : End(text, at);
            if (!IsDot(text, header))
            {
                at = header;
                continue;
            }
            if (at > 0 && IsWord(text[at - 1]) || header - at < ShortestHeader)
            {
                at += Beginning.Length;
                continue;
            }
            var claims = End(text, header + 1);
            if (!IsDot(text, claims))
            {
                at = claims;
                continue;
            }
            yield return new TokenText(NameBefore(text, at), text[at..header], text[(header + 1)..claims]);
            at = End(text, claims + 1);
        }
    }

    private static int Next(string text, int from) => from < text.Length ? text.IndexOf(Beginning, from, StringComparison.Ordinal) : -1;

    private static int End(string text, int from)
    {
        var length = text.AsSpan(from).IndexOfAnyExcept(Letters);
        return length < 0 ? text.Length : from + length;
    }

    private static bool IsDot(string text, int at) => at < text.Length && text[at] == '.';

    private static bool IsWord(char letter) => char.IsLetterOrDigit(letter) || letter == '_';

    // "name": "eyJ…, name=eyJ… or Bearer eyJ…
    private static string NameBefore(string text, int at)
    {
        var before = text.AsSpan(0, at);
        if (before.EndsWith("Bearer ", StringComparison.Ordinal))
            return "Bearer";
        if (before.EndsWith("DPoP ", StringComparison.Ordinal))
            return "DPoP";
        if (before.EndsWith("="))
            return NameAtEnd(before[..^1]);
        if (!before.EndsWith("\""))
            return "";
        before = before[..^1].TrimEnd();
        if (!before.EndsWith(":"))
            return "";
        before = before[..^1].TrimEnd();
        if (!before.EndsWith("\""))
            return "";
        var name = NameAtEnd(before[..^1]);
        return before[..^1].Length > name.Length && before[^(name.Length + 2)] == '"' ? name : "";
    }

    private static string NameAtEnd(ReadOnlySpan<char> text)
    {
        var start = text.Length;
        while (start > 0 && text.Length - start < LongestName && (IsWord(text[start - 1]) || text[start - 1] is '.' or '-'))
            start--;
        return text[start..].ToString();
    }
}
