using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating.Functions;

/// <summary>Base64, base64url and base32 of texts in UTF-8 (RFC 4648).</summary>
internal static class Base64Functions
{
    public static ImmutableArray<FunctionRow> Rows { get; } =
    [
        new(
            "base64.encode",
            [new("text", ParameterKind.Text)],
            "The UTF-8 of the text as base64 with padding (RFC 4648 section 4).",
            "base64.encode $\"{clientID}:{clientSecret}\"",
            a => Convert.ToBase64String(Encoding.UTF8.GetBytes(a.Text(0)))
        ),
        new(
            "base64.decode",
            [new("text", ParameterKind.Text)],
            "The text that was encoded as base64; the bytes must be UTF-8.",
            "base64.decode \"YWJj\"",
            a => Decode(() => Convert.FromBase64String(a.Text(0)), "base64")
        ),
        new(
            "base64url.encode",
            [new("text", ParameterKind.Text)],
            "The UTF-8 of the text as base64url without padding (RFC 4648 section 5).",
            "base64url.encode \"abc\"",
            a => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(a.Text(0)))
        ),
        new(
            "base64url.decode",
            [new("text", ParameterKind.Text)],
            "The text that was encoded as base64url, with or without padding; the bytes must be UTF-8.",
            "base64url.decode \"YWJj\"",
            a => Decode(() => Base64Url.DecodeFromChars(a.Text(0)), "base64url")
        ),
        new(
            "base32.encode",
            [new("text", ParameterKind.Text)],
            "The UTF-8 of the text as base32 with padding (RFC 4648 section 6).",
            "base32.encode \"abc\"",
            a => new TextValue(Base32Text.Encode(Encoding.UTF8.GetBytes(a.Text(0))))
        ),
        new(
            "base32.decode",
            [new("text", ParameterKind.Text)],
            "The text that was encoded as base32 in either letter case, with or without padding; the bytes must be UTF-8.",
            "base32.decode \"MFRGG===\"",
            a => Decode(() => Base32Text.Decode(a.Text(0)) ?? throw new FormatException(), "base32")
        ),
    ];

    private static TextValue Decode(Func<byte[]> decode, string encoding)
    {
        byte[] bytes;
        try
        {
            bytes = decode();
        }
        catch (FormatException)
        {
            throw new FunctionException($"the text is not {encoding}", 0);
        }
        return new TextValue(PercentText.Utf8(bytes, 0));
    }
}
