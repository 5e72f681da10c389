using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Grants;

/// <summary>Token exchange (RFC 8693): a token of this environment, and perhaps one of who acts, for an access token for a custom resource.</summary>
internal static class ExchangeGrant
{
    public const string Type = "urn:ietf:params:oauth:grant-type:token-exchange";
    public const string AccessToken = "urn:ietf:params:oauth:token-type:access_token";
    public const string IdToken = "urn:ietf:params:oauth:token-type:id_token";

    public static Answer Issue(Call call, Form form, Application client)
    {
        if (client.TokenEndpointAuthMethod == "NONE")
            return OAuthError.Of(call, 400, "unauthorized_client", "The application has no secret");
        if (form["requested_token_type"] is not (null or AccessToken))
            return OAuthError.InvalidRequest(call, $"The parameter requested_token_type must be {AccessToken}");
        if (ExchangedToken.Read(call, form, "subject").IsRefused(out var refusal, out var subject))
            return refusal;
        ExchangedToken? actor = null;
        if (form.Has("actor_token") || form.Has("actor_token_type"))
            if (ExchangedToken.Read(call, form, "actor").IsRefused(out refusal, out actor))
                return refusal;
        var asked = ScopeGrant.Split(form["scope"]);
        if (asked.Count == 0)
            return OAuthError.Of(call, 400, "invalid_scope", "At least one scope must be requested");
        var scopes = ScopeGrant.OfUser(call.Tenant, client, asked);
        if (scopes.Refusal is { } broken)
            return OAuthError.Of(call, 400, broken.Error, broken.Why);
        if (ScopeGrant.Resources(call.Tenant, client, asked) is not [{ } resource] || resource.Text("type") != ResourceKind.Custom)
            return OAuthError.Of(call, 400, "invalid_scope", "The scopes must be of a custom resource");
        return Answer.Json(200, Body(call, client, scopes.Text!, (subject, actor))).NotStored();
    }

    private static JsonObject Body(Call call, Application client, string scope, (ExchangedToken Subject, ExchangedToken? Actor) given)
    {
        var data = new JsonObject { ["requestedTokenType"] = AccessToken };
        given.Subject.AddTo(data, "subject");
        given.Actor?.AddTo(data, "actor");
        var json = TokenAnswer.Body(call.Tenant.Issuer.AccessToken(client, given.Subject.Session, scope, requestData: data));
        json["scope"] = scope;
        json["issued_token_type"] = AccessToken;
        return json;
    }
}
