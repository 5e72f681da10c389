using System.Security.Cryptography;

namespace PingOneScenarios.Emulator.Tokens;

/// <summary>An RSA private key that tokens are signed with.</summary>
internal sealed record TokenKey
{
    private const string UsualKeyId = "default";
    private const int ShortestKey = 2048;

    private TokenKey(string id, string pem) => (Id, Pem) = (id, pem);

    /// <summary>The one everybody has.</summary>
    public static TokenKey Development { get; } = new(PublicDevelopmentKey.KeyId, PublicDevelopmentKey.Pem);

    /// <summary>The <c>kid</c> of every token and in the key set; of a given key PingOne's own word, <c>default</c>.</summary>
    public string Id { get; }

    public string Pem { get; }

    /// <exception cref="KeyRefusedException">It is no RSA private key, or too short a one.</exception>
    public static TokenKey Of(string pem)
    {
        using var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(pem);
            rsa.ExportParameters(includePrivateParameters: true);
        }
        catch (Exception cause) when (cause is ArgumentException or CryptographicException)
        {
            throw new KeyRefusedException(
                pem.Contains("ENCRYPTED", StringComparison.Ordinal)
                    ? "is encrypted; openssl pkey -in FILE -out PLAIN writes it without its password"
                    : "holds no RSA private key in PEM; openssl genrsa 2048 makes one"
            );
        }
        return rsa.KeySize >= ShortestKey
            ? new TokenKey(UsualKeyId, pem)
            : throw new KeyRefusedException($"has {rsa.KeySize} bits, RS256 takes {ShortestKey} or more; openssl genrsa 2048 makes one");
    }
}

/// <summary>A key cannot be used; the message goes on behind the name of its file.</summary>
internal sealed class KeyRefusedException(string message) : Exception(message);
