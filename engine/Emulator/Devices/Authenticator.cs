using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PingOneScenarios.Emulator.Devices;

/// <summary>What an authenticator says (Web Authentication, section 6.1).</summary>
/// <param name="RelyingPartyHash">SHA-256 of the relying party's id.</param>
/// <param name="Flags">Bit 0: a user was present.</param>
/// <param name="SignCount">Counts assertions; 0 of an authenticator that does not.</param>
internal sealed record Authenticator(byte[] RelyingPartyHash, byte Flags, uint SignCount)
{
    public const int Length = 37;
    private const byte UserPresent = 1;

    /// <summary>Null when it is too short.</summary>
    public static Authenticator? Read(ReadOnlySpan<byte> bytes) =>
        bytes.Length < Length
            ? null
            : new Authenticator(bytes[..32].ToArray(), bytes[32], BinaryPrimitives.ReadUInt32BigEndian(bytes[33..Length]));

    /// <summary>Why it does not count; null when it does.</summary>
    public string? FirstBroken(string relyingParty)
    {
        if (!SHA256.HashData(Encoding.UTF8.GetBytes(relyingParty)).AsSpan().SequenceEqual(RelyingPartyHash))
            return "is of another relying party";
        return (Flags & UserPresent) == 0 ? "was made while no user was present" : null;
    }
}

/// <summary>A public key on the curve P-256.</summary>
internal sealed record CredentialKey(byte[] X, byte[] Y)
{
    /// <summary>ECDSA with SHA-256 (RFC 9053).</summary>
    public const int Es256 = -7;

    /// <summary>The key from its COSE map (RFC 9053 section 7.1.1); null when it is of another kind.</summary>
    public static CredentialKey? Read(IReadOnlyDictionary<object, object> map) =>
        map.GetValueOrDefault(1L) is 2L
        && map.GetValueOrDefault(3L) is (long)Es256
        && map.GetValueOrDefault(-1L) is 1L
        && map.GetValueOrDefault(-2L) is byte[] { Length: 32 } x
        && map.GetValueOrDefault(-3L) is byte[] { Length: 32 } y
            ? new CredentialKey(x, y)
            : null;

    public bool Verifies(byte[] input, byte[] signature)
    {
        try
        {
            using var ec = ECDsa.Create(
                new ECParameters
                {
                    Curve = ECCurve.NamedCurves.nistP256,
                    Q = new ECPoint { X = X, Y = Y },
                }
            );
            return ec.VerifyData(input, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}

/// <summary>An attestation object taken apart (Web Authentication, section 6.5).</summary>
internal sealed record Attested(string Format, Authenticator Authenticator, byte[] CredentialId, CredentialKey Key)
{
    private const int AaguidLength = 16;
    private const byte HasKey = 64;

    /// <summary>Null when it is none, or its key is none of ES256.</summary>
    public static Attested? Read(byte[] bytes)
    {
        if (
            Cbor.Parse(bytes) is not IReadOnlyDictionary<object, object> map
            || map.GetValueOrDefault("fmt") is not string format
            || map.GetValueOrDefault("authData") is not byte[] data
            || Authenticator.Read(data) is not { } authenticator
            || (authenticator.Flags & HasKey) == 0
            || data.Length < Authenticator.Length + AaguidLength + 2
        )
            return null;
        var rest = data.AsSpan(Authenticator.Length + AaguidLength);
        var length = BinaryPrimitives.ReadUInt16BigEndian(rest);
        if (rest.Length < 2 + length)
            return null;
        return Cbor.Parse(rest[(2 + length)..]) is IReadOnlyDictionary<object, object> cose && CredentialKey.Read(cose) is { } key
            ? new Attested(format, authenticator, rest.Slice(2, length).ToArray(), key)
            : null;
    }
}
