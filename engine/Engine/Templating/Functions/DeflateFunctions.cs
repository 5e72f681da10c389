using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating.Functions;

/// <summary>Raw DEFLATE (RFC 1951) of texts in UTF-8, in base64 since what it gives is no text: the encoding of the SAML redirect binding.</summary>
internal static class DeflateFunctions
{
    private const int Piece = 81_920;

    /// <summary>One last block with nothing in it; the library makes no block at all of no bytes.</summary>
    private const string OfNothing = "AwA=";

    public static ImmutableArray<FunctionRow> Rows { get; } =
    [
        new(
            "deflate.encode",
            [new("text", ParameterKind.Text)],
            "The UTF-8 of the text compressed as raw DEFLATE (RFC 1951) and then as base64, as SAMLRequest is in the redirect binding "
                + "(SAML Bindings section 3.4.4.1); query encodes it for the address.",
            "deflate.encode \"<samlp:AuthnRequest/>\"",
            Encode
        ),
        new(
            "deflate.decode",
            [new("text", ParameterKind.Text)],
            "The text of up to 16 MB that was compressed as raw DEFLATE (RFC 1951) and then encoded as base64; the bytes must be UTF-8.",
            "deflate.decode \"S0xKBgA=\"",
            Decode
        ),
    ];

    private static TextValue Encode(Arguments a)
    {
        if (a.Text(0).Length == 0)
            return new TextValue(OfNothing);
        var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            deflate.Write(Encoding.UTF8.GetBytes(a.Text(0)));
        return new TextValue(Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length));
    }

    private static TextValue Decode(Arguments a)
    {
        byte[] packed;
        try
        {
            packed = Convert.FromBase64String(a.Text(0));
        }
        catch (FormatException)
        {
            throw new FunctionException("the text is not base64", 0);
        }
        return new TextValue(PercentText.Utf8(Inflate(packed, a.Work), 0));
    }

    private static ReadOnlySpan<byte> Inflate(byte[] packed, WorkLimit work)
    {
        var (text, piece) = (new MemoryStream(), new byte[Piece]);
        try
        {
            using var source = new Packed(packed);
            using var inflate = new DeflateStream(source, CompressionMode.Decompress);
            for (var read = inflate.Read(piece); read > 0; read = inflate.Read(piece))
            {
                work.Spend(read);
                text.Write(piece, 0, read);
                if (text.Length > TemplateRenderer.LargestOutput)
                    throw new FunctionException("the result is longer than 16 MB");
            }
            if (source.IsPassed)
                throw new InvalidDataException();
        }
        catch (InvalidDataException)
        {
            throw new FunctionException("the bytes are not raw DEFLATE", 0);
        }
        return text.GetBuffer().AsSpan(0, (int)text.Length);
    }

    // Who reads beyond the end has not seen the last block: the library takes what was cut off for the whole.
    private sealed class Packed(byte[] bytes) : MemoryStream(bytes, writable: false)
    {
        public bool IsPassed { get; private set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = base.Read(buffer, offset, count);
            IsPassed |= read == 0;
            return read;
        }
    }
}
