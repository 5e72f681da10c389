using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Flows;
using PingOneScenarios.Emulator.Grants;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Tokens;

/// <summary>Makes the signed tokens with PingOne's claims, and remembers those it gave out that can be looked up again.</summary>
internal sealed class TokenIssuer(Tenant tenant)
{
    /// <summary>The audience of an access token that is for no custom resource.</summary>
    public const string PingOneApi = "https://api.pingone.com";

    private readonly string accessHeader = Encode($$"""{"alg":"RS256","kid":"{{tenant.Key.Id}}","typ":"at+jwt"}""");
    private readonly string idHeader = Encode($$"""{"alg":"RS256","kid":"{{tenant.Key.Id}}"}""");

    /// <summary>An access token for a user's session, or for the client itself when <paramref name="session"/> is null.</summary>
    /// <param name="client">Who is given it.</param>
    /// <param name="session">Of the user.</param>
    /// <param name="scope">What was granted; null for nothing.</param>
    /// <param name="family">What it is revoked by, such as a code; null for nothing.</param>
    /// <param name="requestData">What claim mappings find at <c>context.requestData</c>.</param>
    public IssuedAccess AccessToken(
        Application client,
        Session? session,
        string? scope,
        string? family = null,
        JsonObject? requestData = null
    )
    {
        var now = Now();
        var resources = ScopeGrant.Resources(tenant, client, ScopeGrant.Split(scope));
        ImmutableArray<string> audience = resources.IsEmpty ? [PingOneApi] : [.. resources.Select(resource => resource.Text("audience")!)];
        var lifetime = Lifetime(resources);
        var claims = Times(now, now + lifetime);
        claims["client_id"] = client.Id;
        claims["aud"] = new JsonArray([.. audience.Select(text => JsonValue.Create(text))]);
        claims["jti"] = tenant.Ids.Uuid();
        if (scope is not null)
            claims["scope"] = scope;
        if (session is not null)
            AddSession(claims, session);
        if (audience.Contains(PingOneApi))
            AddOrigin(claims);
        var user = session is null ? null : tenant.Registry.FindUser(session.UserId);
        MappedClaims.AddToAccessToken(tenant, claims, resources, new ClaimSources(tenant, user, requestData));
        var token = Sign(accessHeader, claims);
        tenant.Tokens.Add(
            token,
            new IssuedToken
            {
                ClientId = client.Id,
                EnvironmentId = tenant.EnvironmentId,
                Session = session,
                Scope = scope,
                Audience = audience,
                Family = family,
                IssuedAt = now,
                ExpiresAt = now + lifetime,
            }
        );
        return new IssuedAccess(token, lifetime);
    }

    /// <summary>A refresh token; the application says of which type it is and how long it lives.</summary>
    /// <param name="client">Who is given it.</param>
    /// <param name="request">What it renews.</param>
    /// <param name="session">Of the user.</param>
    /// <param name="family">What it is revoked by.</param>
    /// <param name="firstIssuedAt">When the first one of the family was given out.</param>
    public string RefreshToken(Application client, AuthorizeRequest request, Session session, string family, DateTimeOffset firstIssuedAt)
    {
        var now = Now();
        var expiresAt = RefreshLifetime.End(client, now, firstIssuedAt);
        var token = RefreshLifetime.IsJwt(client) ? RefreshJwt(client, session, now, expiresAt) : tenant.Ids.Secret();
        var issued = new IssuedToken
        {
            IsRefresh = true,
            ClientId = client.Id,
            EnvironmentId = tenant.EnvironmentId,
            Session = session,
            Request = request,
            Scope = request.Scope,
            Family = family,
            FirstIssuedAt = firstIssuedAt,
            IssuedAt = now,
            ExpiresAt = expiresAt,
        };
        tenant.Tokens.Add(token, issued);
        return token;
    }

    /// <summary>An ID token.</summary>
    /// <param name="request">Who asked, and for which scopes.</param>
    /// <param name="session">Of the user.</param>
    /// <param name="accessToken">What <c>at_hash</c> vouches for; null when none is given with it.</param>
    /// <param name="code">What <c>c_hash</c> vouches for; null when none is given with it.</param>
    public string IdToken(AuthorizeRequest request, Session session, string? accessToken, string? code = null)
    {
        var now = Now();
        var claims = Times(now, now + IssuedToken.AccessLifetime);
        AddSession(claims, session);
        claims["aud"] = request.ClientId;
        claims["amr"] = new JsonArray([.. session.Amr.Select(method => JsonValue.Create(method))]);
        if (request.Nonce is not null)
            claims["nonce"] = request.Nonce;
        if (accessToken is not null)
            claims["at_hash"] = HalfHash(accessToken);
        if (code is not null)
            claims["c_hash"] = HalfHash(code);
        AddOrigin(claims);
        claims["p1.region"] = $"{tenant.Region}1";
        if (tenant.Registry.FindUser(session.UserId) is { } user)
            MappedClaims.AddAboutUser(tenant, claims, request.ClientId, request.Scope, (user, Delivery.IdToken));
        return Sign(idHeader, claims);
    }

    private static TimeSpan Lifetime(IEnumerable<Entity> resources) =>
        TimeSpan.FromSeconds(
            resources
                .Select(resource => resource.Number(ResourceKind.Lifetime) ?? 3600)
                .DefaultIfEmpty((int)IssuedToken.AccessLifetime.TotalSeconds)
                .Min()
        );

    private string RefreshJwt(Application client, Session session, DateTimeOffset now, DateTimeOffset expiresAt)
    {
        var claims = Times(now, expiresAt);
        claims["client_id"] = client.Id;
        claims["aud"] = tenant.Addresses.Issuer;
        claims["sub"] = session.UserId;
        claims["sid"] = session.Id;
        claims["jti"] = tenant.Ids.Uuid();
        AddOrigin(claims);
        return Sign(idHeader, claims);
    }

    private static void AddSession(JsonObject claims, Session session)
    {
        claims["sub"] = session.UserId;
        claims["sid"] = session.Id;
        claims["auth_time"] = session.SignedOnAt.ToUnixTimeSeconds();
        claims["acr"] = session.Acr;
    }

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

    /// <summary>OpenID Connect Core sections 3.1.3.6 and 3.3.2.11.</summary>
    private static string HalfHash(string text) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(text)).AsSpan(0, 16));

    private string Sign(string header, JsonObject claims)
    {
        var input = $"{header}.{Encode(claims.ToJsonString())}";
        return $"{input}.{Base64Url.EncodeToString(tenant.Key.Sign(Encoding.ASCII.GetBytes(input)))}";
    }

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}

/// <summary>An access token and how long it lives.</summary>
internal sealed record IssuedAccess(string Token, TimeSpan Lifetime)
{
    /// <summary>The member <c>expires_in</c>.</summary>
    public int Seconds => (int)Lifetime.TotalSeconds;
}
