using System.Globalization;
using PingOneScenarios.Emulator.Documents;

namespace PingOneScenarios.Emulator.Devices;

/// <summary>A code of an authenticator app.</summary>
internal static class AppCode
{
    private const int UsualGrace = 5;

    /// <summary>True when it is right; it is used up then, and so is every earlier one.</summary>
    public static bool Uses(Call call, Document device, Document policy, string code)
    {
        var grace = policy.Number("totp.passcodeGracePeriod") ?? UsualGrace;
        long? used = null;
        DeviceState.Change(
            call,
            device.Id,
            body =>
            {
                var hidden = DeviceState.HiddenOf(body);
                var last = long.Parse(hidden["step"]?.GetValue<string>() ?? "0", CultureInfo.InvariantCulture);
                used = Totp.StepOf(code, hidden["secret"]!.GetValue<string>(), call.Now, grace, last);
                if (used is { } step)
                    hidden["step"] = step.ToString(CultureInfo.InvariantCulture);
            }
        );
        return used is not null;
    }
}
