using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating.Functions;

/// <summary>One-time codes by the clock (RFC 6238), as an authenticator app shows them.</summary>
internal static class TotpFunctions
{
    private const long LongestPeriod = 3600;

    public static ImmutableArray<FunctionRow> Rows { get; } =
    [
        new(
            "totp.code",
            [
                new("secret", ParameterKind.Text),
                Parameter.Optional("digits", ParameterKind.Number, "6"),
                Parameter.Optional("period", ParameterKind.Duration, "30s"),
                Parameter.Optional("algorithm", ParameterKind.Text, "SHA1"),
            ],
            "The one-time code of this moment (RFC 6238), as text because it may begin with 0: the secret is base32 as behind secret= in an "
                + "otpauth address, spaces and letter case do not count; digits is 6 to 8, period whole seconds up to 1h, algorithm SHA1, SHA256 or "
                + "SHA512.",
            "totp.code deviceSecret digits: 6",
            Code
        ),
    ];

    private static TextValue Code(Arguments a)
    {
        var key = Base32Text.Decode(a.Text(0).Replace(" ", "", StringComparison.Ordinal));
        if (key is null)
            throw new FunctionException("the secret is not base32", 0);
        if (key.Length == 0)
            throw new FunctionException("the secret is empty", 0);
        var digits = (int)a.Whole(1, 6, 8, 6);
        var period = Period(a);
        var hash = HashOf(a.Text(3, "SHA1"));
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, a.World.Clock.GetUtcNow().ToUnixTimeSeconds() / period);
        return new TextValue(Truncated(hash(key, counter.ToArray()), digits));
    }

    private static long Period(Arguments a)
    {
        var seconds = a.Duration(2, TimeSpan.FromSeconds(30)).TotalSeconds;
        return seconds is >= 1 and <= LongestPeriod && seconds == Math.Floor(seconds)
            ? (long)seconds
            : throw new FunctionException("the period must be whole seconds, 1h at most", 2);
    }

#pragma warning disable CA5350 // RFC 6238 has SHA-1 as its usual hash, and servers do too.
    private static Func<byte[], byte[], byte[]> HashOf(string name) =>
        name.ToUpperInvariant() switch
        {
            "SHA1" => HMACSHA1.HashData,
            "SHA256" => HMACSHA256.HashData,
            "SHA512" => HMACSHA512.HashData,
            _ => throw new FunctionException("the algorithm is SHA1, SHA256 or SHA512", 3),
        };
#pragma warning restore CA5350

    // RFC 4226, section 5.3.
    private static string Truncated(byte[] hash, int digits)
    {
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & 0x7fffffff;
        return number.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0')[^digits..];
    }
}
