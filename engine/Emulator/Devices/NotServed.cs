using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator.Devices;

/// <summary>501 for a part of an address the emulator has.</summary>
internal static class NotServed
{
    /// <param name="call">The call.</param>
    /// <param name="what">Goes on behind "The emulator does not have", such as <c>devices of type OATH_TOKEN</c>.</param>
    public static Answer Of(Call call, string what) =>
        ApiError.Of(
            call,
            501,
            "NOT_IMPLEMENTED",
            $"The request could not be completed. The emulator does not have {what}; PingOne has. What it has stands in engine/Emulator/FIDELITY.md."
        );
}
