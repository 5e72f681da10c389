using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;

namespace PingOneScenarios.Emulator.Tests.Devices;

/// <summary>An authenticator app (RFC 6238), made once more so that it shares nothing with the emulator.</summary>
internal static class Apps
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <param name="secret">In base32.</param>
    /// <param name="now">When.</param>
    /// <param name="steps">How many steps of 30 seconds from then.</param>
    public static string Code(string secret, DateTimeOffset now, int steps = 0)
    {
        var number = secret.Aggregate(BigInteger.Zero, (sum, letter) => sum * 32 + Alphabet.IndexOf(letter, StringComparison.Ordinal));
        number >>= secret.Length * 5 % 8;
        var key = new byte[secret.Length * 5 / 8];
        var bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        bytes.CopyTo(key, key.Length - bytes.Length);
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, now.ToUnixTimeSeconds() / 30 + steps);
#pragma warning disable CA5350 // authenticator apps know no other hash
        var hash = HMACSHA1.HashData(key, counter);
#pragma warning restore CA5350
        var truncated = BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(hash[19] & 15, 4)) & 0x7FFF_FFFF;
        return (truncated % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }
}
