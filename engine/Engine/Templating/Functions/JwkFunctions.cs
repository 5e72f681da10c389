using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using PingOneScenarios.Engine.Templating.Functions.Signing;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating.Functions;

/// <summary>Keys for signatures as JSON Web Keys: made, and shown without what is secret of them.</summary>
internal static class JwkFunctions
{
    private const int RsaBits = 2048;

    public static ImmutableArray<FunctionRow> Rows { get; } =
    [
        new(
            "jwk.generate",
            [new("algorithm", ParameterKind.Text)],
            "A new private key for an algorithm, as the map of a JWK with kid, use and alg, which private_key_jwt and jwt.sign take: ES256, "
                + "ES384, ES512, RS256 to RS512 and PS256 to PS512 with 2048 bits, or a shared secret for HS256 to HS512; what is private in it is secret.",
            "map.keys (jwk.generate \"ES256\")",
            Generate
        ),
        new(
            "jwk.public",
            [new("key", ParameterKind.Any)],
            "The public half of a key (PEM or a JWK, text or map) as the map of a JWK, to be handed to a server in a key set.",
            "json.text {keys: [jwk.public clientKey]}",
            Public
        )
        {
            Keeps = [0],
        },
        new(
            "jwk.thumbprint",
            [new("key", ParameterKind.Any)],
            "The thumbprint of a key (RFC 7638) with SHA-256 in base64url, the same for its private and its public half; jwk.generate has it as kid.",
            "jwk.thumbprint clientKey",
            a => WebKeyMembers.Thumbprint(KeyArgument.WebKey(a, 0)).Labelled(LabelsOfText(a))
        )
        {
            Keeps = [0],
        },
    ];

    private static MapValue Generate(Arguments a)
    {
        var algorithm = AlgorithmArgument.Named(a.Text(0), 0, "oct", "RSA", "EC");
        var key = New(algorithm, a.World.Random);
        var id = algorithm.KeyType == "oct" ? new TextValue(a.World.Random.Uuid()) : WebKeyMembers.Thumbprint(key);
        return new MapValue([key.Members[0], new("kid", id), new("use", "sig"), new("alg", algorithm.Name), .. key.Members[1..]]);
    }

    // Pairs are made by the cryptographic library with the generator of the operating system.
    private static MapValue New(SigningAlgorithm algorithm, RandomSource random)
    {
        switch (algorithm.KeyType)
        {
            case "RSA":
                using (var rsa = RSA.Create(RsaBits))
                    return WebKeyMembers.Of(SigningKey.FromRsa(rsa, isPrivate: true), withPrivate: true);
            case "EC":
                using (var curve = ECDsa.Create(WebKeys.CurveOf(algorithm.Curve)))
                    return WebKeyMembers.Of(SigningKey.FromEllipticCurve(curve, isPrivate: true), withPrivate: true);
            default:
                var secret = new byte[algorithm.HashBytes];
                random.Fill(secret);
                return new MapValue([new("kty", algorithm.KeyType), new("k", Base64Url.EncodeToString(secret))]);
        }
    }

    private static Value Public(Arguments a)
    {
        var key = KeyArgument.WebKey(a, 0);
        if (key.TryGetMember("kty", out var type) && type is TextValue { Text: "oct" })
            throw new FunctionException("a shared secret has no public half", 0);
        // What it may be used for is another matter for each half.
        return new MapValue([.. key.Members.Where(m => WebKeyMembers.IsPublic(m.Key) && m.Key != "key_ops")]).Labelled(LabelsOfText(a));
    }

    private static LabelSet LabelsOfText(Arguments a) => a[0] is TextValue text ? text.Labels : LabelSet.None;
}
