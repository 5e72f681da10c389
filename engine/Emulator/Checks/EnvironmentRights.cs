using PingOneScenarios.Emulator.Administration;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;
using PingOneScenarios.Emulator.Tokens;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>
/// What the sender's roles, or the scopes of a user who manages itself, allow in the environment of the path. An unknown environment is 403 too,
/// never 404.
/// </summary>
internal static class EnvironmentRights
{
    public static Answer? Check(Call call)
    {
        if (call.IsOfControls)
            return null;
        if (FindToken(call).IsRefused(out var refusal, out var token))
            return refusal;
        if (call.PathValues["envID"] != call.Tenant.EnvironmentId)
            return ApiError.Forbidden(call);
        call.Sender = Actor.Of(call.Organization, token);
        return ActorRights.Allow(call, call.Sender) || SelfService.Allows(call, token) ? null : ApiError.Forbidden(call);
    }

    /// <summary>What belongs to no environment, such as the list of roles, is read by whoever has a role at all.</summary>
    public static Answer? CheckOrganization(Call call)
    {
        if (FindActor(call).IsRefused(out var refusal, out var actor))
            return refusal;
        return actor.IsUnlimited || actor.Roles.Length > 0 ? null : ApiError.Forbidden(call);
    }

    /// <summary>Who sent the call, by a token for the PingOne API.</summary>
    public static Established<Actor> FindActor(Call call) =>
        FindToken(call).IsRefused(out var refusal, out var token) ? refusal : Actor.Of(call.Organization, token);

    /// <summary>One for the PingOne API, and not for a resource of somebody's own.</summary>
    private static Established<IssuedToken> FindToken(Call call) =>
        BearerToken.Check(call).IsRefused(out var refusal, out var token) ? refusal
        : token.Audience.Contains(TokenIssuer.PingOneApi) ? token
        : ApiError.InvalidToken(call);
}
