using System.Buffers;
using System.Globalization;
using System.Text;

namespace PingOneScenarios.Engine.Reporting.Html;

/// <summary>Text as it may stand in an element or in a quoted attribute.</summary>
internal static class HtmlText
{
    /// <summary>Stands where a character was that cannot be seen.</summary>
    private const char Hidden = '·';

    private static readonly SearchValues<char> Plain = SearchValues.Create(
        "\t\n !#$%()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~‹›…·→✓✗–äöüßÄÖÜéèà"
    );

    public static string Escape(string text)
    {
        var first = text.AsSpan().IndexOfAnyExcept(Plain);
        if (first < 0)
            return text;
        var escaped = new StringBuilder(text.Length + 32).Append(text, 0, first);
        foreach (var rune in text.AsSpan(first).ToString().Replace("\r\n", "\n", StringComparison.Ordinal).EnumerateRunes())
            Append(escaped, rune);
        return escaped.ToString();
    }

    private static void Append(StringBuilder to, Rune rune)
    {
        if (Entity(rune.Value) is { } entity)
            to.Append(entity);
        else if (IsUnseen(rune))
            to.Append(Hidden);
        else
            to.Append(rune.ToString());
    }

    private static string? Entity(int letter) =>
        letter switch
        {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\'' => "&#39;",
            _ => null,
        };

    // Format characters are those that reorder text, join it or take no room at all; U+2028 and U+2029 break lines where none is seen.
    private static bool IsUnseen(Rune rune) =>
        rune.Value is not ('\n' or '\t')
        && Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.OtherNotAssigned;
}
