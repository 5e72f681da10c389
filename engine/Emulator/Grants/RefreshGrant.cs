using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Grants;

/// <summary><c>grant_type=refresh_token</c>: new tokens, and a new refresh token in place of the old one.</summary>
internal static class RefreshGrant
{
    public const string Type = "refresh_token";

    public static Answer Issue(Call call, Form form, Application client)
    {
        if (!form.TryGet("refresh_token", out var value))
            return OAuthError.InvalidRequest(call, "The parameter refresh_token is missing");
        if (call.Tenant.Tokens.Find(value) is not { IsRefresh: true } token || token.ClientId != client.Id)
            return OAuthError.InvalidGrant(call, "The refresh token is unknown or has expired");
        if (call.Tenant.Registry.FindUser(token.Session!.UserId) is not { Enabled: true })
            return OAuthError.InvalidGrant(call, "The user no longer exists or is disabled");
        if (!RefreshLifetime.IsSessionGood(call.Tenant, token))
            return OAuthError.InvalidGrant(call, "The session of the refresh token is over");
        var asked = ScopeGrant.Split(form["scope"] ?? token.Scope);
        if (asked.Except(ScopeGrant.Split(token.Scope)).Any())
            return OAuthError.Of(call, 400, "invalid_scope", "The scope is more than what the refresh token was given for");
        if (call.Tenant.Tokens.Use(value) is not { } before || !IsUsable(call, client, before))
            return RefuseReuse(call, client, token.Family!);
        return TokenAnswer.Renewed(call, client, token, string.Join(' ', asked));
    }

    private static bool IsUsable(Call call, Application client, IssuedToken before) =>
        before.UsedAt is not { } usedAt || RefreshLifetime.IsInGrace(client, usedAt, call.Now);

    /// <summary>Whoever sends a used one may have stolen it: with replay protection that ends what its successors gave.</summary>
    private static Answer RefuseReuse(Call call, Application client, string family)
    {
        if (RefreshLifetime.RevokesReplayed(client))
            call.Tenant.Tokens.RevokeFamily(family, RefreshLifetime.Longest(client));
        return OAuthError.InvalidGrant(call, "The refresh token was already used");
    }
}
