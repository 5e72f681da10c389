using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>On the sign-on side the path's environment is ours, or there is nothing there.</summary>
internal static class KnownEnvironment
{
    public static Answer? Check(Call call) => call.PathValues["envID"] == call.Tenant.EnvironmentId ? null : ApiError.NotFound(call);
}
