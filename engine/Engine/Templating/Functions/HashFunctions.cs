using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating.Functions;

/// <summary>Hashes (FIPS 180-4) and keyed hashes (RFC 2104) of texts in UTF-8.</summary>
internal static class HashFunctions
{
    public static ImmutableArray<FunctionRow> Rows { get; } =
    [
        Hash("sha256", "SHA-256", SHA256.HashData),
        Hash("sha384", "SHA-384", SHA384.HashData),
        Hash("sha512", "SHA-512", SHA512.HashData),
        Hmac("sha256", "SHA-256", HMACSHA256.HashData),
        Hmac("sha384", "SHA-384", HMACSHA384.HashData),
        Hmac("sha512", "SHA-512", HMACSHA512.HashData),
    ];

    private static FunctionRow Hash(string name, string hash, Func<byte[], byte[]> compute) =>
        new(
            $"hash.{name}",
            [new("text", ParameterKind.Text), OutputEncoding],
            $"The {hash} hash of the text in UTF-8, as lower case hex, base64 or base64url.",
            $"hash.{name} \"abc\"",
            a => Encoded(compute(Encoding.UTF8.GetBytes(a.Text(0))), a, 1)
        );

    private static FunctionRow Hmac(string name, string hash, Func<byte[], byte[], byte[]> compute) =>
        new(
            $"hmac.{name}",
            [new("text", ParameterKind.Text), new("key", ParameterKind.Text), OutputEncoding],
            $"The HMAC of the text with {hash} (RFC 2104), text and key in UTF-8, as lower case hex, base64 or base64url.",
            $"hmac.{name} response.text signingSecret",
            a => Encoded(compute(Encoding.UTF8.GetBytes(a.Text(1)), Encoding.UTF8.GetBytes(a.Text(0))), a, 2)
        );

    private static Parameter OutputEncoding => Parameter.Optional("encoding", ParameterKind.Text, "hex");

    private static TextValue Encoded(byte[] bytes, Arguments a, int index) =>
        new(
            a.Text(index, "hex") switch
            {
                "hex" => Convert.ToHexStringLower(bytes),
                "base64" => Convert.ToBase64String(bytes),
                "base64url" => Base64Url.EncodeToString(bytes),
                _ => throw new FunctionException("an encoding is hex, base64 or base64url", index),
            }
        );
}
