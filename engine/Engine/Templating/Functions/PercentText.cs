using System.Text;

namespace PingOneScenarios.Engine.Templating.Functions;

/// <summary>Decoding of percent escapes, as UTF-8.</summary>
internal static class PercentText
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A percent sign without two hexadecimal digits behind it stays as it is (WHATWG URL, section 1.3).</summary>
    /// <exception cref="FunctionException">The escaped bytes are not UTF-8; blamed on <paramref name="argument"/>.</exception>
    public static string Decode(string text, int argument, bool plusIsSpace)
    {
        if (plusIsSpace)
            text = text.Replace('+', ' ');
        if (!text.Contains('%', StringComparison.Ordinal))
            return text;
        var from = Encoding.UTF8.GetBytes(text);
        var to = new byte[from.Length];
        var length = 0;
        for (var i = 0; i < from.Length; i++, length++)
        {
            to[length] = from[i];
            if (
                from[i] != '%'
                || i + 2 >= from.Length
                || !char.IsAsciiHexDigit((char)from[i + 1])
                || !char.IsAsciiHexDigit((char)from[i + 2])
            )
                continue;
            to[length] = Convert.FromHexString(Encoding.ASCII.GetString(from, i + 1, 2))[0];
            i += 2;
        }
        return Utf8(to.AsSpan(0, length), argument);
    }

    /// <exception cref="FunctionException">The bytes are not UTF-8; blamed on <paramref name="argument"/>.</exception>
    public static string Utf8(ReadOnlySpan<byte> bytes, int argument)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new FunctionException("the decoded bytes are no text, they are not UTF-8", argument);
        }
    }
}
