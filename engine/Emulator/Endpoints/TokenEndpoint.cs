using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Flows;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Endpoints;

/// <summary><c>/{envID}/as/token</c>, once the client has proved itself and may use the grant.</summary>
internal static class TokenEndpoint
{
    public static Answer Issue(Call call, Form form, Application client) =>
        form["grant_type"] switch
        {
            "authorization_code" => ForCode(call, form, client),
            "refresh_token" => ForRefreshToken(call, form, client),
            _ => ForClient(call, client),
        };

    private static Answer ForCode(Call call, Form form, Application client)
    {
        if (!form.TryGet("code", out var value))
            return OAuthError.InvalidRequest(call, "The parameter code is missing");
        var code = call.Tenant.Tokens.Codes.Find(value);
        if (code is null || code.Request.ClientId != client.Id)
            return OAuthError.InvalidGrant(call, "The authorization code is unknown or has expired");
        if (code.Used)
            return RefuseReuse(call, client, value);
        if (code.Request.RedirectUri != form["redirect_uri"])
            return OAuthError.InvalidGrant(call, "The redirect_uri differs from the one of the authorization request");
        if (!Pkce.Fits(code.Request, form["code_verifier"]))
            return OAuthError.InvalidGrant(call, "The code_verifier is missing or does not fit the code_challenge");
        if (call.Tenant.Registry.FindUser(code.Session.UserId) is null)
            return OAuthError.InvalidGrant(call, "The user no longer exists");
        // Of two callers at once, one finds it unused.
        if (call.Tenant.Tokens.Codes.Exchange(value, unused => unused with { Used = true }) is not { Used: false })
            return RefuseReuse(call, client, value);
        return ForSession(call, client, code.Request, code.Session, value);
    }

    /// <summary>RFC 6749 section 4.1.2: a second use also ends what the first one gave.</summary>
    private static Answer RefuseReuse(Call call, Application client, string family)
    {
        call.Tenant.Tokens.RevokeFamily(family, RefreshLifetime(client));
        return OAuthError.InvalidGrant(call, "The code or token was already used");
    }

    private static Answer ForRefreshToken(Call call, Form form, Application client)
    {
        if (!form.TryGet("refresh_token", out var value))
            return OAuthError.InvalidRequest(call, "The parameter refresh_token is missing");
        if (call.Tenant.Tokens.Find(value) is not { IsRefresh: true } token || token.ClientId != client.Id)
            return OAuthError.InvalidGrant(call, "The refresh token is unknown or has expired");
        if (call.Tenant.Registry.FindUser(token.Session!.UserId) is null)
            return OAuthError.InvalidGrant(call, "The user no longer exists");
        if (call.Tenant.Tokens.Use(value) is not { Used: false })
            return RefuseReuse(call, client, token.Family!);
        return ForSession(call, client, token.Request!, token.Session, token.Family!);
    }

    /// <summary>A worker's rights are its roles, so it needs no scope; any other client has none to ask for.</summary>
    private static Answer ForClient(Call call, Application client)
    {
        if (client.TokenEndpointAuthMethod == "NONE")
            return OAuthError.Of(call, 400, "unauthorized_client", "The application has no secret");
        if (client.Type != "WORKER")
            return OAuthError.Of(call, 400, "invalid_scope", "At least one scope must be granted");
        return Answer.Json(200, Body(call.Tenant.Issuer.AccessToken(client.Id, null, null, null))).NotStored();
    }

    private static Answer ForSession(Call call, Application client, AuthorizeRequest request, Session session, string family)
    {
        var issuer = call.Tenant.Issuer;
        var accessToken = issuer.AccessToken(request.ClientId, session, request.Scope, family);
        var json = Body(accessToken);
        json["scope"] = request.Scope;
        if (client.GrantTypes.Contains("REFRESH_TOKEN"))
            json["refresh_token"] = issuer.RefreshToken(request, session, family, RefreshLifetime(client));
        if (request.Scope.Split(' ').Contains("openid"))
            json["id_token"] = issuer.IdToken(request, session, accessToken);
        return Answer.Json(200, json).NotStored();
    }

    private static JsonObject Body(string accessToken) =>
        new()
        {
            ["access_token"] = accessToken,
            ["token_type"] = "Bearer",
            ["expires_in"] = (int)IssuedToken.AccessLifetime.TotalSeconds,
        };

    private static TimeSpan RefreshLifetime(Application client) =>
        TimeSpan.FromSeconds(client.Numbers.GetValueOrDefault(ApplicationFields.RefreshTokenDuration, 3600));
}
