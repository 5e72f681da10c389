using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Grants;
using PingOneScenarios.Emulator.Store;
using PingOneScenarios.Emulator.Tokens;

namespace PingOneScenarios.Emulator.Endpoints;

/// <summary>Introspection (RFC 7662), revocation (RFC 7009) and userinfo. A client sees and ends its own tokens only, a resource sees those for it.</summary>
internal static class TokenStateEndpoints
{
    public static Answer Introspect(Call call, Form form, IntrospectionCaller caller)
    {
        if (!form.TryGet("token", out var value))
            return OAuthError.InvalidRequest(call, "The parameter token is missing");
        var token = call.Tenant.Tokens.Find(value);
        if (
            token is null
            || token.UsedAt is not null
            || !caller.Sees(token)
            || !HasUser(call, token)
            || !RefreshLifetime.IsSessionGood(call.Tenant, token)
        )
            return Answer.Json(200, new JsonObject { ["active"] = false }).NotStored();
        return Answer.Json(200, ToJson(call, token)).NotStored();
    }

    /// <summary>
    /// A token nobody knows is as good as revoked: 200. A refresh token takes its whole family with it; an access token for PingOne's own API
    /// cannot be revoked.
    /// </summary>
    public static Answer Revoke(Call call, Form form, Application client)
    {
        if (!form.TryGet("token", out var value))
            return OAuthError.InvalidRequest(call, "The parameter token is missing");
        if (call.Tenant.Tokens.Find(value) is { } token && token.ClientId == client.Id && !token.Audience.Contains(TokenIssuer.PingOneApi))
        {
            call.Tenant.Tokens.Remove(value);
            if (token is { IsRefresh: true, Family: { } family })
                call.Tenant.Tokens.RevokeFamily(family, token.ExpiresAt - token.IssuedAt);
        }
        return Answer.Empty(200);
    }

    public static Answer ReadUser(Call call, UserAccess access)
    {
        var (clientId, session, scope) = access;
        if (!scope.Split(' ').Contains("openid"))
            return ApiError.Forbidden(call);
        if (call.Tenant.Registry.FindUser(session.UserId) is not { } user)
            return ApiError.InvalidToken(call);
        var json = new JsonObject { ["sub"] = user.Id };
        MappedClaims.AddAboutUser(call.Tenant, json, clientId, scope, (user, Delivery.UserInfo));
        return Answer.Json(200, json).NotStored();
    }

    /// <summary>A client's own token needs none; any other dies with its user.</summary>
    private static bool HasUser(Call call, IssuedToken token) =>
        token.Session is not { } session || call.Tenant.Registry.FindUser(session.UserId) is not null;

    private static JsonObject ToJson(Call call, IssuedToken token)
    {
        var json = new JsonObject
        {
            ["active"] = true,
            ["token_type"] = token.IsRefresh ? "refresh_token" : "Bearer",
            ["client_id"] = token.ClientId,
        };
        Hal.AddIfKnown(json, "scope", token.Scope);
        Hal.AddIfKnown(json, "sub", token.Session?.UserId);
        json["aud"] = Hal.List(token.Audience);
        json["iss"] = call.Tenant.Addresses.Issuer;
        json["exp"] = token.ExpiresAt.ToUnixTimeSeconds();
        json["iat"] = token.IssuedAt.ToUnixTimeSeconds();
        Hal.AddIfKnown(json, "sid", token.Session?.Id);
        return json;
    }
}
