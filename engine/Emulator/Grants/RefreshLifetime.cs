using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Grants;

/// <summary>How long an application's refresh tokens live.</summary>
internal static class RefreshLifetime
{
    /// <summary>Of all tokens that come from one sign-on, the last is over by then.</summary>
    public static TimeSpan Longest(Application client) =>
        TimeSpan.FromSeconds(client.Numbers.GetValueOrDefault(ApplicationFields.RefreshTokenDuration, 3600));
}
