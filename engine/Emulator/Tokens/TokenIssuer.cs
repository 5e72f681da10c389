using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Flows;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Tokens;

/// <summary>Makes the signed tokens with PingOne's claims, and remembers the access tokens it gave out.</summary>
internal sealed class TokenIssuer(Tenant tenant)
{
    /// <summary>The audience of every access token the emulator gives: the PingOne API resource.</summary>
    public const string Audience = "https://api.pingone.com";

    private readonly string accessHeader = Encode($$"""{"alg":"RS256","kid":"{{tenant.Key.Id}}","typ":"at+jwt"}""");
    private readonly string idHeader = Encode($$"""{"alg":"RS256","kid":"{{tenant.Key.Id}}"}""");

    /// <summary>An access token for a user's session, or for the client itself when <paramref name="session"/> is null.</summary>
    public string AccessToken(string clientId, Session? session, string? scope, string? family)
    {
        var now = Now();
        var claims = Times(now, now + IssuedToken.AccessLifetime);
        claims["client_id"] = clientId;
        claims["aud"] = new JsonArray(Audience);
        claims["jti"] = tenant.Ids.Uuid();
        if (scope is not null)
            claims["scope"] = scope;
        if (session is not null)
        {
            claims["sub"] = session.UserId;
            claims["sid"] = session.Id;
        }
        AddOrigin(claims);
        var token = Sign(accessHeader, claims);
        tenant.Tokens.Add(
            token,
            new IssuedToken
            {
                IsRefresh = false,
                ClientId = clientId,
                EnvironmentId = tenant.EnvironmentId,
                Session = session,
                Scope = scope,
                Family = family,
                IssuedAt = now,
                ExpiresAt = now + IssuedToken.AccessLifetime,
            }
        );
        return token;
    }

    /// <summary>An opaque refresh token.</summary>
    public string RefreshToken(AuthorizeRequest request, Session session, string family, TimeSpan lifetime)
    {
        var token = tenant.Ids.Secret();
        var issued = new IssuedToken
        {
            IsRefresh = true,
            ClientId = request.ClientId,
            EnvironmentId = tenant.EnvironmentId,
            Session = session,
            Request = request,
            Scope = request.Scope,
            Family = family,
            IssuedAt = Now(),
            ExpiresAt = Now() + lifetime,
        };
        tenant.Tokens.Add(token, issued);
        return token;
    }

    /// <summary>An ID token; what is given with it, its <c>at_hash</c> and <c>c_hash</c> vouch for.</summary>
    public string IdToken(AuthorizeRequest request, Session session, string? accessToken, string? code = null)
    {
        var now = Now();
        var claims = Times(now, now + IssuedToken.AccessLifetime);
        claims["sub"] = session.UserId;
        claims["aud"] = request.ClientId;
        claims["auth_time"] = session.SignedOnAt.ToUnixTimeSeconds();
        claims["acr"] = session.Acr;
        claims["amr"] = new JsonArray([.. session.Amr.Select(method => JsonValue.Create(method))]);
        if (request.Nonce is not null)
            claims["nonce"] = request.Nonce;
        claims["sid"] = session.Id;
        if (accessToken is not null)
            claims["at_hash"] = HalfHash(accessToken);
        if (code is not null)
            claims["c_hash"] = HalfHash(code);
        AddOrigin(claims);
        claims["p1.region"] = $"{tenant.Region}1";
        if (tenant.Registry.FindUser(session.UserId) is { } user)
            UserClaims.Add(claims, user, request.Scope);
        return Sign(idHeader, claims);
    }

    // OpenID Connect Core section 3.3.2.11: the left half of the hash that belongs to the signature.
    private static string HalfHash(string text) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(text)).AsSpan(0, 16));

    private DateTimeOffset Now() => tenant.Clock.GetUtcNow();

    private JsonObject Times(DateTimeOffset now, DateTimeOffset expiresAt) =>
        new()
        {
            ["iss"] = tenant.Addresses.Issuer,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = expiresAt.ToUnixTimeSeconds(),
        };

    private void AddOrigin(JsonObject claims)
    {
        claims["env"] = tenant.EnvironmentId;
        claims["org"] = tenant.Organization.Id;
    }

    private string Sign(string header, JsonObject claims)
    {
        var input = $"{header}.{Encode(claims.ToJsonString())}";
        return $"{input}.{Base64Url.EncodeToString(tenant.Key.Sign(Encoding.ASCII.GetBytes(input)))}";
    }

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
