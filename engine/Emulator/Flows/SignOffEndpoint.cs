using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator.Flows;

/// <summary><c>/{envID}/as/signoff</c> and <c>/as/idpSignoff</c>: ends the browser's session (OpenID Connect RP-Initiated Logout).</summary>
internal static class SignOffEndpoint
{
    /// <summary>By the session cookie; the hint, when there is one, must mean the same user.</summary>
    public static Answer SignOff(Call call)
    {
        var given = Parameters(call);
        var hint = given("id_token_hint") is { } token ? IdTokenHint.Read(call, token) : null;
        if (given("id_token_hint") is not null && hint is null)
            return OAuthError.InvalidRequest(call, "The id_token_hint is not an ID token of this environment's applications");
        var session = SessionCookie.Find(call);
        if (session is not null && hint is not null && hint.UserId != session.UserId)
            return OAuthError.InvalidRequest(call, "The id_token_hint is about another user than the session");
        if (given("client_id") is { } clientId && hint is not null && hint.Client.Id != clientId)
            return OAuthError.InvalidRequest(call, "The client_id is not that of the id_token_hint");
        return End(call, session, Target(call, hint, given));
    }

    /// <summary>Without a cookie: the sessions of the user the hint is about. The application must allow it.</summary>
    public static Answer SignOffByHint(Call call)
    {
        var given = Parameters(call);
        if (given("id_token_hint") is not { } token || IdTokenHint.Read(call, token) is not { UserId: { } userId } hint)
            return OAuthError.InvalidRequest(call, "The id_token_hint is missing or is not an ID token of this environment's applications");
        if (!hint.Client.Flags.GetValueOrDefault("idpSignoff"))
            return OAuthError.InvalidRequest(call, "The application does not have idpSignoff");
        foreach (var session in call.Tenant.SignOns.Sessions.OfUser(userId))
            call.Tenant.SignOns.Sessions.Take(session.Token);
        return End(call, null, Target(call, hint, given));
    }

    private static Func<string, string?> Parameters(Call call)
    {
        var given = HttpMethods.IsPost(call.Request.Method)
            ? QueryHelpers.ParseQuery(Encoding.UTF8.GetString(call.Body.Span))
            : call.Request.Query.ToDictionary();
        return name => given.GetValueOrDefault(name) is { Count: 1 } value && value[0] is { Length: > 0 } text ? text : null;
    }

    /// <summary>Only an address the application has registered is gone to; otherwise the hosted page says that the user is signed off.</summary>
    private static string Target(Call call, IdTokenHint? hint, Func<string, string?> given)
    {
        var client =
            hint?.Client
            ?? (given("client_id") is { } id && call.Tenant.Registry.FindApplication(id) is { Enabled: true } named ? named : null);
        if (given("post_logout_redirect_uri") is not { } target || client?.PostLogoutRedirectUris.Contains(target) != true)
            return $"{call.Tenant.Addresses.SignOnPage}?signOff=true";
        return given("state") is { } state ? $"{target}{(target.Contains('?') ? '&' : '?')}state={Uri.EscapeDataString(state)}" : target;
    }

    private static Answer End(Call call, Session? session, string target)
    {
        if (session is not null)
            call.Tenant.SignOns.Sessions.Take(session.Token);
        return SessionCookie.Clear(Answer.Redirect(target), call);
    }
}
