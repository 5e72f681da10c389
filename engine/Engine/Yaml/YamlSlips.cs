using System.Text.RegularExpressions;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Yaml;

/// <summary>Slips of the finger that the parser only notices later, found in the line where they were made.</summary>
internal static partial class YamlSlips
{
    /// <summary>What the parser says where it looked for a key.</summary>
    private static readonly string[] Unmapped = ["did not find expected key", "expected ':'", "invalid mapping"];

    /// <param name="place">Where the parser gave up.</param>
    /// <param name="says">Its words.</param>
    /// <returns>Null when the line shows none of them.</returns>
    public static Diagnostic? Find(SourceSpan place, string says) =>
        OddLetters.InIndentation(place.Source, place.Start)
        ?? (place.Start > 0 ? OddLetters.InIndentation(place.Source, place.Start - 1) : null)
        ?? Reference(place, says)
        ?? Escape(place, says)
        ?? BehindQuote(place, says)
        ?? NoSpace(place, says);

    private static Diagnostic? Reference(SourceSpan place, string says)
    {
        if (!says.Contains("anchor or alias", StringComparison.Ordinal) || Letter(place, 0) is not ('*' or '&'))
            return null;
        var sign = Letter(place, 0);
        return Say(
            place.Source,
            (place.Start, 1),
            $"a text cannot begin with {sign}",
            sign == '*'
                ? "YAML takes it for a reference to a value above, and no name follows"
                : "YAML takes it for the name of a value, and no name follows",
            new Remedy($"put the text in quotes: \"{sign}\"") { Edit = new SourceEdit(place with { Length = 1 }, $"\"{sign}\"") }
        );
    }

    private static Diagnostic? Escape(SourceSpan place, string says)
    {
        var isHalf = says.Contains("Unicode surrogates", StringComparison.Ordinal);
        if (!isHalf && !says.Contains("Unicode character escape", StringComparison.Ordinal))
            return null;
        var text = place.Source.Text;
        var paired = -1;
        foreach (Match escape in UnicodeEscape().Matches(text, place.Start))
        {
            var code = Convert.ToInt64(escape.Groups["code"].Value, 16);
            if (isHalf ? code is < 0xD800 or > 0xDFFF || escape.Index == paired : code <= 0x10FFFF)
                continue;
            if (isHalf && IsLowAt(text, escape.Index + escape.Length) && code < 0xDC00)
            {
                paired = escape.Index + escape.Length;
                continue;
            }
            return isHalf
                ? Say(
                    place.Source,
                    (escape.Index, escape.Length),
                    $"{escape.Value} is half of a surrogate pair, which is no letter alone",
                    null,
                    "write both halves one behind the other, such as \\uD83D\\uDE00, or the letter itself"
                )
                : Say(
                    place.Source,
                    (escape.Index, escape.Length),
                    $"{escape.Value} is beyond the last letter of Unicode",
                    "that is \\U0010FFFF",
                    "write the letter itself, or its number in eight digits"
                );
        }
        return null;
    }

    private static bool IsLowAt(string text, int at) =>
        UnicodeEscape().Match(text, at) is { Success: true } next
        && next.Index == at
        && Convert.ToInt64(next.Groups["code"].Value, 16) is >= 0xDC00 and <= 0xDFFF;

    // Behind the quoted text on its line; on the next one only what does not look like a key.
    private static Diagnostic? BehindQuote(SourceSpan place, string says)
    {
        if (
            !says.Contains("did not find expected", StringComparison.Ordinal) && !says.Contains("invalid comment", StringComparison.Ordinal)
        )
            return null;
        var text = place.Source.Text;
        // Behind the end of the file stands nothing: something in front of it was not closed.
        if (place.Start >= text.Length)
            return null;
        var before = text.AsSpan(0, place.Start).TrimEnd();
        if (before.IsEmpty || before[^1] is not ('"' or '\'') || before.Length == place.Start && Letter(place, 0) != '#')
            return null;
        var quote = before[^1];
        var line = place.Source.Line(place.Line);
        if (text.AsSpan(before.Length, place.Start - before.Length).Contains('\n') && line.Contains(':', StringComparison.Ordinal))
            return null;
        return Letter(place, 0) == '#'
            ? Say(
                place.Source,
                (place.Start, 1),
                "a comment needs a space in front of its #",
                null,
                new Remedy("put a space between the quote and the #") { Edit = new SourceEdit(place with { Length = 0 }, " ") }
            )
            : Say(
                place.Source,
                (place.Start, 1),
                $"text stands behind the closing {quote}",
                "quotes hold all of a text or none of it",
                $"move the {quote} to the end of the text, or quote the whole with the other kind of quotes"
            );
    }

    private static Diagnostic? NoSpace(SourceSpan place, string says)
    {
        if (!Unmapped.Any(words => says.Contains(words, StringComparison.Ordinal)))
            return null;
        for (var number = place.Line; number >= Math.Max(1, place.Line - 1); number--)
        {
            if (GluedKey().Match(place.Source.Line(number)) is not { Success: true } glued)
                continue;
            var colon = OffsetOf(place, number) + glued.Groups[1].Index + glued.Groups[1].Length;
            return Say(
                place.Source,
                (colon, 1),
                "a space is missing behind this colon",
                "without it YAML takes the line for text",
                new Remedy($"write {glued.Groups[1].Value}: {glued.Groups[2].Value.Trim()}")
                {
                    Edit = new SourceEdit(new SourceSpan(place.Source, colon + 1, 0), " "),
                }
            );
        }
        return null;
    }

    private static int OffsetOf(SourceSpan place, int line)
    {
        var start = place.Start;
        for (var number = place.Line; number >= line; number--)
            start = start == 0 ? 0 : place.Source.Text.LastIndexOf('\n', start - 1, start) + (number > line ? 0 : 1);
        return Math.Max(0, start);
    }

    private static Diagnostic Say(SourceText source, (int Start, int Length) at, string what, string? why, Remedy remedy) =>
        new(DiagnosticCodes.NotYaml, new SourceSpan(source, at.Start, at.Length), what, why, remedy);

    private static char Letter(SourceSpan place, int offset)
    {
        var at = place.Start + offset;
        return at >= 0 && at < place.Source.Text.Length ? place.Source.Text[at] : '\0';
    }

    [GeneratedRegex("^[ -]*([A-Za-z_][A-Za-z0-9_-]*):((?!//)[^\\s:].*)$", RegexOptions.CultureInvariant)]
    private static partial Regex GluedKey();

    [GeneratedRegex("\\\\(?:u(?<code>[0-9a-fA-F]{4})|U(?<code>[0-9a-fA-F]{8}))", RegexOptions.CultureInvariant)]
    private static partial Regex UnicodeEscape();
}
