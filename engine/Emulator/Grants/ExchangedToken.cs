using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Flows;
using PingOneScenarios.Emulator.Tokens;

namespace PingOneScenarios.Emulator.Grants;

/// <summary>A token that is given for another: what it says, and whose session it is of; null of a client's own.</summary>
internal sealed record ExchangedToken(string Type, JsonObject Header, JsonObject Claims, Session? Session)
{
    /// <summary>Reads <c>subject_token</c> or <c>actor_token</c> with its type; it must be alive and of this environment.</summary>
    public static Established<ExchangedToken> Read(Call call, Form form, string role)
    {
        if (!form.TryGet($"{role}_token", out var token))
            return OAuthError.InvalidRequest(call, $"The parameter {role}_token is missing");
        if (form[$"{role}_token_type"] is not (ExchangeGrant.AccessToken or ExchangeGrant.IdToken))
            return OAuthError.InvalidRequest(
                call,
                $"The parameter {role}_token_type must be {ExchangeGrant.AccessToken} or {ExchangeGrant.IdToken}"
            );
        var type = form[$"{role}_token_type"]!;
        var read = type == ExchangeGrant.AccessToken ? OfAccessToken(call, token) : OfIdToken(call, token);
        return read is null ? OAuthError.InvalidRequest(call, $"The {role}_token is not valid") : read with { Type = type };
    }

    /// <summary>As claim mappings find it, such as <c>subjectToken</c>, <c>subjectTokenHeader</c> and <c>subjectTokenType</c>.</summary>
    public void AddTo(JsonObject requestData, string role)
    {
        requestData[$"{role}Token"] = Claims;
        requestData[$"{role}TokenHeader"] = Header;
        requestData[$"{role}TokenType"] = Type;
    }

    private static ExchangedToken? OfAccessToken(Call call, string token)
    {
        if (call.Tenant.Tokens.Find(token) is not { IsRefresh: false } issued || issued.EnvironmentId != call.Tenant.EnvironmentId)
            return null;
        if (issued.Session is { } session && call.Tenant.Registry.FindUser(session.UserId) is not { Enabled: true })
            return null;
        return OwnJwt.Open(call.Tenant, token) is { } jwt ? new ExchangedToken("", jwt.Header, jwt.Claims, issued.Session) : null;
    }

    private static ExchangedToken? OfIdToken(Call call, string token)
    {
        if (OwnJwt.Open(call.Tenant, token) is not { } jwt || !jwt.IsIdToken(call.Now))
            return null;
        if (call.Tenant.Registry.FindUser(jwt.Text("sub") ?? "") is not { Enabled: true } user)
            return null;
        var signedOn = DateTimeOffset.FromUnixTimeSeconds(jwt.Claims["auth_time"]?.GetValue<long>() ?? 0);
        return new ExchangedToken("", jwt.Header, jwt.Claims, new Session(jwt.Text("sid") ?? "", "", user.Id, signedOn));
    }
}
