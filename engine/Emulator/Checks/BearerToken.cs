using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Flows;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>A live access token of ours in <c>Authorization: Bearer</c>.</summary>
internal static class BearerToken
{
    public static Established<IssuedToken> Check(Call call)
    {
        if (call.Header("Authorization") is not { } header || !header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return ApiError.InvalidToken(call);
        if (call.Tenant.Tokens.Find(header["Bearer ".Length..].Trim()) is not { IsRefresh: false } token)
            return ApiError.InvalidToken(call);
        return call.Organization.Find(token.EnvironmentId)?.Registry.FindClient(token.ClientId) is null
            ? ApiError.InvalidToken(call)
            : token;
    }

    /// <summary>The same for userinfo, where RFC 6750 section 3 wants a challenge; the token must be of a user's session.</summary>
    public static Established<UserAccess> CheckUser(Call call)
    {
        if (Check(call).IsRefused(out var refusal, out var token))
            return refusal.With("WWW-Authenticate", "Bearer error=\"invalid_token\"");
        return token.Session is { } session ? new UserAccess(token.ClientId, session, token.Scope ?? "") : ApiError.Forbidden(call);
    }
}

/// <summary>What an access token lets its bearer read of the user who is signed on.</summary>
internal sealed record UserAccess(string ClientId, Session Session, string Scope);
