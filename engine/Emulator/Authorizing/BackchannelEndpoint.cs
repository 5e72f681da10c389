using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Flows;
using PingOneScenarios.Emulator.Grants;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Authorizing;

/// <summary>
/// <c>/{envID}/as/cibaAuthorization</c>: asks a user who is not there. PingOne asks on the user's telephone; here the question lies in the inbox, where
/// it is approved or denied, whether the user has a telephone or not.
/// </summary>
internal static class BackchannelEndpoint
{
    private const int Lifetime = 120;
    private const int Interval = 2;

    private static readonly string[] Hints = ["login_hint", "login_hint_token", "id_token_hint"];

    public static Answer Authorize(Call call, Form form, Application client)
    {
        if (!client.GrantTypes.Contains("CIBA") || client.TokenEndpointAuthMethod == "NONE")
            return OAuthError.Of(call, 400, "unauthorized_client", "The grant type is not enabled for the application");
        var asked = ScopeGrant.Split(form["scope"]);
        if (!asked.Contains("openid"))
            return OAuthError.Of(call, 400, "invalid_scope", "The parameter scope must hold openid");
        var scopes = ScopeGrant.OfUser(call.Tenant, client, asked);
        if (scopes.Refusal is { } refusal)
            return OAuthError.Of(call, 400, refusal.Error, refusal.Why);
        if (Hints.Count(form.Has) != 1)
            return OAuthError.InvalidRequest(call, $"Exactly one of {string.Join(", ", Hints)} must be sent");
        var (user, broken) = Hinted(call, client, form);
        if (broken is not null)
            return OAuthError.Of(call, 400, broken.Error, broken.Why);
        return user!.Enabled
            ? Ask(call, form, client, (user, scopes.Text!))
            : OAuthError.Of(call, 403, "access_denied", "The user is disabled");
    }

    /// <summary>Takes over what the user has decided since.</summary>
    public static void Settle(Call call, AwaitedGrant asked)
    {
        var state = call.Organization.Confirmations.StateOf(asked.MessageId!);
        if (state == ConfirmationState.Denied)
            call.Tenant.BackchannelRequests.Deny(asked.Handle);
        if (state != ConfirmationState.Approved)
            return;
        var session = new Session(call.Tenant.Ids.Uuid(), call.Tenant.Ids.Uuid(), asked.UserId!, call.Now)
        {
            Deeds = Deeds.None.Add("MULTI_FACTOR_AUTHENTICATION", ["mfa"], call.Now),
            Acr = SignOnPolicies.MultiFactor,
        };
        if (call.Tenant.BackchannelRequests.Approve(asked.Handle, session))
            call.Tenant.SignOns.Sessions.Put(session.Token, session);
    }

    private static UserHint Hinted(Call call, Application client, Form form)
    {
        if (form["login_hint_token"] is { } token)
            return UserHint.OfLoginHintToken(call, client, token);
        if (form["id_token_hint"] is { } idToken)
            return UserHint.OfIdToken(call, idToken);
        var hint = form["login_hint"]!;
        var registry = call.Tenant.Registry;
        var user =
            registry.FindUserByName(hint)
            ?? registry.FindUser(hint)
            ?? registry.Users().FirstOrDefault(known => hint.Equals(known.Email, StringComparison.OrdinalIgnoreCase));
        return user is null ? new UserHint(null, new Refusal("unknown_user_id", "The login_hint names no user")) : new UserHint(user, null);
    }

    private static Answer Ask(Call call, Form form, Application client, (User User, string Scope) what)
    {
        var message = new Message(call.Tenant.Ids.Uuid(), what.User.Username, "PUSH", "ciba_authorization", "", call.Now)
        {
            Text = form["binding_message"] is { } words ? $"{client.Name}: {words}" : $"{client.Name} asks whether you sign on.",
        };
        var request = new AuthorizeRequest
        {
            ClientId = client.Id,
            ApplicationName = client.Name,
            ResponseMode = "query",
            Scope = what.Scope,
            AcrValues = form["acr_values"],
        };
        var expiresAt = call.Now.AddSeconds(Lifetime);
        var grant = new AwaitedGrant(call.Tenant.Ids.Uuid(), request, expiresAt, TimeSpan.FromSeconds(Interval))
        {
            UserId = what.User.Id,
            MessageId = message.Id,
        };
        call.Tenant.BackchannelRequests.Add(grant);
        call.Organization.Confirmations.Ask(message.Id, expiresAt);
        call.Organization.Inbox.Add(message);
        return Answer
            .Json(
                200,
                new JsonObject
                {
                    ["auth_req_id"] = grant.Handle,
                    ["expires_in"] = Lifetime,
                    ["interval"] = Interval,
                }
            )
            .NotStored();
    }
}
