using System.Text;

namespace PingOneScenarios.Engine.Templating.Functions;

/// <summary>Base32 of bytes (RFC 4648, section 6).</summary>
internal static class Base32Text
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private const int GroupBytes = 5;
    private const int GroupLetters = 8;

    /// <summary>With padding.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder((bytes.Length + GroupBytes - 1) / GroupBytes * GroupLetters);
        var (bits, count) = (0, 0);
        foreach (var next in bytes)
        {
            bits = (bits << 8) | next;
            for (count += 8; count >= 5; count -= 5)
                text.Append(Letters[(bits >> (count - 5)) & 31]);
            bits &= (1 << count) - 1;
        }
        if (count > 0)
            text.Append(Letters[(bits << (5 - count)) & 31]);
        return text.Append('=', (GroupLetters - (text.Length % GroupLetters)) % GroupLetters).ToString();
    }

    /// <summary>In either letter case, with its padding or without; null for what is not base32.</summary>
    public static byte[]? Decode(string text)
    {
        var letters = text.AsSpan().TrimEnd('=');
        // What is left of 8 letters stands for whole bytes.
        if (letters.Length % GroupLetters is 1 or 3 or 6 || letters.Length < text.Length && text.Length % GroupLetters != 0)
            return null;
        if (text.Length - letters.Length >= GroupLetters)
            return null;
        var bytes = new byte[letters.Length * 5 / 8];
        var (bits, count, at) = (0, 0, 0);
        foreach (var letter in letters)
        {
            var value = Letters.IndexOf(char.ToUpperInvariant(letter), StringComparison.Ordinal);
            if (value < 0 || !char.IsAscii(letter))
                return null;
            bits = (bits << 5) | value;
            count += 5;
            if (count < 8)
                continue;
            count -= 8;
            bytes[at++] = (byte)(bits >> count);
            bits &= (1 << count) - 1;
        }
        // Bits that say nothing are zero, so that one text stands for these bytes.
        return bits == 0 ? bytes : null;
    }
}
