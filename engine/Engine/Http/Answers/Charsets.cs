using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace PingOneScenarios.Engine.Http.Answers;

/// <summary>
/// Charsets by the names servers give them (the labels of the WHATWG Encoding Standard, and what .NET has beside them). Each is strict: bytes
/// that are no letter of it are an exception, never U+FFFD.
/// </summary>
internal static class Charsets
{
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
        && charset.CodePage is not (CodePages.Gb18030 or CodePages.Macintosh)
        && text.ContainsAnyInRange('\uE000', '\uF8FF');

    // Asked only here, so that a run that meets none of them does not load their tables.
    private static Encoding? OfPages(string name)
    {
        var (encoder, decoder) = (EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        return CodePages.Find(name) is { } page
            ? CodePagesEncodingProvider.Instance.GetEncoding(page, encoder, decoder)
            : CodePagesEncodingProvider.Instance.GetEncoding(name, encoder, decoder);
    }
}
