using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests.Devices;

/// <summary>Requests of multi-factor authentication whose answers differ from the public description.</summary>
internal static class DeviceTour
{
    public static async Task TakeAsync(WithEmulator house)
    {
        var journey = new Journey(house);
        await journey.CreateApplicationAsync("CLIENT_SECRET_POST");
        await journey.CreateUserAsync("tour-user");
        var factor = new Factor(house, journey);
        await factor.AssignAsync("""{"priority":1,"type":"MULTI_FACTOR_AUTHENTICATION","noDevicesMode":"BLOCK"}""");
        await factor.AddEmailAsync();
        await factor.CreatedAsync($"{house.EnvironmentPath}/deviceAuthenticationPolicies", DevicePolicyTests.Body("Tour"));
        await house.Worker.DeleteAsync($"{house.EnvironmentPath}/mfaSettings");
    }
}
