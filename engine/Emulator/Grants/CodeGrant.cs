using PingOneScenarios.Emulator.Authorizing;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Grants;

/// <summary><c>grant_type=authorization_code</c>.</summary>
internal static class CodeGrant
{
    public static Answer Issue(Call call, Form form, Application client)
    {
        if (!form.TryGet("code", out var value))
            return OAuthError.InvalidRequest(call, "The parameter code is missing");
        var code = call.Tenant.Tokens.Codes.Find(value);
        if (code is null || code.Request.ClientId != client.Id)
            return OAuthError.InvalidGrant(call, "The authorization code is unknown or has expired");
        if (code.Used)
            return RefuseReuse(call, client, value);
        if (code.Request.RedirectUri != form["redirect_uri"])
            return OAuthError.InvalidGrant(call, "The redirect_uri differs from the one of the authorization request");
        if (!Pkce.Fits(code.Request, form["code_verifier"]))
            return OAuthError.InvalidGrant(call, "The code_verifier is missing or does not fit the code_challenge");
        if (call.Tenant.Registry.FindUser(code.Session.UserId) is null)
            return OAuthError.InvalidGrant(call, "The user no longer exists");
        // Of two callers at once, one finds it unused.
        if (call.Tenant.Tokens.Codes.Exchange(value, unused => unused with { Used = true }) is not { Used: false })
            return RefuseReuse(call, client, value);
        return TokenAnswer.ForUser(call, client, code.Request, code.Session, value);
    }

    /// <summary>RFC 6749 section 4.1.2: a second use also ends what the first one gave.</summary>
    private static Answer RefuseReuse(Call call, Application client, string family)
    {
        call.Tenant.Tokens.RevokeFamily(family, RefreshLifetime.Longest(client));
        return OAuthError.InvalidGrant(call, "The authorization code was already used");
    }
}
