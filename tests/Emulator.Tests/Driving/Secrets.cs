using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace PingOneScenarios.Emulator.Tests.Driving;

/// <summary>Client authentication made by hand, so that the oracle shares nothing with the emulator.</summary>
internal static class Secrets
{
    public const string JwtBearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /// <summary>Good under policy Standard, and obviously no real one.</summary>
    public const string GoodPassword = "Not-A-Real-Secret-42";

    /// <summary>A key on P-256; nobody has its private half.</summary>
    public const string PublicKeyPem = """
        -----BEGIN PUBLIC KEY-----
        MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaxfR8uEsQkf4vOblY6RA8ncDfYEt
        6zOg9KE5RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9Q==
        -----END PUBLIC KEY-----
        """;

    public static string Basic(string id, string secret) => $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{secret}"))}";

    public static string Sign(string algorithm, string secret, JsonObject claims)
    {
        var key = Encoding.UTF8.GetBytes(secret);
        return Assemble(
            new JsonObject { ["typ"] = "JWT", ["alg"] = algorithm },
            claims,
            input =>
                algorithm switch
                {
                    "HS384" => HMACSHA384.HashData(key, input),
                    "HS512" => HMACSHA512.HashData(key, input),
                    "none" => [],
                    _ => HMACSHA256.HashData(key, input),
                }
        );
    }

    public static string Assemble(JsonObject header, JsonObject claims, Func<byte[], byte[]> sign)
    {
        var input = $"{Encode(header.ToJsonString())}.{Encode(claims.ToJsonString())}";
        return $"{input}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(input)))}";
    }

    /// <summary>Header and claims of a JWT, unverified.</summary>
    public static (JsonNode Header, JsonNode Claims) Open(string token)
    {
        var parts = token.Split('.');
        return (JsonNode.Parse(Base64Url.DecodeFromChars(parts[0]))!, JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!);
    }

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
