using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Grants;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Authorizing;

/// <summary>Tokens for who polls: the grants of devices and of CIBA.</summary>
internal static class AwaitedTokens
{
    public const string DeviceGrant = "urn:ietf:params:oauth:grant-type:device_code";
    public const string BackchannelGrant = "urn:openid:params:grant-type:ciba";

    public static Answer OfDevice(Call call, Form form, Application client) =>
        Issue(call, form, client, ("device_code", call.Tenant.DeviceRequests));

    public static Answer OfBackchannel(Call call, Form form, Application client)
    {
        if (form["auth_req_id"] is { } id && call.Tenant.BackchannelRequests.Find(id) is { } asked)
            BackchannelEndpoint.Settle(call, asked);
        return Issue(call, form, client, ("auth_req_id", call.Tenant.BackchannelRequests));
    }

    private static Answer Issue(Call call, Form form, Application client, (string Parameter, AwaitedGrants Grants) kind)
    {
        if (!form.TryGet(kind.Parameter, out var handle))
            return OAuthError.InvalidRequest(call, $"The parameter {kind.Parameter} is missing");
        if (kind.Grants.Find(handle)?.Request.ClientId != client.Id || kind.Grants.Poll(handle) is not { } grant)
            return OAuthError.InvalidGrant(call, $"The {kind.Parameter} is unknown");
        if (grant.IsUsed)
            return OAuthError.InvalidGrant(call, $"The {kind.Parameter} was already used");
        if (grant.IsApproved == false)
            return OAuthError.Of(call, 400, "access_denied", "The user refused");
        if (grant.ExpiresAt <= call.Now)
            return OAuthError.Of(call, 400, "expired_token", $"The {kind.Parameter} has expired");
        if (grant is { IsApproved: true, Session: { } session })
            return call.Tenant.Registry.FindUser(session.UserId) is null
                ? OAuthError.InvalidGrant(call, "The user no longer exists")
                : TokenAnswer.ForUser(call, client, grant.Request, session, handle);
        return grant.IsTooEarly(call.Now)
            ? OAuthError.Of(call, 400, "slow_down", "The client polls too often: it waits five seconds longer from now on")
            : OAuthError.Of(call, 400, "authorization_pending", "The user has not decided yet");
    }
}
