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

    /// <summary>The body of <c>jwt.verify</c>.</summary>
    public static MapValue Verify(Arguments a)
    {
        var token = CompactToken.Read(a.Text(Token), Token);
        CheckSignature(token, KeyArgument.KeySet(a, Keys), Allowed(a));
        var claims = token.Claims(Token);
        if (a.Has(Issuer))
            CheckIssuer(claims, a.Text(Issuer));
        if (a.Has(Audience))
            CheckAudience(claims, a.Text(Audience));
        CheckTimes(claims, a.World.Clock.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0, a.Duration(Leeway, TimeSpan.Zero).TotalSeconds);
        return claims;
    }

    /// <summary>Whether some key of the set made the signature with one of the algorithms.</summary>
    /// <exception cref="FunctionException">None did; says why.</exception>
    public static void CheckSignature(CompactToken token, ImmutableArray<SigningKey> keys, ImmutableArray<SigningAlgorithm> allowed)
    {
        var name = token.HeaderText("alg");
        if (name is null || name.Equals("none", StringComparison.OrdinalIgnoreCase))
            throw new FunctionException("the token is not signed, its alg is none", Token);
        if (allowed.FirstOrDefault(a => a.Name == name) is not { } algorithm)
            throw new FunctionException(
                "the token's alg is not one that is allowed",
                Token,
                $"the token's alg is {Shown(name)}, allowed are {string.Join(", ", allowed.Select(a => a.Name))}"
            );
        if (token.Header.TryGetMember("crit", out _))
            throw new FunctionException("the token uses an extension (crit) that must be understood and is not", Token);
        var candidates = Candidates(keys, token.HeaderText("kid"));
        var fitting = candidates.Where(k => k.Objection(algorithm) is null).ToList();
        if (fitting.Count == 0)
            throw new FunctionException(
                "no key fits the token's alg",
                Keys,
                $"no key fits the token's alg {name}: {candidates[0].Objection(algorithm)}"
            );
        if (!fitting.Exists(k => token.IsSignedBy(k, algorithm)))
            throw new FunctionException("the signature does not fit any key of the key set", Token);
    }

    // A key without an id may be the one meant; a key with another id is not.
    private static List<SigningKey> Candidates(ImmutableArray<SigningKey> keys, string? id)
    {
        var candidates = keys.Where(k => id is null || k.Id is null || k.Id == id).ToList();
        if (candidates.Count > 0)
            return candidates;
        var known = string.Join(", ", keys.Select(k => Shown(k.Id!)).Take(10));
        throw new FunctionException(
            "the key set has no key with the token's kid",
            Keys,
            $"the key set has no key with the token's kid {Shown(id!)}, it has {known}"
        );
    }

    private static ImmutableArray<SigningAlgorithm> Allowed(Arguments a) =>
        a[Algorithms] is not ListValue list
            ? SigningAlgorithm.All
            :
            [
                .. list.Items.Select(i =>
                    i is TextValue name
                        ? AlgorithmArgument.Named(name.Text, Algorithms, "oct", "RSA", "EC")
                        : throw new FunctionException($"an algorithm is text, this is {i.Kind}", Algorithms)
                ),
            ];

    private static void CheckIssuer(MapValue claims, string expected)
    {
        if (!claims.TryGetMember("iss", out var issuer))
            throw new FunctionException("the token has no iss", Issuer, $"the token has no iss, {Shown(expected)} is expected");
        if (!issuer.Equals(expected))
            throw new FunctionException("iss is not as expected", Issuer, $"iss is {Shown(issuer.ToString())}, not {Shown(expected)}");
    }

    private static void CheckAudience(MapValue claims, string expected)
    {
        if (!claims.TryGetMember("aud", out var audience))
            throw new FunctionException("the token has no aud", Audience, $"the token has no aud, {Shown(expected)} is expected");
        if (!audience.Equals(expected) && !(audience is ListValue list && list.Items.Contains(expected)))
            throw new FunctionException("aud is not as expected", Audience, $"aud is {Shown(audience.ToString())}, not {Shown(expected)}");
    }

    // Times in seconds since 1970 (RFC 7519, sections 4.1.4 and 4.1.5): exp is the first moment at which the token is no longer valid.
    private static void CheckTimes(MapValue claims, double now, double leeway)
    {
        if (Time(claims, "exp") is { } end && now >= end + leeway)
            throw new FunctionException("the token has expired", Token, $"the token expired {Length(now - end)} ago");
        if (Time(claims, "nbf") is { } start && now < start - leeway)
            throw new FunctionException(
                "the token is not valid yet (nbf)",
                Token,
                $"the token is valid only in {Length(start - now)} (nbf)"
            );
    }

    private static double? Time(MapValue claims, string name) =>
        !claims.TryGetMember(name, out var value) ? null
        : value is NumberValue number ? number.AsDouble
        : throw new FunctionException($"the token's {name} is not a number but {value.Kind}", Token);

    private static string Length(double seconds) =>
        $"{Math.Max(0, Math.Floor(seconds)).ToString("0", System.Globalization.CultureInfo.InvariantCulture)} s";

    private static string Shown(string text) => text.Length <= 200 ? text : text[..200] + "…";
}
