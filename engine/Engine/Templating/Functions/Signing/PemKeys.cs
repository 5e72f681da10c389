using System.Security.Cryptography;

namespace PingOneScenarios.Engine.Templating.Functions.Signing;

/// <summary>Keys in PEM: PKCS#8, PKCS#1, SEC 1 and public keys (RFC 7468). An encrypted key is refused.</summary>
internal static class PemKeys
{
    public const string Beginning = "-----BEGIN ";

    /// <exception cref="FunctionException">It is none of these; the message is blamed on <paramref name="argument"/>.</exception>
    public static SigningKey Read(string pem, int argument)
    {
        if (!PemEncoding.TryFind(pem, out var fields))
            throw new FunctionException("the key begins like PEM but is not, keep its line breaks and its last line", argument);
        var label = pem[fields.Label];
        try
        {
            return label switch
            {
                "PRIVATE KEY" or "PUBLIC KEY" => Either(pem, label == "PRIVATE KEY"),
                "RSA PRIVATE KEY" or "RSA PUBLIC KEY" => Rsa(pem, label == "RSA PRIVATE KEY"),
                "EC PRIVATE KEY" => EllipticCurve(pem, isPrivate: true),
                "ENCRYPTED PRIVATE KEY" => throw new FunctionException(
                    "the key is encrypted, a key without a passphrase is needed",
                    argument
                ),
                _ => throw new FunctionException(
                    "the PEM holds no key but something else",
                    argument,
                    $"the PEM holds no key but a \"{label}\""
                ),
            };
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new FunctionException("the PEM holds no RSA key and no elliptic curve key on P-256, P-384 or P-521", argument);
        }
    }

    // The label says nothing about the kind of key; each import refuses the other's.
    private static SigningKey Either(string pem, bool isPrivate)
    {
        try
        {
            return EllipticCurve(pem, isPrivate);
        }
        catch (CryptographicException)
        {
            return Rsa(pem, isPrivate);
        }
    }

    private static SigningKey Rsa(string pem, bool isPrivate)
    {
        var rsa = RSA.Create();
        rsa.ImportFromPem(pem);
        return SigningKey.FromRsa(rsa, isPrivate);
    }

    private static SigningKey EllipticCurve(string pem, bool isPrivate)
    {
        var curve = ECDsa.Create();
        curve.ImportFromPem(pem);
        var name = curve.ExportParameters(false).Curve.Oid.Value;
        return name is "1.2.840.10045.3.1.7" or "1.3.132.0.34" or "1.3.132.0.35"
            ? SigningKey.FromEllipticCurve(curve, isPrivate)
            : throw new CryptographicException("a curve that no algorithm uses");
    }
}
