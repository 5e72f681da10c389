using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PingOneScenarios.Emulator.Devices;

/// <summary>Codes of an authenticator app (RFC 6238): SHA-1, six digits, 30 seconds.</summary>
internal static class Totp
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int StepSeconds = 30;
    private const int SecretBytes = 20;

    /// <summary>A new secret in base32 (RFC 4648), as apps take it.</summary>
    public static string NewSecret(IdSource ids)
    {
        var text = new StringBuilder();
        var (buffer, bits) = (0, 0);
        foreach (var b in ids.Bytes(SecretBytes))
        {
            buffer = (buffer << 8) | b;
            for (bits += 8; bits >= 5; bits -= 5)
                text.Append(Alphabet[(buffer >> (bits - 5)) & 31]);
            buffer &= (1 << bits) - 1;
        }
        return text.ToString();
    }

    /// <summary>What the QR code says that an app scans.</summary>
    public static string KeyUri(string issuer, string account, string secret) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(account)}?secret={secret}&issuer={Uri.EscapeDataString(issuer)}&algorithm=SHA1&digits=6&period={StepSeconds}";

    /// <summary>
    /// The number of the time step the code is of, at most <paramref name="grace"/> steps from now and after <paramref name="last"/>: RFC 6238
    /// section 5.2 lets no code be used twice. Null when it is of none of them.
    /// </summary>
    public static long? StepOf(string code, string secret, DateTimeOffset now, int grace, long last)
    {
        var current = now.ToUnixTimeSeconds() / StepSeconds;
        for (var step = Math.Max(current - grace, last + 1); step <= current + grace; step++)
            if (Code(secret, step) == code)
                return step;
        return null;
    }

    /// <summary>The code of a time step (RFC 4226 section 5.3).</summary>
    public static string Code(string secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // authenticator apps know no other hash
        var hash = HMACSHA1.HashData(Decode(secret), counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] Decode(string secret)
    {
        var bytes = new List<byte>(secret.Length * 5 / 8);
        var (buffer, bits) = (0, 0);
        foreach (var letter in secret)
        {
            buffer = (buffer << 5) | Alphabet.IndexOf(letter, StringComparison.Ordinal);
            bits += 5;
            if (bits < 8)
                continue;
            bits -= 8;
            bytes.Add((byte)(buffer >> bits));
            buffer &= (1 << bits) - 1;
        }
        return [.. bytes];
    }
}
