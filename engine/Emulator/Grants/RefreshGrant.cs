using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Grants;

/// <summary><c>grant_type=refresh_token</c>.</summary>
internal static class RefreshGrant
{
    public static Answer Issue(Call call, Form form, Application client)
    {
        if (!form.TryGet("refresh_token", out var value))
            return OAuthError.InvalidRequest(call, "The parameter refresh_token is missing");
        if (call.Tenant.Tokens.Find(value) is not { IsRefresh: true } token || token.ClientId != client.Id)
            return OAuthError.InvalidGrant(call, "The refresh token is unknown or has expired");
        if (call.Tenant.Registry.FindUser(token.Session!.UserId) is null)
            return OAuthError.InvalidGrant(call, "The user no longer exists");
        if (call.Tenant.Tokens.Use(value) is not { Used: false })
            return RefuseReuse(call, client, token.Family!);
        return TokenAnswer.ForUser(call, client, token.Request!, token.Session, token.Family!);
    }

    private static Answer RefuseReuse(Call call, Application client, string family)
    {
        call.Tenant.Tokens.RevokeFamily(family, RefreshLifetime.Longest(client));
        return OAuthError.InvalidGrant(call, "The refresh token was already used");
    }
}
