using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Flows;
using PingOneScenarios.Emulator.Store;

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
        var issuer = call.Tenant.Issuer;
        var accessToken = issuer.AccessToken(request.ClientId, session, request.Scope, family);
        var json = Body(accessToken);
        json["scope"] = request.Scope;
        if (client.GrantTypes.Contains("REFRESH_TOKEN"))
            json["refresh_token"] = issuer.RefreshToken(request, session, family, RefreshLifetime.Longest(client));
        if (ScopeGrant.Split(request.Scope).Contains("openid"))
            json["id_token"] = issuer.IdToken(request, session, accessToken);
        return Answer.Json(200, json).NotStored();
    }

    /// <summary>A token of a client for itself.</summary>
    public static Answer ForClient(Call call, Application client, string? scope)
    {
        var json = Body(call.Tenant.Issuer.AccessToken(client.Id, null, scope, null));
        if (scope is not null)
            json["scope"] = scope;
        return Answer.Json(200, json).NotStored();
    }

    private static JsonObject Body(string accessToken) =>
        new()
        {
            ["access_token"] = accessToken,
            ["token_type"] = "Bearer",
            ["expires_in"] = (int)IssuedToken.AccessLifetime.TotalSeconds,
        };
}
