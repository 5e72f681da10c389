using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating.Functions.Signing;

/// <summary>What makes a signed token an ID token of this client and this login (OIDC Core 3.1.3.7, 3.1.3.6, 3.3.2.11).</summary>
internal static class IdTokenVerification
{
    private const int Token = 0;
    private const int Keys = 1;
    private const int Issuer = 2;
    private const int Client = 3;
    private const int Nonce = 4;

    /// <summary>The index of the access token.</summary>
    public const int AccessToken = 5;

    /// <summary>The index of the authorization code.</summary>
    public const int Code = 6;

    private const int Algorithms = 7;
    private const int Leeway = 8;

    /// <summary>The body of <c>oidc.verify</c>.</summary>
    public static MapValue Verify(Arguments a)
    {
        var token = CompactToken.Read(a.Text(Token), Token);
        var algorithm = TokenVerification.CheckSignature(token, KeyArgument.KeySet(a, Keys), TokenVerification.Allowed(a, Algorithms));
        var claims = token.Claims(Token);
        TokenVerification.CheckIssuer(claims, a.Text(Issuer));
        CheckClient(claims, a.Text(Client));
        foreach (var name in (string[])["exp", "iat", "sub"])
        {
            if (!claims.TryGetMember(name, out _))
                throw Missing(name, "an ID token has one (OIDC Core 2); look whether this is another kind of token");
        }
        TokenVerification.CheckTimes(a, claims, TokenVerification.LeewayOf(a, Leeway), needsEnd: true);
        if (a.Has(Nonce))
            CheckNonce(claims, a.Text(Nonce));
        if (a.Has(AccessToken))
            CheckHash(
                new("at_hash", "the access token", "leave access_token out where the server gives no at_hash (OIDC Core 3.1.3.6)"),
                claims,
                HalfHash(a.Text(AccessToken), algorithm)
            );
        if (a.Has(Code))
            CheckHash(
                new("c_hash", "the code", "leave code out for an ID token of the token endpoint; that of the callback has it"),
                claims,
                HalfHash(a.Text(Code), algorithm)
            );
        return claims;
    }

    private static void CheckClient(MapValue claims, string client)
    {
        if (client.Length == 0)
            throw new FunctionException("the client id that is expected is empty", Client);
        TokenVerification.CheckAudience(claims, client);
        var party = claims.TryGetMember("azp", out var azp) ? azp : null;
        if (party is null && claims.TryGetMember("aud", out var audience) && audience is ListValue { Items.Length: > 1 })
            throw new FunctionException("aud names others too, and no azp says which of them the token was issued to", Token)
            {
                Fix = TokenVerification.ForWhom,
            };
        if (party is not null && !party.Equals(client))
            throw new FunctionException(
                "azp is not as expected",
                Client,
                $"azp is {TokenVerification.Shown(party.ToString())}, not {TokenVerification.Shown(client)}"
            )
            {
                Fix = TokenVerification.ForWhom,
                Claims = Token,
            };
    }

    private static void CheckNonce(MapValue claims, string expected)
    {
        if (expected.Length == 0)
            throw new FunctionException("the nonce that is expected is empty", Nonce);
        if (!claims.TryGetMember("nonce", out var value))
            throw Missing("nonce", "send a nonce in the authorize request; where none was sent, leave nonce out here");
        if (value is not TextValue nonce)
            throw new FunctionException($"the token's nonce is not text but {value.Kind}", Token);
        if (nonce.Text != expected)
            throw new FunctionException(
                "nonce is not as expected",
                Nonce,
                $"nonce is {TokenVerification.Shown(nonce.Text)}, not {TokenVerification.Shown(expected)}"
            )
            {
                Fix = "look whether the token answers the authorize request that this nonce was sent with; it may be one of another login",
                Claims = Token,
            };
    }

    private static void CheckHash(Bound bound, MapValue claims, string expected)
    {
        var name = bound.Claim;
        if (!claims.TryGetMember(name, out var hash))
            throw Missing(name, bound.WithoutIt);
        if (!hash.Equals(expected))
            throw new FunctionException($"{name} is not that of {bound.What}", Token)
            {
                Fix = $"look whether {bound.What} and the ID token come from the same answer",
            };
    }

    private static FunctionException Missing(string name, string fix) =>
        new FunctionException($"the token has no {name}", Token) { Fix = fix };

    private static string HalfHash(string text, SigningAlgorithm algorithm)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        var hash = algorithm.HashBytes switch
        {
            32 => SHA256.HashData(bytes),
            48 => SHA384.HashData(bytes),
            _ => SHA512.HashData(bytes),
        };
        return Base64Url.EncodeToString(hash.AsSpan(0, hash.Length / 2));
    }

    /// <summary>A claim that binds a token to something that was handed over with it.</summary>
    private sealed record Bound(string Claim, string What, string WithoutIt);
}
