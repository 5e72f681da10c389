using System.Globalization;
using System.Text;

namespace PingOneScenarios.Engine.JsonPaths.Parsing;

/// <summary>Text in single or double quotes; RFC 9535 section 2.3.1.1.</summary>
internal static class QuotedText
{
    /// <summary>Reads the text from its opening quote on; null when it is refused.</summary>
    internal static string? Read(PathScanner scanner)
    {
        var start = scanner.At;
        var quote = scanner.Current;
        scanner.Advance();
        var text = new StringBuilder();
        while (!scanner.Take(quote))
        {
            if (!ReadCharacter(scanner, quote, start, text))
                return null;
        }
        return text.ToString();
    }

    private static bool ReadCharacter(PathScanner scanner, char quote, int start, StringBuilder text)
    {
        if (scanner.IsAtEnd)
        {
            scanner.Refuse(start, scanner.At - start, $"the quoted text has no closing {quote}", $"close it with {quote}");
            return false;
        }
        if (scanner.Current == '\\')
            return ReadEscape(scanner, quote, text);
        if (scanner.Current < ' ')
        {
            scanner.RefuseHere("a control character cannot stand in quoted text", $"write \\u{(int)scanner.Current:x4}, or \\n, \\r, \\t");
            return false;
        }
        if (!Rune.TryGetRuneAt(scanner.Text, scanner.At, out var rune))
        {
            scanner.RefuseHere("half of a surrogate pair is not a character", "write the whole character");
            return false;
        }
        text.Append(scanner.Text, scanner.At, rune.Utf16SequenceLength);
        scanner.Advance(rune.Utf16SequenceLength);
        return true;
    }

    private static bool ReadEscape(PathScanner scanner, char quote, StringBuilder text)
    {
        var escaped = scanner.PeekAt(1);
        if (escaped == 'u')
            return ReadUnicodeEscape(scanner, text);
        var character = escaped switch
        {
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            '/' or '\\' => escaped,
            _ when escaped == quote => quote,
            _ => '\0',
        };
        if (character == '\0')
        {
            RefuseEscape(scanner, escaped);
            return false;
        }
        text.Append(character);
        scanner.Advance(2);
        return true;
    }

    private static void RefuseEscape(PathScanner scanner, char escaped)
    {
        var length = 1 + scanner.RuneLength(scanner.At + 1);
        var shown = char.IsControl(escaped) ? "a backslash here" : scanner.Text.Substring(scanner.At, length);
        var fix = escaped is '"' or '\''
            ? "leave the backslash out; only the quote in use needs one"
            : "write \\\\ for a backslash; the escapes are \\b \\f \\n \\r \\t \\/ \\\\ and \\u with four digits";
        scanner.Refuse(scanner.At, length, $"{shown} is not an escape", fix);
    }

    private static bool ReadUnicodeEscape(PathScanner scanner, StringBuilder text)
    {
        if (!TryUnit(scanner.Text, scanner.At, out var unit))
        {
            scanner.Refuse(scanner.At, 2, "\\u needs four hexadecimal digits", "write for example \\u00e9");
            return false;
        }
        if (!char.IsSurrogate(unit))
        {
            text.Append(unit);
            scanner.Advance(6);
            return true;
        }
        if (!char.IsHighSurrogate(unit) || !TryUnit(scanner.Text, scanner.At + 6, out var low) || !char.IsLowSurrogate(low))
        {
            const string Fix = "write both halves, as in \\uD83D\\uDE00, or the character itself";
            scanner.Refuse(scanner.At, 6, "half of a surrogate pair is not a character", Fix);
            return false;
        }
        text.Append(unit).Append(low);
        scanner.Advance(12);
        return true;
    }

    private static bool TryUnit(string text, int at, out char unit)
    {
        unit = '\0';
        if (at + 6 > text.Length || text[at] != '\\' || text[at + 1] != 'u')
            return false;
        var isHex = ushort.TryParse(text.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value);
        unit = (char)value;
        return isHex;
    }
}
