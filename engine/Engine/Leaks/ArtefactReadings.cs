using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace PingOneScenarios.Engine.Leaks;

/// <summary>What a text may be read as by whoever undoes the escapes in it.</summary>
internal static partial class ArtefactReadings
{
    /// <summary>Of HTML, in characters, with its semicolon: the longest name there is, and room for zeros in front of a number.</summary>
    private const int LongestEntity = 40;

    /// <summary>The text as it is, and what it says once escapes and line breaks are taken out. Each is as long as the text, which may be a whole report: what can hold nothing new is left out.</summary>
    /// <param name="text">As it was written.</param>
    /// <param name="hasSpaces">Whether a secret holds a space, which forms write as a plus sign.</param>
    public static IEnumerable<string> Of(string text, bool hasSpaces)
    {
        var joined = text.Contains('\n', StringComparison.Ordinal) ? Joined(text) : text;
        foreach (var whole in new[] { text, joined })
        {
            yield return whole;
            if (hasSpaces && whole.Contains('+', StringComparison.Ordinal))
                yield return Uri.UnescapeDataString(whole.Replace('+', ' '));
            if (whole.Contains('%', StringComparison.Ordinal))
            {
                var plain = Uri.UnescapeDataString(whole);
                yield return plain;
                if (plain.Contains('%', StringComparison.Ordinal))
                    yield return Uri.UnescapeDataString(plain);
            }
            if (HasEntities(whole))
                yield return WebUtility.HtmlDecode(whole.Replace("&sol;", "/", StringComparison.Ordinal));
            if (whole.Contains("\\u", StringComparison.Ordinal))
                yield return CodeUnit()
                    .Replace(whole, m => ((char)ushort.Parse(m.ValueSpan[2..], NumberStyles.HexNumber, null)).ToString());
        }
    }

    // An ampersand and a semicolon near it; addresses are full of the former.
    private static bool HasEntities(string text)
    {
        var letters = text.AsSpan();
        for (var at = letters.IndexOf('&'); at >= 0; at = letters.IndexOf('&'))
        {
            letters = letters[(at + 1)..];
            if (letters[..Math.Min(letters.Length, LongestEntity)].Contains(';'))
                return true;
        }
        return false;
    }

    private static string Joined(string text)
    {
        var letters = ArrayPool<char>.Shared.Rent(text.Length);
        var length = 0;
        foreach (var line in text.AsSpan().Split('\n'))
        {
            var bare = Unframed(text.AsSpan()[line]);
            bare.CopyTo(letters.AsSpan(length));
            length += bare.Length;
        }
        var joined = new string(letters, 0, length);
        ArrayPool<char>.Shared.Return(letters);
        return joined;
    }

    // A line without its indentation and the mark that exchanges and lines of source are printed behind.
    private static ReadOnlySpan<char> Unframed(ReadOnlySpan<char> line)
    {
        var bare = line.Trim();
        return bare is ['<' or '>' or '|', ' ', ..] ? bare[2..].TrimStart() : bare;
    }

    [GeneratedRegex(@"\\u[0-9A-Fa-f]{4}")]
    private static partial Regex CodeUnit();
}
