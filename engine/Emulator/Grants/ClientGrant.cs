using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Grants;

/// <summary><c>grant_type=client_credentials</c>: a client asks for itself.</summary>
internal static class ClientGrant
{
    public static Answer Issue(Call call, Form form, Application client)
    {
        if (client.TokenEndpointAuthMethod == "NONE")
            return OAuthError.Of(call, 400, "unauthorized_client", "The application has no secret");
        var scopes = ScopeGrant.OfClient(call.Tenant, client, ScopeGrant.Split(form["scope"]));
        return scopes.Refusal is { } refusal
            ? OAuthError.Of(call, 400, refusal.Error, refusal.Why)
            : TokenAnswer.ForClient(call, client, scopes.Text);
    }
}
