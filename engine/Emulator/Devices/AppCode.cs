using System.Globalization;
using PingOneScenarios.Emulator.Entities;

namespace PingOneScenarios.Emulator.Devices;

/// <summary>A code of an authenticator app.</summary>
internal static class AppCode
{
    private const int UsualGrace = 5;

    /// <summary>Whether it is right. To sign on with it is another use: it is not used up.</summary>
    public static bool Shows(Call call, Entity device, Entity policy, string code) =>
        Totp.StepOf(code, DeviceState.Hidden(device, "secret")!, call.Now, Grace(policy), last: 0) is not null;

    /// <summary>True when it is right; it is used up then, and so is every earlier one.</summary>
    public static bool Uses(Call call, Entity device, Entity policy, string code)
    {
        long? used = null;
        DeviceState.Change(
            call,
            device.Id,
            body =>
            {
                var hidden = DeviceState.HiddenOf(body);
                var last = long.Parse(hidden["step"]?.GetValue<string>() ?? "0", CultureInfo.InvariantCulture);
                used = Totp.StepOf(code, hidden["secret"]!.GetValue<string>(), call.Now, Grace(policy), last);
                if (used is { } step)
                    hidden["step"] = step.ToString(CultureInfo.InvariantCulture);
            }
        );
        return used is not null;
    }

    private static int Grace(Entity policy) => policy.Number("totp.passcodeGracePeriod") ?? UsualGrace;
}
