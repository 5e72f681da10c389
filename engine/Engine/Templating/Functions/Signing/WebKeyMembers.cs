using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating.Functions.Signing;

/// <summary>The members of JSON Web Keys: which are public, how they are written, and the thumbprint they give.</summary>
internal static class WebKeyMembers
{
    // RFC 7517, section 4; RFC 7518, sections 6.2.1 and 6.3.1. Whatever else stands in a key may be a part of its secret.
    private static readonly string[] Public =
    [
        "kty",
        "use",
        "key_ops",
        "alg",
        "kid",
        "x5u",
        "x5c",
        "x5t",
        "x5t#S256",
        "crv",
        "x",
        "y",
        "n",
        "e",
    ];

    public static bool IsPublic(string name) => Public.Contains(name);

    /// <summary>Whether a map is a private key with a public half.</summary>
    public static bool IsPrivateKey(MapValue map) =>
        map.TryGetMember("kty", out var type) && type is TextValue { Text: "RSA" or "EC" } && map.TryGetMember("d", out _);

    /// <summary>A key of the cryptographic library as a JWK without an id.</summary>
    public static MapValue Of(SigningKey key, bool withPrivate) =>
        key.Key switch
        {
            RsaSecurityKey { Rsa: { } rsa } => Rsa(rsa.ExportParameters(withPrivate)),
            ECDsaSecurityKey { ECDsa: { } curve } => EllipticCurve(curve.ExportParameters(withPrivate), key.Curve!),
            _ => throw new InvalidOperationException("a shared secret is no key pair"),
        };

    /// <summary>RFC 7638 with SHA-256: the members a key of its type must have, in the order of their names.</summary>
    public static TextValue Thumbprint(MapValue key)
    {
        string[] required =
            key.TryGetMember("kty", out var type) && type is TextValue { Text: var name }
                ? name switch
                {
                    "RSA" => ["e", "kty", "n"],
                    "EC" => ["crv", "kty", "x", "y"],
                    _ => ["k", "kty"],
                }
                : [];
        var members = new MapValue([.. required.Select(n => key.Members.First(m => m.Key == n))]);
        var print = new TextValue(Base64Url.EncodeToString(SHA256.HashData(ValueJson.WriteBytes(members).Span)));
        return (TextValue)print.Labelled(members.Labels);
    }

    private static MapValue Rsa(RSAParameters key) =>
        Map(
            "RSA",
            ("n", key.Modulus),
            ("e", key.Exponent),
            ("d", key.D),
            ("p", key.P),
            ("q", key.Q),
            ("dp", key.DP),
            ("dq", key.DQ),
            ("qi", key.InverseQ)
        );

    private static MapValue EllipticCurve(ECParameters key, string curve) =>
        new(Map("EC", ("x", key.Q.X), ("y", key.Q.Y), ("d", key.D)).Members.Insert(1, new("crv", curve)));

    private static MapValue Map(string type, params ReadOnlySpan<(string Name, byte[]? Bytes)> members)
    {
        var all = ImmutableArray.CreateBuilder<KeyValuePair<string, Value>>();
        all.Add(new("kty", type));
        foreach (var (name, bytes) in members)
        {
            if (bytes is not null)
                all.Add(new(name, Base64Url.EncodeToString(bytes)));
        }
        return new MapValue(all.ToImmutable());
    }
}
