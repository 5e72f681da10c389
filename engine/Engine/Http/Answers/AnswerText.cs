using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace PingOneScenarios.Engine.Http.Answers;

/// <summary>
/// A body as text. The charset is what a byte order mark says, else what its Content-Type names, else what an XML declaration or the meta
/// element of an HTML page says, else UTF-8; bytes that do not fit it are an objection, never a letter that stands for any (U+FFFD).
/// </summary>
/// <param name="Text">Without a byte order mark; null when it cannot be read.</param>
/// <param name="Objection">Why it cannot be read, with the name of the charset; null when it can.</param>
internal sealed partial record AnswerText(string? Text, string? Objection)
{
    /// <summary>In bytes, where browsers look for a meta element (HTML, section 13.2.3.2).</summary>
    private const int HtmlHead = 1024;

    private const int LongestName = 40;

    /// <param name="body">Without its content encoding.</param>
    /// <param name="contentType">Null when the answer has none.</param>
    public static AnswerText Read(byte[] body, string? contentType)
    {
        if (Mark(body) is var (marked, length))
            return Decode(body, length, marked, "its byte order mark says");
        if (NamedIn(contentType) is { } named)
            return Decode(body, named, "its Content-Type names");
        return DeclaredIn(body, contentType) is { } declared ? Decode(body, declared, "it declares")
            : Utf8.IsValid(body) ? new AnswerText(Encoding.UTF8.GetString(body), null)
            : new AnswerText(null, $"it names no charset and is not UTF-8 ({Misfit(body, Charsets.Utf8)})");
    }

    /// <summary>
    /// A body of JSON in UTF-8, which JSON is (RFC 8259, section 8.1); one of a server that writes it otherwise is read by its byte order mark or
    /// the charset its Content-Type names.
    /// </summary>
    /// <returns>The body itself when it is UTF-8, or nobody knows what it is in.</returns>
    public static ReadOnlyMemory<byte> JsonOf(byte[] body, string? contentType)
    {
        if (Mark(body) is null && Wide(body) is { } wide)
            return Utf8Of(Decode(body, 0, wide, "it looks like"), body);
        return NamedIn(contentType) is { } named && !IsUtf8(named, body) || body is [0xFE or 0xFF, ..]
            ? Utf8Of(Read(body, contentType), body)
            : body;
    }

    private static byte[] Utf8Of(AnswerText read, byte[] body) => read.Text is { } text ? Encoding.UTF8.GetBytes(text) : body;

    // JSON begins with a letter of ASCII, so the zeros around it tell.
    private static Encoding? Wide(byte[] body) =>
        body switch
        {
            [0, 0, 0, not 0, ..] => Charsets.Utf32(isBigEndian: true),
            [not 0, 0, 0, 0, ..] => Charsets.Utf32(isBigEndian: false),
            [0, not 0, ..] => Charsets.Utf16(isBigEndian: true),
            [not 0, 0, ..] => Charsets.Utf16(isBigEndian: false),
            _ => null,
        };

    /// <summary>The text for people: what cannot be read of it stands as <c>\xNN</c>.</summary>
    public static string Shown(byte[] body, AnswerText read) => read.Text ?? ShownBytes.Utf8.GetString(body);

    // Every text is one of a single-byte charset, and hardly one that is not meant as UTF-8 is that.
    private static bool IsUtf8(string name, byte[] body) =>
        name.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
        || !Charsets.TryFind(name, body, out var charset)
        || charset is UnicodeEncoding or UTF32Encoding
        || charset.IsSingleByte && Utf8.IsValid(body);

    private static AnswerText Decode(byte[] body, string name, string whoSays) =>
        Charsets.TryFind(name, body, out var charset)
            ? Decode(body, 0, charset, whoSays, name)
            : new AnswerText(null, $"the charset \"{Short(name)}\" that {whoSays} is not known");

    private static AnswerText Decode(byte[] body, int from, Encoding charset, string whoSays, string? name = null)
    {
        name = Short(name ?? charset.WebName);
        try
        {
            var text = Charsets.Read(charset, body.AsSpan(from));
            return Charsets.LeavesOpen(charset, text)
                ? new AnswerText(null, $"it is not in the charset \"{name}\" that {whoSays}, which has no letter for a byte of it")
                : new AnswerText(text, null);
        }
        catch (DecoderFallbackException)
        {
            return new AnswerText(null, $"it is not in the charset \"{name}\" that {whoSays} ({Misfit(body[from..], charset)})");
        }
    }

    private static string Misfit(byte[] body, Encoding charset)
    {
        try
        {
            Charsets.Read(charset, body);
            return "it breaks off";
        }
        catch (DecoderFallbackException e)
        {
            var (at, unknown) = (Math.Max(0, e.Index), e.BytesUnknown ?? []);
            var bytes = unknown.Take(Math.Min(4, body.Length - at)).Select(b => b.ToString("X2", CultureInfo.InvariantCulture));
            var end = at + unknown.Length > body.Length ? ", where it breaks off" : "";
            return string.Create(CultureInfo.InvariantCulture, $"{string.Join(' ', bytes)} at byte {at + 1}{end}");
        }
    }

    private static (Encoding Charset, int Length)? Mark(ReadOnlySpan<byte> body) =>
        body switch
        {
            [0xEF, 0xBB, 0xBF, ..] => (Charsets.Utf8, 3),
            [0xFF, 0xFE, 0, 0, ..] => (Charsets.Utf32(isBigEndian: false), 4),
            [0, 0, 0xFE, 0xFF, ..] => (Charsets.Utf32(isBigEndian: true), 4),
            [0xFF, 0xFE, ..] => (Charsets.Utf16(isBigEndian: false), 2),
            [0xFE, 0xFF, ..] => (Charsets.Utf16(isBigEndian: true), 2),
            _ => null,
        };

    private static string? NamedIn(string? contentType) =>
        contentType?.Contains("charset", StringComparison.OrdinalIgnoreCase) == true
        && Parameter().Match(contentType) is { Success: true } found
            ? found.Groups[1].Value.Trim('"', '\'', ' ') is { Length: > 0 } name
                ? name
                : null
            : null;

    // Both can be read before the charset is known, because all that may be named is ASCII that far; what says UTF-16 and can be read so is UTF-8.
    private static string? DeclaredIn(byte[] body, string? contentType)
    {
        if (body is [0x3C, 0, 0x3F, 0, ..] or [0, 0x3C, 0, 0x3F, ..])
            return body[0] == 0 ? "utf-16be" : "utf-16le";
        var head = Encoding.Latin1.GetString(body, 0, Math.Min(HtmlHead, body.Length));
        var found = head.StartsWith("<?xml", StringComparison.Ordinal) ? Declaration().Match(head) : Match.Empty;
        if (!found.Success && contentType is not null && contentType.Contains("html", StringComparison.OrdinalIgnoreCase))
            found = Meta().Match(Comment().Replace(head, ""));
        if (!found.Success)
            return null;
        var name = found.Groups[1].Value;
        return name.StartsWith("utf-16", StringComparison.OrdinalIgnoreCase) ? "utf-8" : name;
    }

    private static string Short(string name) => name.Length > LongestName ? name[..LongestName] + "…" : name;

    [GeneratedRegex(";\\s*charset\\s*=\\s*(\"[^\"]*\"|[^;,\\s]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();

    [GeneratedRegex("^<\\?xml[^>]*?\\sencoding\\s*=\\s*[\"']([A-Za-z][A-Za-z0-9._-]*)[\"']", RegexOptions.CultureInvariant)]
    private static partial Regex Declaration();

    [GeneratedRegex("<meta\\s[^>]*?charset\\s*=\\s*[\"']?\\s*([A-Za-z0-9._:-]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Meta();

    [GeneratedRegex("<!--[\\s\\S]*?-->", RegexOptions.CultureInvariant)]
    private static partial Regex Comment();
}
