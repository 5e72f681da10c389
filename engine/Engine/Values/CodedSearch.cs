using System.Buffers;
using System.Text;

namespace PingOneScenarios.Engine.Values;

/// <summary>Finds known secrets that stand in a text as base64, base64url or hex, read from each letter they may begin at; in two layers.</summary>
/// <param name="pieces">Knows the secrets, also as the bytes of their UTF-8.</param>
/// <param name="found">Takes each with the stretch of the text it was read from.</param>
internal readonly struct CodedSearch(PieceIndex pieces, List<(int Start, int End, KnownSecret Secret)> found)
{
    /// <summary>Eight bytes in base64.</summary>
    private const int Shortest = 11;

    private const int Layers = 2;

    private static readonly SearchValues<char> Letters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_"
    );

    private static readonly SearchValues<byte> Bytes = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_"u8
    );

    private static readonly byte[] Values = ValuesOfLetters();

    public void In(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length; )
        {
            var start = text[at..].IndexOfAny(Letters);
            if (start < 0)
                return;
            start += at;
            var length = text[start..].IndexOfAnyExcept(Letters);
            at = length < 0 ? text.Length : start + length;
            if (at - start < Shortest)
                continue;
            var run = ArrayPool<byte>.Shared.Rent(at - start);
            var count = Encoding.ASCII.GetBytes(text[start..at], run);
            InRun(run.AsSpan(0, count), Layers, (start, at));
            ArrayPool<byte>.Shared.Return(run);
        }
    }

    private void InRun(ReadOnlySpan<byte> run, int layers, (int Start, int End) origin)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(run.Length);
        for (var lead = 0; lead < 4; lead++)
            Look(buffer.AsSpan(0, Base64(run[lead..], buffer)), layers - 1, origin);
        if (run.Length >= 2 * PieceIndex.Piece && IsHex(run))
        {
            for (var lead = 0; lead < 2; lead++)
                Look(buffer.AsSpan(0, Hex(run[lead..], buffer)), layers - 1, origin);
        }
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private void Look(ReadOnlySpan<byte> decoded, int layers, (int Start, int End) origin)
    {
        if (pieces.MayHold(decoded))
        {
            foreach (var (_, _, secret) in pieces.Find(Encoding.Latin1.GetString(decoded)))
                found.Add((origin.Start, origin.End, secret));
        }
        for (var at = 0; layers > 0 && at < decoded.Length; )
        {
            var start = decoded[at..].IndexOfAny(Bytes);
            if (start < 0)
                return;
            start += at;
            var length = decoded[start..].IndexOfAnyExcept(Bytes);
            at = length < 0 ? decoded.Length : start + length;
            if (at - start >= Shortest)
                InRun(decoded[start..at], layers, origin);
        }
    }

    private static bool IsHex(ReadOnlySpan<byte> run)
    {
        foreach (var letter in run)
        {
            if (!char.IsAsciiHexDigit((char)letter))
                return false;
        }
        return true;
    }

    private static int Hex(ReadOnlySpan<byte> run, byte[] to)
    {
        for (var i = 0; i + 1 < run.Length; i += 2)
            to[i / 2] = (byte)(Digit(run[i]) << 4 | Digit(run[i + 1]));
        return run.Length / 2;
    }

    private static int Digit(byte letter) => letter <= '9' ? letter - '0' : (letter | 0x20) - 'a' + 10;

    // Six bits a letter; what is left at the end and no whole byte is dropped.
    private static int Base64(ReadOnlySpan<byte> run, byte[] to)
    {
        var (bits, held, count) = (0, 0, 0);
        foreach (var letter in run)
        {
            (bits, held) = (bits << 6 | Values[letter], held + 6);
            if (held < 8)
                continue;
            held -= 8;
            to[count++] = (byte)(bits >> held);
            bits &= (1 << held) - 1;
        }
        return count;
    }

    private static byte[] ValuesOfLetters()
    {
        var values = new byte[256];
        for (var i = 0; i < 26; i++)
            (values['A' + i], values['a' + i]) = ((byte)i, (byte)(i + 26));
        for (var i = 0; i < 10; i++)
            values['0' + i] = (byte)(i + 52);
        (values['+'], values['-'], values['/'], values['_']) = (62, 62, 63, 63);
        return values;
    }
}
