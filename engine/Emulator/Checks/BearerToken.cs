using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>A live access token of ours in <c>Authorization: Bearer</c>.</summary>
internal static class BearerToken
{
    public static Answer? Check(Call call)
    {
        if (call.Header("Authorization") is not { } header || !header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return ApiError.InvalidToken(call);
        if (call.Tenant.Tokens.Find(header["Bearer ".Length..].Trim()) is not { IsRefresh: false } token)
            return ApiError.InvalidToken(call);
        if (call.Tenant.Registry.FindClient(token.ClientId) is null)
            return ApiError.InvalidToken(call);
        call.Bearer = token;
        return null;
    }

    /// <summary>The same for userinfo, where RFC 6750 section 3 wants a challenge.</summary>
    public static Answer? CheckUser(Call call) =>
        Check(call)?.With("WWW-Authenticate", "Bearer error=\"invalid_token\"")
        ?? (call.Bearer.Session is null ? ApiError.Forbidden(call) : null);
}
