using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>A public key in PEM, bare or in a certificate, as a JWK.</summary>
internal static partial class PemKey
{
    private static readonly Dictionary<string, string> Curves = new()
    {
        ["1.2.840.10045.3.1.7"] = "P-256",
        ["1.3.132.0.34"] = "P-384",
        ["1.3.132.0.35"] = "P-521",
    };

    /// <summary>The first one in a body, whatever stands around it; null when there is none, or none of kind RSA or EC.</summary>
    public static JsonObject? Read(ReadOnlyMemory<byte> body)
    {
        if (Block().Match(Encoding.Latin1.GetString(body.Span)) is not { Success: true } block)
            return null;
        try
        {
            return block.Groups[1].Value == "CERTIFICATE" ? OfCertificate(block.Value) : OfRsa(block.Value) ?? OfEc(block.Value);
        }
        catch (Exception cause) when (cause is CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    private static JsonObject? OfCertificate(string pem)
    {
        using var certificate = X509Certificate2.CreateFromPem(pem);
        using var rsa = certificate.GetRSAPublicKey();
        using var ec = rsa is null ? certificate.GetECDsaPublicKey() : null;
        return rsa is not null ? Jwk(rsa)
            : ec is not null ? Jwk(ec)
            : null;
    }

    private static JsonObject? OfRsa(string pem)
    {
        using var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(pem);
            return Jwk(rsa);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static JsonObject? OfEc(string pem)
    {
        using var ec = ECDsa.Create();
        ec.ImportFromPem(pem);
        return Jwk(ec);
    }

    private static JsonObject Jwk(RSA rsa)
    {
        var numbers = rsa.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["kty"] = "RSA",
            ["n"] = Base64Url.EncodeToString(numbers.Modulus),
            ["e"] = Base64Url.EncodeToString(numbers.Exponent),
        };
    }

    private static JsonObject? Jwk(ECDsa ec)
    {
        var point = ec.ExportParameters(includePrivateParameters: false);
        return Curves.TryGetValue(point.Curve.Oid.Value ?? "", out var curve)
            ? new JsonObject
            {
                ["kty"] = "EC",
                ["crv"] = curve,
                ["x"] = Base64Url.EncodeToString(point.Q.X),
                ["y"] = Base64Url.EncodeToString(point.Q.Y),
            }
            : null;
    }

    [GeneratedRegex(@"-----BEGIN (PUBLIC KEY|RSA PUBLIC KEY|CERTIFICATE)-----[A-Za-z0-9+/=\s]+-----END \1-----")]
    private static partial Regex Block();
}
