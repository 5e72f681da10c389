using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Flows;

/// <summary>Sets the password a user chose in a flow.</summary>
internal static class FlowPassword
{
    /// <summary>What is wrong with it, about the property <paramref name="target"/>; null when it is set.</summary>
    public static ErrorDetail? Change(Call call, ProposedPassword proposed, string target)
    {
        if (PasswordPolicy.Violation(proposed, target) is { } violation)
            return violation;
        var hash = Password.HashOf(proposed.User.Id, proposed.Value);
        call.Tenant.Registry.Update(
            proposed.User.Id,
            user => user with { Password = user.Password.Change(hash, call.Now, mustChange: false) }
        );
        return null;
    }
}
