using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Grants;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>The token endpoint's <c>grant_type</c>: known before the client is looked at, enabled on the client after that.</summary>
internal static class GrantType
{
    public static Answer? IsKnown(Call call, Form form)
    {
        if (!form.TryGet("grant_type", out var grant))
            return OAuthError.InvalidRequest(call, "The parameter grant_type is missing");
        return GrantTable.Find(grant) is null
            ? OAuthError.Of(call, 400, "unsupported_grant_type", $"Unsupported grant type: {grant}")
            : null;
    }

    public static Answer? IsEnabled(Call call, Form form, Application client) =>
        IsEnabled(call, form["grant_type"]!, client)
            ? null
            : OAuthError.Of(call, 400, "unauthorized_client", "The grant type is not enabled for the application");

    /// <summary>An application that is granted <c>offline_access</c> may refresh without more.</summary>
    private static bool IsEnabled(Call call, string type, Application client) =>
        client.GrantTypes.Contains(GrantTable.Find(type)!.Enables)
        || (type == RefreshGrant.Type && ScopeGrant.HasOfflineAccess(call.Tenant, client));
}
