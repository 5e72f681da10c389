using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;

namespace PingOneScenarios.Engine.Values;

/// <summary>Reads one escape at a place of a text, in the ways of addresses, JSON, markup and folded lines.</summary>
internal static class EscapeReading
{
    private const int LongestEntity = 32;

    /// <summary>What WebUtility, which knows the names of HTML 4, does not know: ASCII by the names of HTML 5.</summary>
    private static readonly Dictionary<string, string> Html5Names = new(StringComparer.Ordinal)
    {
        ["Tab"] = "\t",
        ["NewLine"] = "\n",
        ["excl"] = "!",
        ["num"] = "#",
        ["dollar"] = "$",
        ["percnt"] = "%",
        ["lpar"] = "(",
        ["rpar"] = ")",
        ["ast"] = "*",
        ["plus"] = "+",
        ["comma"] = ",",
        ["period"] = ".",
        ["sol"] = "/",
        ["colon"] = ":",
        ["semi"] = ";",
        ["equals"] = "=",
        ["quest"] = "?",
        ["commat"] = "@",
        ["lsqb"] = "[",
        ["bsol"] = "\\",
        ["rsqb"] = "]",
        ["Hat"] = "^",
        ["lowbar"] = "_",
        ["grave"] = "`",
        ["lcub"] = "{",
        ["verbar"] = "|",
        ["rcub"] = "}",
    };

    /// <summary>A line break with the white space around it, and the backslash before it where that escapes it.</summary>
    public static DecodedPiece Fold(string text, int at, string letters, bool isEscaped)
    {
        // Looked at first: to find the end of the white space again at each line break in it would take the square of its length.
        if (isEscaped && (at == 0 || text[at - 1] != '\\'))
            return default;
        var (start, end) = (at, at);
        while (start > 0 && text[start - 1] is ' ' or '\t')
            start--;
        while (end < text.Length && text[end] is ' ' or '\t' or '\r' or '\n')
            end++;
        if (!isEscaped)
            return new DecodedPiece(start, end - start, letters);
        return new DecodedPiece(at - 1, end - at + 1, letters);
    }

    /// <summary>As in JSON, C and JavaScript.</summary>
    public static DecodedPiece Backslash(string text, int at)
    {
        if (at + 1 == text.Length)
            return default;
        var letter = text[at + 1];
        if (letter is 'u' or 'x')
        {
            var digits = letter == 'u' ? 4 : 2;
            return Hex(text, at + 2, digits) is var code and >= 0 ? new(at, digits + 2, ((char)code).ToString()) : default;
        }
        var meant = letter switch
        {
            '"' or '\'' or '\\' or '/' => letter,
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => '\0',
        };
        return meant == '\0' ? default : new(at, 2, meant.ToString());
    }

    /// <summary>Of XML and HTML: by name, by number, by hexadecimal number.</summary>
    public static DecodedPiece Entity(string text, int at)
    {
        var length = text.AsSpan(at, Math.Min(LongestEntity, text.Length - at)).IndexOf(';') + 1;
        if (length < 3)
            return default;
        var written = text.Substring(at, length);
        if (Html5Names.TryGetValue(written[1..^1], out var letters))
            return new(at, length, letters);
        letters = WebUtility.HtmlDecode(written);
        return letters == written || letters.Length > 2 ? default : new(at, length, letters);
    }

    /// <summary>One letter of an address.</summary>
    public static DecodedPiece Percent(string text, int at) => Octets(text, at, 1);

    /// <summary>One letter of an address inside an address; what is escaped once only is read too.</summary>
    public static DecodedPiece DoublePercent(string text, int at) => Octets(text, at, 3);

    /// <summary>One letter of a form.</summary>
    public static DecodedPiece Form(string text, int at) => text[at] == '+' ? new(at, 1, " ") : Percent(text, at);

    // The octets of one letter in UTF-8; "%2541" stands for "%41" when a mark may be "%25" as well.
    private static DecodedPiece Octets(string text, int at, int longestMark)
    {
        Span<byte> octets = stackalloc byte[4];
        var (count, end) = (0, at);
        while (count < 4 && end < text.Length && text[end] == '%')
        {
            var mark = longestMark == 3 && string.CompareOrdinal(text, end, "%25", 0, 3) == 0 && Hex(text, end + 3, 2) >= 0 ? 3 : 1;
            if (Hex(text, end + mark, 2) is not (var octet and >= 0))
                break;
            octets[count++] = (byte)octet;
            end += mark + 2;
            if (Rune.DecodeFromUtf8(octets[..count], out var letter, out _) is OperationStatus.Done)
                return new(at, end - at, letter.ToString());
        }
        return default;
    }

    private static int Hex(string text, int at, int digits) =>
        at + digits <= text.Length
        && int.TryParse(text.AsSpan(at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            ? code
            : -1;
}
