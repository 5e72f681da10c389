using System.Buffers;
using System.Globalization;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Yaml;

/// <summary>Letters that YAML or its parser takes for something else than an author sees, told as what they are.</summary>
internal static class OddLetters
{
    // YAML 1.1 breaks lines at them and the parser still does; YAML 1.2 takes them for letters.
    private static readonly SearchValues<char> LineBreaks = SearchValues.Create("\u0085\u2028\u2029");

    private static readonly SearchValues<char> Blanks = SearchValues.Create(
        "\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u200B\u202F\u205F\u2060\u3000\uFEFF"
    );

    /// <summary>In letters; one that is deeper is not looked at, so that a file of one long line costs no more than another.</summary>
    private const int DeepestIndentation = 200;

    /// <summary>The first letter that no file may hold; null for none.</summary>
    public static Diagnostic? Find(SourceText source)
    {
        var text = source.Text.AsSpan();
        var control = text.IndexOfAny(YamlText.Unprintable);
        if (control >= 0)
            return Say(
                source,
                control,
                $"the character {Code(text[control])} is not allowed in YAML",
                null,
                "remove it, or write it as an escape in double quotes"
            );
        var half = HalfOf(text);
        if (half >= 0)
            return Say(
                source,
                half,
                $"{Code(text[half])} is half of a surrogate pair",
                "alone it is no letter, and no UTF-8 holds it",
                "write the whole letter"
            );
        var lineBreak = text.IndexOfAny(LineBreaks);
        return lineBreak < 0
            ? null
            : Say(
                source,
                lineBreak,
                $"the character {Code(text[lineBreak])} ({NameOf(text[lineBreak])}) is a line break to some readers of YAML and a letter to others",
                null,
                $"break the line as usual, or write {EscapeOf(text[lineBreak])} in double quotes"
            );
    }

    /// <summary>Whether a text holds blanks that are no spaces, which most do not.</summary>
    public static bool HoldsBlanks(string text) => text.AsSpan().ContainsAny(Blanks);

    /// <summary>A blank that is no space in the indentation of the line of a place; null when there is none.</summary>
    public static Diagnostic? InIndentation(SourceText source, int at)
    {
        at = Math.Min(at, source.Text.Length);
        var (near, length) = (Math.Max(0, at - DeepestIndentation), Math.Min(at, DeepestIndentation));
        var lineBreak = source.Text.AsSpan(near, length).LastIndexOf('\n');
        if (lineBreak < 0 && near > 0)
            return null;
        var start = near + lineBreak + 1;
        var line = source.Text.AsSpan(start);
        for (var i = 0; i < line.Length && (line[i] is ' ' or '\t' or '-' || Blanks.Contains(line[i])); i++)
        {
            if (Blanks.Contains(line[i]))
                return Say(
                    source,
                    start + i,
                    $"the line is indented with {Code(line[i])} ({NameOf(line[i])})",
                    "YAML indents with spaces only and takes this for a letter",
                    new Remedy("replace it by a space") { Edit = new SourceEdit(new SourceSpan(source, start + i, 1), " ") }
                );
        }
        return null;
    }

    private static int HalfOf(ReadOnlySpan<char> text)
    {
        for (var at = 0; ; at += 2)
        {
            var next = text[at..].IndexOfAnyInRange('\uD800', '\uDFFF');
            if (next < 0)
                return -1;
            at += next;
            if (!char.IsHighSurrogate(text[at]) || at + 1 >= text.Length || !char.IsLowSurrogate(text[at + 1]))
                return at;
        }
    }

    private static Diagnostic Say(SourceText source, int at, string what, string? why, Remedy remedy) =>
        new(DiagnosticCodes.NotYaml, new SourceSpan(source, at, 1), what, why, remedy);

    private static string Code(char letter) => string.Create(CultureInfo.InvariantCulture, $"U+{(int)letter:X4}");

    private static string EscapeOf(char letter) =>
        letter switch
        {
            '\u0085' => "\\N",
            '\u2028' => "\\L",
            _ => "\\P",
        };

    private static string NameOf(char letter) =>
        letter switch
        {
            '\u0085' => "next line",
            '\u2028' => "line separator",
            '\u2029' => "paragraph separator",
            '\u00A0' => "a no-break space",
            '\u200B' => "a zero-width space",
            '\u3000' => "an ideographic space",
            '\uFEFF' => "a byte order mark",
            _ => "a blank that is no space",
        };
}
