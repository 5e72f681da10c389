using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace PingOneScenarios.Emulator.Tokens;

/// <summary>The environment's RS256 key, with its certificate.</summary>
internal sealed class EnvironmentKey : IDisposable
{
    /// <summary>The <c>kid</c> of every token; PingOne's own name for it.</summary>
    public const string KeyId = "default";

    private readonly DateTimeOffset createdAt;
    private readonly KeyMaker maker;
    private readonly Lazy<X509Certificate2> certificate;

    // An RSA object is not promised to be safe for two threads: each signature borrows one.
    private readonly ConcurrentBag<RSA> idle = [];

    /// <summary>A null key is replaced by a new one, made in the background.</summary>
    public EnvironmentKey(RSAParameters? given, TimeProvider clock)
    {
        maker = new KeyMaker(given);
        createdAt = clock.GetUtcNow();
        certificate = new Lazy<X509Certificate2>(CreateCertificate);
    }

    public byte[] Sign(ReadOnlySpan<byte> input)
    {
        var rsa = Borrow();
        try
        {
            return rsa.SignData(input, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
        finally
        {
            idle.Add(rsa);
        }
    }

    /// <summary>The public key as the JWK set's only entry, with a real certificate in <c>x5c</c>.</summary>
    public JsonObject ToJwk() =>
        new()
        {
            ["kty"] = "RSA",
            ["e"] = Base64Url.EncodeToString(maker.Key.Exponent),
            ["use"] = "sig",
            ["x5t"] = Base64Url.EncodeToString(certificate.Value.GetCertHash()),
            ["kid"] = KeyId,
            ["x5c"] = new JsonArray(Convert.ToBase64String(certificate.Value.RawData)),
            ["n"] = Base64Url.EncodeToString(maker.Key.Modulus),
        };

    public void Dispose()
    {
        while (idle.TryTake(out var rsa))
            rsa.Dispose();
        if (certificate.IsValueCreated)
            certificate.Value.Dispose();
    }

    private RSA Borrow() => idle.TryTake(out var rsa) ? rsa : RSA.Create(maker.Key);

    private X509Certificate2 CreateCertificate()
    {
        using var rsa = RSA.Create(maker.Key);
        var name = new X500DistinguishedName("CN=PingOne emulator");
        var request = new CertificateRequest(name, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        // The serial number comes from the key, so that the same key gives the same certificate.
        var serial = SHA256.HashData(maker.Key.Modulus!)[..16];
        serial[0] = (byte)(serial[0] & 0x7F | 0x40);
        var signer = X509SignatureGenerator.CreateForRSA(rsa, RSASignaturePadding.Pkcs1);
        return request.Create(name, signer, createdAt.AddDays(-1), createdAt.AddYears(1), serial);
    }
}
