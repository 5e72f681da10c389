using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator.Flows;

/// <summary>Sets the password a user chose in a flow.</summary>
internal static class FlowPassword
{
    /// <summary>What is wrong with it, about the property <paramref name="target"/>; null when it is set.</summary>
    public static ErrorDetail? Change(Call call, ProposedPassword proposed, string target)
    {
        if (PasswordPolicy.Violation(call, proposed, target) is { } violation)
            return violation;
        PasswordChange.Store(call, proposed.User, proposed.Value, mustChange: false);
        return null;
    }
}
