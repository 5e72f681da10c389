using System.Collections.Immutable;
using System.Text;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating.Functions;

/// <summary>Hexadecimal digits of texts in UTF-8 (RFC 4648, section 8).</summary>
internal static class HexFunctions
{
    private static readonly Parameter Text = new("text", ParameterKind.Text);

    public static ImmutableArray<FunctionRow> Rows { get; } =
    [
        new(
            "hex.encode",
            [Text],
            "The UTF-8 of the text as hexadecimal digits in lower case, two for each byte.",
            "hex.encode \"abc\"",
            a => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(a.Text(0)))
        ),
        new(
            "hex.decode",
            [Text],
            "The text that was encoded as hexadecimal digits in lower or upper case; the bytes must be UTF-8.",
            "hex.decode \"616263\"",
            Decode
        ),
    ];

    private static TextValue Decode(Arguments a)
    {
        byte[] bytes;
        try
        {
            bytes = Convert.FromHexString(a.Text(0));
        }
        catch (FormatException)
        {
            throw new FunctionException("the text is not an even number of hexadecimal digits", 0);
        }
        return new TextValue(PercentText.Utf8(bytes, 0));
    }
}
