using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace PingOneScenarios.Emulator.Tokens;

/// <summary>The environment's RS256 key, with its certificate.</summary>
internal sealed class EnvironmentKey : IDisposable
{
    private readonly TokenKey key;
    private readonly DateTimeOffset createdAt;
    private readonly Lazy<X509Certificate2> certificate;
    private readonly Lazy<Answer> keySet;

    // An RSA object is not promised to be safe for two threads: each signature borrows one.
    private readonly ConcurrentBag<RSA> idle = [];

    public EnvironmentKey(TokenKey key, TimeProvider clock)
    {
        this.key = key;
        createdAt = clock.GetUtcNow();
        certificate = new Lazy<X509Certificate2>(CreateCertificate);
        keySet = new Lazy<Answer>(() => Answer.Json(200, new JsonObject { ["keys"] = new JsonArray(ToJwk()) }));
    }

    /// <inheritdoc cref="TokenKey.Id"/>
    public string Id => key.Id;

    /// <summary>The JWK set with this key alone.</summary>
    public Answer KeySet => keySet.Value;

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

    /// <summary>Is it a signature of this key?</summary>
    public bool Verifies(ReadOnlySpan<byte> input, ReadOnlySpan<byte> signature)
    {
        var rsa = Borrow();
        try
        {
            return rsa.VerifyData(input, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
        finally
        {
            idle.Add(rsa);
        }
    }

    /// <summary>The public key as the JWK set's only entry, with a real certificate in <c>x5c</c>.</summary>
    private JsonObject ToJwk()
    {
        using var rsa = Create();
        var numbers = rsa.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["kty"] = "RSA",
            ["e"] = Base64Url.EncodeToString(numbers.Exponent),
            ["use"] = "sig",
            ["x5t"] = Base64Url.EncodeToString(certificate.Value.GetCertHash()),
            ["kid"] = Id,
            ["x5c"] = new JsonArray(Convert.ToBase64String(certificate.Value.RawData)),
            ["n"] = Base64Url.EncodeToString(numbers.Modulus),
        };
    }

    public void Dispose()
    {
        while (idle.TryTake(out var rsa))
            rsa.Dispose();
        if (certificate.IsValueCreated)
            certificate.Value.Dispose();
    }

    private RSA Borrow() => idle.TryTake(out var rsa) ? rsa : Create();

    private RSA Create()
    {
        var rsa = RSA.Create();
        rsa.ImportFromPem(key.Pem);
        return rsa;
    }

    private X509Certificate2 CreateCertificate()
    {
        using var rsa = Create();
        var name = new X500DistinguishedName("CN=PingOne emulator");
        var request = new CertificateRequest(name, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        // The serial number comes from the key, so that the same key gives the same certificate.
        var serial = SHA256.HashData(rsa.ExportParameters(includePrivateParameters: false).Modulus!)[..16];
        serial[0] = (byte)(serial[0] & 0x7F | 0x40);
        var signer = X509SignatureGenerator.CreateForRSA(rsa, RSASignaturePadding.Pkcs1);
        return request.Create(name, signer, createdAt.AddDays(-1), createdAt.AddYears(1), serial);
    }
}
