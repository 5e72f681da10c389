using System.Collections.Immutable;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating.Functions.Signing;

/// <summary>All that must hold before a token's claims may be trusted; each check says by itself what failed.</summary>
internal static class TokenVerification
{
    private const int Token = 0;
    private const int Keys = 1;
    private const int Issuer = 2;
    private const int Audience = 3;
    private const int Algorithms = 4;
    private const int Leeway = 5;
    private const int Expiry = 6;

    /// <summary>What to do when a token is for somebody else.</summary>
    public const string ForWhom = "look for whom the token was made: an ID token is for the client id of its application";

    private const string WhoIssued =
        "look which issuer the token came from, and whether the region and the environment are those you expect";
    private const string WhichKeys = "look whether the key set is that of the token's issuer, and whether the token is complete";

    private static readonly TimeSpan LongestLeeway = TimeSpan.FromHours(1);

    /// <summary>The body of <c>jwt.verify</c>.</summary>
    public static MapValue Verify(Arguments a)
    {
        var token = CompactToken.Read(a.Text(Token), Token);
        CheckSignature(token, KeyArgument.KeySet(a, Keys), Allowed(a, Algorithms));
        var claims = token.Claims(Token);
        if (a.Has(Issuer))
            CheckIssuer(claims, a.Text(Issuer));
        if (a.Has(Audience))
            CheckAudience(claims, a.Text(Audience));
        CheckTimes(a, claims, LeewayOf(a, Leeway), NeedsEnd(a));
        return claims;
    }

    /// <summary>exp, nbf and iat against the clock.</summary>
    public static void CheckTimes(Arguments a, MapValue claims, TimeSpan leeway, bool needsEnd)
    {
        var now = a.World.Clock.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;
        new TokenTimes(claims, now, leeway.TotalSeconds, Token).Check(needsEnd);
    }

    /// <summary>The algorithm with which some key of the set made the signature.</summary>
    /// <exception cref="FunctionException">None did; says why.</exception>
    public static SigningAlgorithm CheckSignature(
        CompactToken token,
        ImmutableArray<SigningKey> keys,
        ImmutableArray<SigningAlgorithm> allowed
    )
    {
        var name = token.HeaderText("alg");
        if (name is null || name.Equals("none", StringComparison.OrdinalIgnoreCase))
            throw new FunctionException("the token is not signed, its alg is none", Token);
        if (allowed.FirstOrDefault(a => a.Name == name) is not { } algorithm)
            throw new FunctionException(
                "the token's alg is not one that is allowed",
                Token,
                $"the token's alg is {Shown(name)}, allowed are {string.Join(", ", allowed.Select(a => a.Name))}"
            )
            {
                Fix = "look at the header of the token, and at the algorithms that are allowed here",
                Claims = Token,
            };
        if (token.Header.TryGetMember("crit", out _))
            throw new FunctionException("the token uses an extension (crit) that must be understood and is not", Token);
        if (token.Header.TryGetMember("kid", out var id) && id is not TextValue)
            throw new FunctionException("the token's kid is not text", Token, $"the token's kid is not text but {id.Kind}");
        var fitting = Fitting(keys, token.HeaderText("kid"), algorithm);
        if (!fitting.Exists(k => token.IsSignedBy(k, algorithm)))
            throw new FunctionException("the signature does not fit any key of the key set", Token) { Fix = WhichKeys };
        return algorithm;
    }

    // Keys of the id the token names; a single key without an id may be the one meant, a key with another id is not.
    private static List<SigningKey> Fitting(ImmutableArray<SigningKey> keys, string? id, SigningAlgorithm algorithm)
    {
        var named = keys.Where(k => id is not null && k.Id == id).ToList();
        var candidates = named.Count > 0 ? named : [.. keys.Where(k => id is null || k.Id is null)];
        if (candidates.Count == 0)
            throw Unknown(keys, id!);
        var fitting = candidates.Where(k => k.ObjectionToVerify(algorithm) is null).ToList();
        if (fitting.Count == 0)
            throw new FunctionException(
                "no key fits the token's alg",
                Keys,
                $"no key fits the token's alg {algorithm.Name}: {candidates[0].ObjectionToVerify(algorithm)}"
            );
        if (fitting.Count > 1 && named.Count == 0)
            throw new FunctionException(
                "several keys fit the token's alg, and no kid says which one is meant",
                Keys,
                $"{fitting.Count} keys fit the token's alg {algorithm.Name}, and no kid says which one is meant"
            );
        return fitting;
    }

    private static FunctionException Unknown(ImmutableArray<SigningKey> keys, string id)
    {
        var known = string.Join(", ", keys.Select(k => Shown(k.Id!)).Take(10));
        return new FunctionException(
            "the key set has no key with the token's kid",
            Keys,
            $"the key set has no key with the token's kid {Shown(id)}, it has {known}"
        )
        {
            Fix = WhichKeys,
            Claims = Token,
        };
    }

    private static bool NeedsEnd(Arguments a) =>
        a.Text(Expiry, "required") switch
        {
            "required" => true,
            "optional" => false,
            _ => throw new FunctionException("exp is \"required\" or \"optional\"", Expiry),
        };

    /// <exception cref="FunctionException">It is too long, or less than nothing.</exception>
    public static TimeSpan LeewayOf(Arguments a, int index) =>
        a.Duration(index, TimeSpan.Zero) is var leeway && leeway >= TimeSpan.Zero && leeway <= LongestLeeway
            ? leeway
            : throw new FunctionException("the leeway is from 0s to 1h, it only makes up for clocks that differ", index);

    /// <summary>The algorithms a list names, all when it was left out.</summary>
    public static ImmutableArray<SigningAlgorithm> Allowed(Arguments a, int index) =>
        a[index] is not ListValue list
            ? SigningAlgorithm.All
            :
            [
                .. list.Items.Select(i =>
                    i is TextValue name
                        ? AlgorithmArgument.Named(name.Text, index, "oct", "RSA", "EC")
                        : throw new FunctionException($"an algorithm is text, this is {i.Kind}", index)
                ),
            ];

    public static void CheckIssuer(MapValue claims, string expected)
    {
        if (expected.Length == 0)
            throw new FunctionException("the issuer that is expected is empty", Issuer);
        if (!claims.TryGetMember("iss", out var issuer))
            throw new FunctionException("the token has no iss", Issuer, $"the token has no iss, {Shown(expected)} is expected")
            {
                Fix = WhoIssued,
                Claims = Token,
            };
        if (!issuer.Equals(expected))
            throw new FunctionException("iss is not as expected", Issuer, $"iss is {Shown(issuer.ToString())}, not {Shown(expected)}")
            {
                Fix = WhoIssued,
                Claims = Token,
            };
    }

    public static void CheckAudience(MapValue claims, string expected)
    {
        if (expected.Length == 0)
            throw new FunctionException("the audience that is expected is empty", Audience);
        if (!claims.TryGetMember("aud", out var audience))
            throw new FunctionException("the token has no aud", Audience, $"the token has no aud, {Shown(expected)} is expected")
            {
                Fix = ForWhom,
                Claims = Token,
            };
        if (!audience.Equals(expected) && !(audience is ListValue list && list.Items.Contains(expected)))
            throw new FunctionException("aud is not as expected", Audience, $"aud is {Shown(audience.ToString())}, not {Shown(expected)}")
            {
                Fix = ForWhom,
                Claims = Token,
            };
    }

    public static string Shown(string text) => text.Length <= 200 ? text : text[..200] + "…";
}
