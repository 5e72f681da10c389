using System.Collections.Immutable;
using System.Text;
using PingOneScenarios.Engine.Templating.Functions.Signing;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating.Functions;

/// <summary>Assertions with which a client proves who it is at a token endpoint (RFC 7523, section 2.2).</summary>
internal static class AssertionFunctions
{
    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestLifetime = TimeSpan.FromHours(1);

    public static readonly FunctionRow ClientSecretJwt = new(
        "client_secret_jwt",
        [
            new("client_id", ParameterKind.Text),
            new("client_secret", ParameterKind.Text),
            new("audience", ParameterKind.Text),
            Parameter.Optional("algorithm", ParameterKind.Text, "HS256"),
            Parameter.Optional("lifetime", ParameterKind.Duration, "5m"),
            Parameter.Optional("claims", ParameterKind.Map),
            Parameter.Optional("header", ParameterKind.Map, "{typ: \"JWT\"}"),
        ],
        "A client assertion signed with the client secret (RFC 7523): iss and sub are the client id, jti is new at each rendering, "
            + "exp is now plus the lifetime of at most 1h; algorithm is HS256, HS384 or HS512 and the secret at least as long as its hash; header adds "
            + "members to the header or replaces typ, as servers want that check for client-authentication+jwt.",
        "client_secret_jwt appID appSecret $\"{authPath}/{envID}/as/token\"",
        SignWithSecret
    );

    public static readonly FunctionRow PrivateKeyJwt = new(
        "private_key_jwt",
        [
            new("client_id", ParameterKind.Text),
            new("key", ParameterKind.Any),
            new("audience", ParameterKind.Text),
            Parameter.Optional("algorithm", ParameterKind.Text, "RS256, or the one of the key's curve"),
            Parameter.Optional("kid", ParameterKind.Text, "the kid of the JWK"),
            Parameter.Optional("lifetime", ParameterKind.Duration, "5m"),
            Parameter.Optional("claims", ParameterKind.Map),
            Parameter.Optional("header", ParameterKind.Map, "{typ: \"JWT\"}"),
        ],
        "A client assertion signed with a private key (RFC 7523), which is PEM (PKCS#8, PKCS#1, EC) or a JWK as text or map: iss and sub "
            + "are the client id, jti is new at each rendering, exp is now plus the lifetime of at most 1h; header adds members to the header or "
            + "replaces typ, as servers want that check for client-authentication+jwt.",
        "private_key_jwt appID appPrivateKey $\"{authPath}/{envID}/as/token\" kid: \"key-1\"",
        SignWithKey
    );

    public static ImmutableArray<FunctionRow> Rows { get; } = [ClientSecretJwt, PrivateKeyJwt];

    private static TextValue SignWithSecret(Arguments a)
    {
        var algorithm = AlgorithmArgument.Named(a.Text(3, "HS256"), 3, "oct");
        var key = SigningKey.FromSecret(Encoding.UTF8.GetBytes(a.Text(1)));
        if (key.Objection(algorithm) is { } objection)
            throw new FunctionException("the client secret does not fit the algorithm", 1, objection);
        return new TextValue(CompactToken.Sign(Claims(a, lifetime: 4, claims: 5), key, algorithm, HeaderArgument.Of(a, 6)));
    }

    private static TextValue SignWithKey(Arguments a)
    {
        var key = KeyArgument.PemOrWebKey(a, 1);
        if (key.Type == "oct")
            throw new FunctionException("a shared secret is no private key, client_secret_jwt takes it", 1);
        var algorithm = AlgorithmArgument.ForSigning(a, key, keyIndex: 1, algorithmIndex: 3, "RSA", "EC");
        key = a.Has(4) ? key with { Id = a.Text(4) } : key;
        return new TextValue(CompactToken.Sign(Claims(a, lifetime: 5, claims: 6), key, algorithm, HeaderArgument.Of(a, 7)));
    }

    private static MapValue Claims(Arguments a, int lifetime, int claims)
    {
        var seconds = LifetimeSeconds(a, lifetime);
        var now = a.World.Clock.GetUtcNow().ToUnixTimeSeconds();
        var members = ImmutableArray.CreateBuilder<KeyValuePair<string, Value>>();
        members.Add(new("iss", a.Text(0)));
        members.Add(new("sub", a.Text(0)));
        members.Add(new("aud", a.Text(2)));
        members.Add(new("jti", a.World.Random.Uuid()));
        members.Add(new("iat", now));
        members.Add(new("exp", now + seconds));
        foreach (var claim in a.Map(claims).Members)
        {
            if (members.Any(m => m.Key == claim.Key))
                throw new FunctionException(
                    "a claim of these names is made by the function and cannot be replaced",
                    claims,
                    $"the claim \"{claim.Key}\" cannot be replaced, {Source(claim.Key)}"
                );
            members.Add(claim);
        }
        return new MapValue(members.ToImmutable());
    }

    private static long LifetimeSeconds(Arguments a, int index)
    {
        var lifetime = a.Duration(index, DefaultLifetime);
        if (lifetime <= TimeSpan.Zero)
            throw new FunctionException("the lifetime must be longer than nothing", index);
        return lifetime <= LongestLifetime
            ? (long)Math.Ceiling(lifetime.TotalSeconds)
            : throw new FunctionException("the lifetime must be 1h at most, an assertion is used at once", index);
    }

    private static string Source(string claim) =>
        claim switch
        {
            "iss" or "sub" => "it is the client id",
            "aud" => "it is the audience",
            "jti" => "it is new at each rendering",
            _ => "it comes from the clock and the lifetime",
        };
}
