using System.Buffers;
using System.Globalization;
using System.Text;

namespace PingOneScenarios.Engine.Reporting.Html;

/// <summary>Text as it may stand in an element or in a quoted attribute.</summary>
internal static class HtmlText
{
    /// <summary>Stands where a character was that cannot be seen.</summary>
    private const string Hidden = "·";

    // What most texts are made of, so that the others are looked at one by one.
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        "\t\n !#$%()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~‹›…·→✓✗–äöüßÄÖÜéèà"
    );

    public static void Append(HtmlBuffer to, ReadOnlySpan<char> text)
    {
        for (var next = text.IndexOfAnyExcept(Plain); next >= 0; next = text.IndexOfAnyExcept(Plain))
        {
            to.Append(text[..next]);
            text = text[next..];
            // Half of a surrogate pair gives U+FFFD.
            _ = Rune.DecodeFromUtf16(text, out var rune, out var length);
            AppendRune(to, rune, isLineEnd: text.StartsWith("\r\n"));
            text = text[length..];
        }
        to.Append(text);
    }

    private static void AppendRune(HtmlBuffer to, Rune rune, bool isLineEnd)
    {
        if (Entity(rune.Value) is { } entity)
            to.Append(entity);
        else if (IsUnseen(rune))
            to.Append(isLineEnd ? "" : Hidden);
        else
        {
            Span<char> letters = stackalloc char[2];
            to.Append(letters[..rune.EncodeToUtf16(letters)]);
        }
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
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.OtherNotAssigned;
}
