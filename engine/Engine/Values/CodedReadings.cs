using System.Buffers;
using System.Text;

namespace PingOneScenarios.Engine.Values;

/// <summary>What stands in a text as base64, base64url or hex, read from each letter it may begin at; in two layers.</summary>
internal static class CodedReadings
{
    private const int ShortestCoded = 11;

    private const int Layers = 2;

    /// <summary>Of a text that is decoded in each of its alignments; a longer one is decoded in one layer.</summary>
    private const int LongestTwice = 1 << 20;

    private static readonly SearchValues<char> Letters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_"
    );

    /// <summary>The decoded texts, each with the stretch of the text it was read from.</summary>
    public static IEnumerable<(string Text, int Start, int End)> Of(string text) => Of(text, text.Length > LongestTwice ? 1 : Layers);

    private static IEnumerable<(string Text, int Start, int End)> Of(string text, int layers)
    {
        for (var at = 0; at < text.Length; )
        {
            var start = text.AsSpan(at).IndexOfAny(Letters);
            if (start < 0)
                yield break;
            start += at;
            var length = text.AsSpan(start).IndexOfAnyExcept(Letters);
            var end = length < 0 ? text.Length : start + length;
            at = end + 1;
            if (end - start < ShortestCoded)
                continue;
            foreach (var decoded in Decoded(text[start..end]))
            {
                yield return (decoded, start, end);
                if (layers < 2)
                    continue;
                foreach (var inner in Of(decoded, layers - 1))
                    yield return (inner.Text, start, end);
            }
        }
    }

    private static IEnumerable<string> Decoded(string run)
    {
        for (var lead = 0; lead < 4; lead++)
            yield return Base64(run, lead);
        if (IsHex(run))
        {
            yield return Hex(run, 0);
            yield return Hex(run, 1);
        }
    }

    private static bool IsHex(string run)
    {
        foreach (var letter in run)
        {
            if (!char.IsAsciiHexDigit(letter))
                return false;
        }
        return run.Length >= 2 * PieceIndex.Piece;
    }

    private static string Hex(string run, int lead)
    {
        var bytes = Convert.FromHexString(run.AsSpan(lead, (run.Length - lead) / 2 * 2));
        return Encoding.UTF8.GetString(bytes);
    }

    // Six bits a letter; of what is left at the end a byte that is not whole is dropped.
    private static string Base64(string run, int lead)
    {
        var bytes = new byte[(run.Length - lead) * 3 / 4];
        var (bits, held, count) = (0, 0, 0);
        for (var i = lead; i < run.Length && count < bytes.Length; i++)
        {
            (bits, held) = (bits << 6 | Value(run[i]), held + 6);
            if (held < 8)
                continue;
            held -= 8;
            bytes[count++] = (byte)(bits >> held);
            bits &= (1 << held) - 1;
        }
        return Encoding.UTF8.GetString(bytes, 0, count);
    }

    private static int Value(char letter) =>
        letter switch
        {
            >= 'A' and <= 'Z' => letter - 'A',
            >= 'a' and <= 'z' => letter - 'a' + 26,
            >= '0' and <= '9' => letter - '0' + 52,
            '+' or '-' => 62,
            _ => 63,
        };
}
