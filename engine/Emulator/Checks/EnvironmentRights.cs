using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>The token is the worker's own, and the environment is the one it has a role in. An unknown environment is 403 too, never 404.</summary>
internal static class EnvironmentRights
{
    public static Answer? Check(Call call)
    {
        if (call.IsOfControls)
            return null;
        if (BearerToken.Check(call).IsRefused(out var refusal, out var token))
            return refusal;
        var isWorker = token.ClientId == call.Organization.First.Worker!.Id;
        return isWorker && call.PathValues["envID"] == call.Tenant.EnvironmentId ? null : ApiError.Forbidden(call);
    }
}
