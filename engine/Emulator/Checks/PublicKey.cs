using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>A JWK of kind RSA or EC (RFC 7517, RFC 7518 section 6).</summary>
internal static class PublicKey
{
    private static readonly Dictionary<string, HashAlgorithmName> Hashes = new()
    {
        ["RS256"] = HashAlgorithmName.SHA256,
        ["RS384"] = HashAlgorithmName.SHA384,
        ["RS512"] = HashAlgorithmName.SHA512,
        ["ES256"] = HashAlgorithmName.SHA256,
        ["ES384"] = HashAlgorithmName.SHA384,
        ["ES512"] = HashAlgorithmName.SHA512,
    };

    // Each ES algorithm belongs to one curve: RFC 7518 section 3.4.
    private static readonly Dictionary<string, (string Name, ECCurve Curve)> Curves = new()
    {
        ["ES256"] = ("P-256", ECCurve.NamedCurves.nistP256),
        ["ES384"] = ("P-384", ECCurve.NamedCurves.nistP384),
        ["ES512"] = ("P-521", ECCurve.NamedCurves.nistP521),
    };

    public static IReadOnlyCollection<string> Algorithms => Hashes.Keys;

    /// <summary>Is the text a JWK set with at least one key?</summary>
    public static bool IsSet(string text) =>
        StrictJson.Parse(Encoding.UTF8.GetBytes(text)) is { ValueKind: JsonValueKind.Object } set
        && set.TryGetProperty("keys", out var keys)
        && keys.ValueKind == JsonValueKind.Array
        && keys.EnumerateArray().Any()
        && keys.EnumerateArray().All(key => key.ValueKind == JsonValueKind.Object);

    /// <summary>False also for a key of another kind, or one that is no key at all.</summary>
    public static bool Verifies(JsonElement key, string algorithm, byte[] input, byte[] signature)
    {
        try
        {
            return Curves.TryGetValue(algorithm, out var curve)
                ? VerifiesEc(key, curve, Hashes[algorithm], (input, signature))
                : VerifiesRsa(key, Hashes[algorithm], (input, signature));
        }
        catch (Exception cause) when (cause is CryptographicException or FormatException)
        {
            return false;
        }
    }

    private static bool VerifiesRsa(JsonElement key, HashAlgorithmName hash, (byte[] Input, byte[] Signature) signed)
    {
        if (Text(key, "kty") != "RSA" || Bytes(key, "n") is not { } modulus || Bytes(key, "e") is not { } exponent)
            return false;
        using var rsa = RSA.Create(new RSAParameters { Modulus = modulus, Exponent = exponent });
        return rsa.VerifyData(signed.Input, signed.Signature, hash, RSASignaturePadding.Pkcs1);
    }

    private static bool VerifiesEc(
        JsonElement key,
        (string Name, ECCurve Curve) curve,
        HashAlgorithmName hash,
        (byte[] Input, byte[] Signature) signed
    )
    {
        if (Text(key, "kty") != "EC" || Text(key, "crv") != curve.Name || Bytes(key, "x") is not { } x || Bytes(key, "y") is not { } y)
            return false;
        using var ec = ECDsa.Create(
            new ECParameters
            {
                Curve = curve.Curve,
                Q = new ECPoint { X = x, Y = y },
            }
        );
        return ec.VerifyData(signed.Input, signed.Signature, hash);
    }

    private static string? Text(JsonElement key, string name) => ClientAssertion.TextOf(key, name);

    private static byte[]? Bytes(JsonElement key, string name) => Text(key, name) is { } text ? Base64Url.DecodeFromChars(text) : null;
}
