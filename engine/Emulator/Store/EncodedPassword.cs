using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace PingOneScenarios.Emulator.Store;

/// <summary>A password that was sent as the digest of itself and a salt: <c>{SSHA512}</c> and then both in Base64, the digest first.</summary>
internal sealed class EncodedPassword
{
    private static readonly FrozenDictionary<string, (Func<byte[], byte[]> Digest, int Length)> Digests = new Dictionary<
        string,
        (Func<byte[], byte[]>, int)
    >
    {
#pragma warning disable CA5350 // what was stored long ago must be read
        ["SSHA"] = (SHA1.HashData, SHA1.HashSizeInBytes),
#pragma warning restore CA5350
        ["SSHA256"] = (SHA256.HashData, SHA256.HashSizeInBytes),
        ["SSHA384"] = (SHA384.HashData, SHA384.HashSizeInBytes),
        ["SSHA512"] = (SHA512.HashData, SHA512.HashSizeInBytes),
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> Others = new[]
    {
        "PBKDF2",
        "ARGON2",
        "MSKCC_PBKDF2",
        "SCRYPT",
        "SCRYPT_RFC7914",
        "BCRYPT",
    }.ToFrozenSet();

    private readonly Func<byte[], byte[]> digest;
    private readonly byte[] expected;
    private readonly byte[] salt;

    private EncodedPassword(Func<byte[], byte[]> digest, byte[] expected, byte[] salt) =>
        (this.digest, this.expected, this.salt) = (digest, expected, salt);

    /// <summary>The schemes that are verified.</summary>
    public static IEnumerable<string> Schemes => Digests.Keys.Order(StringComparer.Ordinal).Select(scheme => $"{{{scheme}}}");

    /// <summary>What stands in braces in front, when it is a scheme PingOne has; else null, and the text is a password in clear.</summary>
    public static string? SchemeOf(string text) =>
        text.StartsWith('{') && text.IndexOf('}') is > 0 and var end && text[1..end] is var scheme && IsScheme(scheme) ? scheme : null;

    /// <summary>PingOne has it, the emulator has not.</summary>
    public static bool IsUnserved(string scheme) => Others.Contains(scheme);

    /// <summary>Null when it is not one of a scheme that is verified, or not well-formed.</summary>
    public static EncodedPassword? Find(string text)
    {
        if (SchemeOf(text) is not { } scheme || !Digests.TryGetValue(scheme, out var row))
            return null;
        var encoded = text.AsSpan(scheme.Length + 2);
        var bytes = new byte[encoded.Length];
        return Convert.TryFromBase64Chars(encoded, bytes, out var length) && length > row.Length
            ? new(row.Digest, bytes[..row.Length], bytes[row.Length..length])
            : null;
    }

    public bool Matches(string password) =>
        CryptographicOperations.FixedTimeEquals(digest([.. Encoding.UTF8.GetBytes(password), .. salt]), expected);

    private static bool IsScheme(string scheme) => Digests.ContainsKey(scheme) || Others.Contains(scheme);
}
