using System.Buffers;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Yaml;

/// <summary>What is wrong with malformed text in the words of an author, at the place where it would be mended.</summary>
internal static class YamlMistakes
{
    /// <summary>What may follow a backslash in double quotes (YAML 1.2.2, section 5.7).</summary>
    private static readonly SearchValues<char> Escapes = SearchValues.Create("0abt\tnvfre \"/\\N_LPxuU\n\r");

    /// <param name="source">The file.</param>
    /// <param name="at">Where the parser gave up.</param>
    /// <param name="parserSays">Its words; null when it only broke off.</param>
    /// <param name="opener">The innermost bracket that was open then; null outside of brackets.</param>
    public static Diagnostic Explain(SourceText source, int at, string? parserSays, SourceSpan? opener)
    {
        var place = new SourceSpan(source, Math.Clamp(at, 0, source.Text.Length), 0);
        var says = parserSays ?? "";
        return Tab(place, says)
            ?? YamlSlips.Find(place, says)
            ?? (parserSays is null || IsEnd(place) ? Unclosed(opener) : null)
            ?? Quote(place, says)
            ?? Colon(place, says)
            ?? Structure(place, says, opener)
            ?? Say(
                place,
                "the text cannot be read as YAML",
                YamlWords.For(says),
                "look at the indentation, the quotes and the colons of this line and the one above"
            );
    }

    // The parser names the beginning of what the tab breaks; the tab itself is what an author has to find.
    private static Diagnostic? Tab(SourceSpan place, string says)
    {
        if (!says.Contains("tab", StringComparison.Ordinal) && !Indentation(place.Source.Line(place.Line)).Contains('\t'))
            return null;
        var text = place.Source.Text;
        for (var start = 0; start >= 0 && start < text.Length; start = NextLine(text, start))
        {
            var tab = Indentation(text.AsSpan(start)).IndexOf('\t');
            if (tab >= 0)
                return Say(
                    new SourceSpan(place.Source, start + tab, 1),
                    "a tab is used as indentation",
                    "YAML indents with spaces only",
                    "replace the tab by spaces"
                );
        }
        return null;
    }

    private static Diagnostic? Unclosed(SourceSpan? opener)
    {
        if (opener is not { } bracket)
            return null;
        var closer = bracket.Text == "[" ? "]" : "}";
        return Say(
            bracket,
            $"this {bracket.Text} has no {closer}",
            null,
            $"close it with {closer}, and quote a text that holds a bracket, a brace, a comma or ': '"
        );
    }

    private static Diagnostic? Quote(SourceSpan place, string says)
    {
        if (says.Contains("unknown escape", StringComparison.Ordinal) && BadEscape(place) is { } escape)
            return Say(escape, $"{escape.Text} is not an escape", null, "write \\\\ for a backslash, or use single quotes");
        if (!says.Contains("quoted scalar", StringComparison.Ordinal) || Letter(place, 0) is not ('\'' or '"'))
            return says.Contains("did not find expected", StringComparison.Ordinal) && Letter(place, -1) is '\'' or '"'
                ? Apostrophe(place)
                : null;
        var quote = Letter(place, 0);
        return Say(
            place with
            {
                Length = 1,
            },
            $"this {quote} is never closed",
            null,
            $"close it with {quote}; indent the lines a quoted text goes on in"
        );
    }

    private static Diagnostic Apostrophe(SourceSpan place) =>
        Say(
            place,
            "the quoted text ends in front of this",
            null,
            Letter(place, -1) == '\''
                ? "write an apostrophe inside single quotes twice: ''; or use double quotes"
                : "write a quote inside double quotes as \\\"; or use single quotes"
        );

    private static SourceSpan? BadEscape(SourceSpan place)
    {
        var text = place.Source.Text;
        for (var i = place.Start; i + 1 < text.Length; i++)
        {
            if (text[i] != '\\')
                continue;
            if (!Escapes.Contains(text[i + 1]))
                return new SourceSpan(place.Source, i, 2);
            i++;
        }
        return null;
    }

    private static Diagnostic? Colon(SourceSpan place, string says)
    {
        if (!says.Contains("invalid mapping", StringComparison.Ordinal))
            return null;
        const string What = "a colon is not expected here";
        var before = Before(place);
        if (before.Contains("<<", StringComparison.Ordinal))
            return Say(place, What, "': ' inside a value without quotes begins a key", QuotedLine.Fix(place));
        return before.Contains(": ", StringComparison.Ordinal)
            ? Say(place, What, "a text that holds ': ' needs quotes", "quote the text")
            : Say(
                place,
                What,
                "a value cannot be followed by keys of its own",
                "indent the line like the ones it belongs to, and put a space behind the colon of the line above"
            );
    }

    private static Diagnostic? Structure(SourceSpan place, string says, SourceSpan? opener)
    {
        if (opener is { } bracket && says.Contains("did not find expected", StringComparison.Ordinal))
            return Say(
                place,
                $"a comma or {(bracket.Text == "[" ? "]" : "}")} is expected here",
                $"this is inside the {bracket.Text} of {bracket.Line}:{bracket.Column}",
                Before(place).Contains("<<", StringComparison.Ordinal)
                    ? QuotedLine.Fix(place)
                    : "quote a text that holds a bracket, a brace or a comma"
            );
        if (says.Contains("'-' indicator", StringComparison.Ordinal))
            return Say(
                place,
                "this line is not indented like the ones it belongs to",
                YamlWords.For(says),
                "indent the keys of an item alike"
            );
        if (says.Contains("cannot start any token", StringComparison.Ordinal))
            return Say(
                place,
                $"a text cannot begin with {Letter(place, 0)}",
                "YAML keeps it for itself",
                Before(place).Contains("<<", StringComparison.Ordinal) ? QuotedLine.Fix(place) : "put the text in quotes"
            );
        return says.Contains("incompatible YAML", StringComparison.Ordinal)
            ? Say(place, "this version of YAML is not known", null, "write %YAML 1.2, or leave the line out")
            : null;
    }

    private static bool IsEnd(SourceSpan place) => place.Source.Text.AsSpan(place.Start).IsWhiteSpace();

    private static Diagnostic Say(SourceSpan place, string what, string? why, Remedy remedy) =>
        new(DiagnosticCodes.NotYaml, place, what, why, remedy);

    private static string Before(SourceSpan place) => place.Source.Line(place.Line)[..Math.Max(0, place.Column - 1)];

    private static char Letter(SourceSpan place, int offset)
    {
        var at = place.Start + offset;
        return at >= 0 && at < place.Source.Text.Length ? place.Source.Text[at] : '\0';
    }

    private static ReadOnlySpan<char> Indentation(ReadOnlySpan<char> line) => line[..Math.Max(0, line.IndexOfAnyExcept(" \t"))];

    private static int NextLine(string text, int start)
    {
        var end = text.IndexOf('\n', start);
        return end < 0 ? -1 : end + 1;
    }
}
