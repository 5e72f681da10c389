using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace PingOneScenarios.Engine.Templating.Functions.Signing;

/// <summary>A key for signatures, read from PEM, from a JWK or from the text of a shared secret.</summary>
/// <param name="Type"><c>oct</c>, <c>RSA</c> or <c>EC</c>.</param>
/// <param name="Curve">The name of the curve, null unless <paramref name="Type"/> is <c>EC</c>.</param>
/// <param name="Bits">Its size; of a shared secret its length.</param>
/// <param name="IsPrivate">Whether it can sign.</param>
/// <param name="Key">As the cryptographic library takes it.</param>
internal sealed record SigningKey(string Type, string? Curve, int Bits, bool IsPrivate, SecurityKey Key)
{
    // In bits.
    private const int ShortestRsa = 2048;

    /// <summary>The <c>kid</c> of a JWK, else null.</summary>
    public string? Id { get; init; }

    /// <summary>The <c>alg</c> of a JWK: the only algorithm it may be used with. Else null.</summary>
    public string? OnlyAlgorithm { get; init; }

    /// <summary>The <c>use</c> of a JWK, else null.</summary>
    public string? Use { get; init; }

    /// <summary>The <c>key_ops</c> of a JWK; null when it has none, empty when nothing is allowed.</summary>
    public ImmutableArray<string>? Operations { get; init; }

    public static SigningKey FromSecret(byte[] secret) =>
        new("oct", null, secret.Length * 8, IsPrivate: true, new SymmetricSecurityKey(secret) { CryptoProviderFactory = Uncached() });

    public static SigningKey FromRsa(RSA rsa, bool isPrivate) =>
        new("RSA", null, rsa.KeySize, isPrivate, new RsaSecurityKey(rsa) { CryptoProviderFactory = Uncached() });

    public static SigningKey FromEllipticCurve(ECDsa curve, bool isPrivate) =>
        new("EC", $"P-{curve.KeySize}", curve.KeySize, isPrivate, new ECDsaSecurityKey(curve) { CryptoProviderFactory = Uncached() });

    /// <summary>The algorithm to sign with when none is named; null when the key itself says that it is not for signatures.</summary>
    public SigningAlgorithm? DefaultAlgorithm => SigningAlgorithm.All.FirstOrDefault(Suits);

    /// <summary>Whether the key is of the type, curve and use that the algorithm asks for.</summary>
    public bool Suits(SigningAlgorithm algorithm) =>
        algorithm.KeyType == Type
        && algorithm.Curve == Curve
        && (OnlyAlgorithm is null || OnlyAlgorithm == algorithm.Name)
        && Use is null or "sig";

    /// <summary>Why the key cannot sign with the algorithm, or null when it can. Never quotes the key.</summary>
    public string? Objection(SigningAlgorithm algorithm) => ObjectionToUse(algorithm) ?? ObjectionTo("sign") ?? TooShort(algorithm);

    /// <summary>The same for a signature that was made with the key.</summary>
    public string? ObjectionToVerify(SigningAlgorithm algorithm) =>
        ObjectionToUse(algorithm) ?? ObjectionTo("verify") ?? TooShort(algorithm);

    private string? ObjectionToUse(SigningAlgorithm algorithm)
    {
        if (Type != algorithm.KeyType)
            return $"{algorithm.Name} does not fit {Described}, it takes {SigningAlgorithm.Names(Type)}";
        if (Curve != algorithm.Curve)
            return $"{algorithm.Name} needs a key on the curve {algorithm.Curve}, this one is on {Curve}";
        return Suits(algorithm)
            ? null
            : $"the key itself says that it is for {(Use is null or "sig" ? OnlyAlgorithm : $"the use \"{Use}\"")} only";
    }

    private string? ObjectionTo(string operation) =>
        Operations is { } allowed && !allowed.Contains(operation) ? $"the key's key_ops do not allow to {operation}" : null;

    private string? TooShort(SigningAlgorithm algorithm) =>
        !IsTooShortFor(algorithm) ? null
        : Type == "oct"
            ? $"{algorithm.Name} needs a key of at least {algorithm.HashBytes} bytes, this one has {Bits / 8} (RFC 7518 section 3.2)"
        : $"{algorithm.Name} needs a key of at least {ShortestRsa} bits, this one has {Bits} (RFC 7518 section 3.3)";

    /// <summary>A shared secret is at least as long as the hash, an RSA key has 2048 bits (RFC 7518, sections 3.2, 3.3 and 3.5).</summary>
    public bool IsTooShortFor(SigningAlgorithm algorithm) =>
        Type == "oct" ? Bits / 8 < algorithm.HashBytes : Type == "RSA" && Bits < ShortestRsa;

    private string Described =>
        Type switch
        {
            "oct" => "a shared secret",
            "RSA" => "an RSA key",
            _ => $"an elliptic curve key ({Curve})",
        };

    // The library's cache is keyed by the key's id, so two keys that claim the same id would be mixed up.
    private static CryptoProviderFactory Uncached() => new() { CacheSignatureProviders = false };
}
