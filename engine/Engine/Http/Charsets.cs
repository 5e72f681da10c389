using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace PingOneScenarios.Engine.Http;

/// <summary>
/// Charsets by the names servers give them (the labels of the WHATWG Encoding Standard, and what .NET has beside them). Each is strict: bytes
/// that are no letter of it are an exception, never U+FFFD.
/// </summary>
internal static class Charsets
{
    private const int Gbk = 936;
    private const int UnifiedHangul = 949;
    private const int Windows1252 = 1252;
    private const int Gb18030 = 54936;
    private const int Macintosh = 10000;

    private static readonly FrozenDictionary<string, int> Pages = Table().ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static Encoding Utf8 { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The charset of a name; false when there is none.</summary>
    /// <param name="name">Case does not count.</param>
    /// <param name="body">Tells which of the two orders UTF-16 is in where the name does not.</param>
    /// <param name="charset">Strict.</param>
    public static bool TryFind(string name, ReadOnlySpan<byte> body, [NotNullWhen(true)] out Encoding? charset)
    {
        charset = name.ToLowerInvariant() switch
        {
            "utf-8" or "utf8" or "unicode-1-1-utf-8" => Utf8,
            "us-ascii" or "ascii" => Encoding.GetEncoding("us-ascii", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback),
            "utf-16" or "ucs-2" or "iso-10646-ucs-2" or "unicode" => Utf16(body is [0, not 0, ..]),
            "utf-16le" => Utf16(isBigEndian: false),
            "utf-16be" => Utf16(isBigEndian: true),
            "utf-32" => Utf32(body is [0, ..]),
            "utf-32le" => Utf32(isBigEndian: false),
            "utf-32be" => Utf32(isBigEndian: true),
            _ => OfPages(name),
        };
        return charset is not null;
    }

    public static Encoding Utf16(bool isBigEndian) => new UnicodeEncoding(isBigEndian, byteOrderMark: false, throwOnInvalidBytes: true);

    public static Encoding Utf32(bool isBigEndian) => new UTF32Encoding(isBigEndian, byteOrderMark: false, throwOnInvalidCharacters: true);

    /// <summary>The whole of a text; the tables of .NET drop half a letter at its end, which a line break behind it brings to light.</summary>
    /// <exception cref="DecoderFallbackException">Bytes are no letter of the charset.</exception>
    public static string Read(Encoding charset, ReadOnlySpan<byte> body)
    {
        if (charset.IsSingleByte || charset is UTF8Encoding or UnicodeEncoding or UTF32Encoding)
            return charset.GetString(body);
        byte[] ended = [.. body, (byte)'\n'];
        return charset.GetString(ended)[..^1];
    }

    /// <summary>Whether .NET made a letter of private use of what the charset leaves open; GB 18030 and the Macintosh have such letters.</summary>
    public static bool LeavesOpen(Encoding charset, ReadOnlySpan<char> text) =>
        charset is not (UTF8Encoding or UnicodeEncoding or UTF32Encoding)
        && charset.CodePage is not (Gb18030 or Macintosh)
        && text.ContainsAnyInRange('\uE000', '\uF8FF');

    // Asked only here, so that a run that meets none of them does not load their tables.
    private static Encoding? OfPages(string name)
    {
        var (encoder, decoder) = (EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        return Pages.TryGetValue(name, out var page)
            ? CodePagesEncodingProvider.Instance.GetEncoding(page, encoder, decoder)
            : CodePagesEncodingProvider.Instance.GetEncoding(name, encoder, decoder);
    }

    private static Dictionary<string, int> Table()
    {
        var pages = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        Add(
            pages,
            Windows1252,
            "iso-8859-1",
            "iso8859-1",
            "iso_8859-1",
            "iso88591",
            "latin1",
            "latin-1",
            "l1",
            "cp1252",
            "x-cp1252",
            "cp819",
            "ibm819"
        );
        Add(pages, Gbk, "gb2312", "gb_2312", "gb_2312-80", "gbk", "x-gbk", "cp936", "ms936", "euc-cn", "chinese", "csgb2312", "iso-ir-58");
        Add(pages, 950, "big5", "big-5", "cn-big5", "x-x-big5", "csbig5", "cp950");
        Add(pages, 932, "shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j", "ms_kanji", "ms932", "cp932", "csshiftjis");
        Add(pages, 51932, "euc-jp", "eucjp", "x-euc-jp", "cseucpkdfmtjapanese");
        Add(
            pages,
            UnifiedHangul,
            "euc-kr",
            "euckr",
            "cseuckr",
            "ks_c_5601-1987",
            "ks_c_5601-1989",
            "ksc5601",
            "ksc_5601",
            "korean",
            "windows-949",
            "cp949",
            "uhc"
        );
        Add(pages, 874, "windows-874", "tis-620", "iso-8859-11", "iso8859-11", "dos-874", "cp874");
        Add(pages, 866, "ibm866", "cp866", "866");
        Add(pages, 20866, "koi8-r", "koi8", "koi", "koi8_r");
        Add(pages, 21866, "koi8-u", "koi8-ru");
        Add(pages, Macintosh, "macintosh", "mac", "x-mac-roman");
        Add(pages, 10007, "x-mac-cyrillic", "x-mac-ukrainian");
        Add(pages, Gb18030, "gb18030");
        for (var part = 0; part <= 8; part++)
            Add(pages, 1250 + part, $"windows-125{part}", $"cp125{part}", $"x-cp125{part}");
        foreach (var part in new[] { 2, 3, 4, 5, 6, 7, 8, 9, 13, 15 })
            Add(pages, 28590 + part, $"iso-8859-{part}", $"iso8859-{part}", $"iso_8859-{part}", $"iso8859{part}");
        Add(pages, 38598, "iso-8859-8-i", "logical");
        Add(pages, 28592, "latin2", "l2");
        Add(pages, 28605, "latin9", "latin-9", "l9");
        Add(pages, 1254, "iso-8859-9", "iso8859-9", "latin5", "l5");
        return pages;
    }

    private static void Add(Dictionary<string, int> pages, int page, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            pages[name] = page;
    }
}
