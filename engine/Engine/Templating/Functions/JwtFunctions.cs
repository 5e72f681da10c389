using System.Collections.Immutable;
using PingOneScenarios.Engine.Templating.Functions.Signing;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating.Functions;

/// <summary>Reading, checking and making signed tokens (RFC 7515, RFC 7519).</summary>
internal static class JwtFunctions
{
    public static ImmutableArray<FunctionRow> Rows { get; } =
    [
        new(
            "jwt.header",
            [new("token", ParameterKind.Text)],
            "The header of a signed token as a map, without any trust in it.",
            "(jwt.header idToken).kid",
            a => CompactToken.Read(a.Text(0), 0).Header
        ),
        new(
            "jwt.claims",
            [new("token", ParameterKind.Text)],
            "The claims of a signed token as a map, without any trust in them: nothing is verified.",
            "(jwt.claims idToken).nonce",
            a => CompactToken.Read(a.Text(0), 0).Claims(0)
        ),
        new(
            "jwt.verify",
            [
                new("token", ParameterKind.Text),
                new("jwks", ParameterKind.Any),
                Parameter.Optional("issuer", ParameterKind.Text),
                Parameter.Optional("audience", ParameterKind.Text),
                Parameter.Optional("algorithms", ParameterKind.List, "all that fit the keys"),
                Parameter.Optional("leeway", ParameterKind.Duration, "0s"),
                Parameter.Optional("exp", ParameterKind.Text, "required"),
            ],
            "The claims of a token as a map, after its signature was checked against a JWK set (a map or JSON text), exp, nbf and iat against "
                + "the clock, and iss and aud if they are given; fails on anything that does not hold, also without an exp unless exp is "
                + "\"optional\", and when several keys would fit and no kid says which.",
            "jwt.verify idToken jwks issuer: $\"{authPath}/{envID}/as\" audience: appID",
            TokenVerification.Verify
        ),
        new(
            "jwt.sign",
            [
                new("claims", ParameterKind.Map),
                new("key", ParameterKind.Any),
                Parameter.Optional("algorithm", ParameterKind.Text, "the key's own"),
                Parameter.Optional("kid", ParameterKind.Text, "the kid of the JWK"),
                Parameter.Optional("header", ParameterKind.Map),
            ],
            "A token with exactly the claims given, signed with a key in PEM or a JWK (text or map), or with a shared secret when an HS "
                + "algorithm is named; header adds members to the header.",
            "jwt.sign {sub: appID, scope: \"openid\"} appPrivateKey algorithm: \"PS256\"",
            Sign
        ),
    ];

    private static TextValue Sign(Arguments a)
    {
        var key = KeyArgument.Any(a, 1);
        if (key.Type == "oct" && a[1] is TextValue && !a.Has(2) && !IsWebKey(a))
            throw new FunctionException("the key is neither PEM nor a JWK; for a shared secret name the algorithm, such as HS256", 1);
        var algorithm = AlgorithmArgument.ForSigning(a, key, keyIndex: 1, algorithmIndex: 2, "oct", "RSA", "EC");
        key = a.Has(3) ? key with { Id = a.Text(3) } : key;
        return new TextValue(CompactToken.Sign((MapValue)a[0]!, key, algorithm, HeaderArgument.Of(a, 4)));
    }

    private static bool IsWebKey(Arguments a) => JsonArgument.TryParse(a.Text(1), out var value) && value is MapValue;
}
