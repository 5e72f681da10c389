using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Flows;
using PingOneScenarios.Emulator.Store;
using PingOneScenarios.Emulator.Tokens;

namespace PingOneScenarios.Emulator.Grants;

/// <summary>The answer of the token endpoint that carries tokens.</summary>
internal static class TokenAnswer
{
    /// <summary>Tokens of a user who signed on.</summary>
    /// <param name="call">The token request.</param>
    /// <param name="client">Who is given them.</param>
    /// <param name="request">What was asked for and granted when the user signed on.</param>
    /// <param name="session">Of the user.</param>
    /// <param name="family">What all tokens of this sign-on are revoked by, such as its code.</param>
    public static Answer ForUser(Call call, Application client, AuthorizeRequest request, Session session, string family)
    {
        var refreshToken = GivesRefreshToken(call.Tenant, client, request)
            ? call.Tenant.Issuer.RefreshToken(client, request, session, family, call.Now)
            : null;
        return OfUser(call, client, (request, session, family), refreshToken);
    }

    /// <summary>New tokens for a refresh token.</summary>
    /// <param name="call">The token request.</param>
    /// <param name="client">Who is given them.</param>
    /// <param name="used">The refresh token, which the new one takes the place of.</param>
    /// <param name="scope">At most what the refresh token was given for.</param>
    public static Answer Renewed(Call call, Application client, IssuedToken used, string scope)
    {
        var (request, session, family) = (used.Request!, used.Session!, used.Family!);
        var refreshToken = call.Tenant.Issuer.RefreshToken(client, request, session, family, used.FirstIssuedAt);
        return OfUser(call, client, (request with { Scope = scope }, session, family), refreshToken);
    }

    /// <summary>A token of a client for itself.</summary>
    public static Answer ForClient(Call call, Application client, string? scope)
    {
        var json = Body(call.Tenant.Issuer.AccessToken(client, null, scope));
        if (scope is not null)
            json["scope"] = scope;
        return Answer.Json(200, json).NotStored();
    }

    public static JsonObject Body(IssuedAccess access) =>
        new()
        {
            ["access_token"] = access.Token,
            ["token_type"] = "Bearer",
            ["expires_in"] = access.Seconds,
        };

    /// <summary>An application that is granted <c>offline_access</c> has to ask for it, any other has only to be allowed the grant.</summary>
    private static bool GivesRefreshToken(Tenant tenant, Application client, AuthorizeRequest request) =>
        ScopeGrant.HasOfflineAccess(tenant, client)
            ? ScopeGrant.Split(request.Scope).Contains(BuiltInResources.OfflineAccess)
            : client.GrantTypes.Contains("REFRESH_TOKEN");

    private static Answer OfUser(
        Call call,
        Application client,
        (AuthorizeRequest Request, Session Session, string Family) signOn,
        string? refreshToken
    )
    {
        var (request, session, family) = signOn;
        var access = call.Tenant.Issuer.AccessToken(client, session, request.Scope, family);
        var json = Body(access);
        json["scope"] = request.Scope;
        Hal.AddIfKnown(json, "refresh_token", refreshToken);
        if (ScopeGrant.Split(request.Scope).Contains("openid"))
            json["id_token"] = call.Tenant.Issuer.IdToken(request, session, access.Token);
        return Answer.Json(200, json).NotStored();
    }
}
