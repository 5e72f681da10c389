using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Flows;

namespace PingOneScenarios.Emulator.Devices;

/// <summary>Tries a one-time code, and counts the wrong ones: too many lock the device for the policy's cool-down.</summary>
internal static class CodeTrial
{
    private const string Method = "otp";
    private const int UsualCount = 3;

    /// <summary>The authentication after the try, and what was wrong with the code.</summary>
    public static (DeviceAuthentication After, ErrorDetail? Problem) Try(Call call, DeviceAuthentication before, string code)
    {
        var policy = DeviceTrial.PolicyOf(call, before);
        if (before.OneTime is { } oneTime)
            return TryOneTime(call, before, Most(policy, oneTime.Type), code);
        if (before.SelectedId is not { } id || call.Tenant.Entities.Find(DeviceKinds.Device, id) is not { } device)
            return (before, Wrong(0));
        if (DeviceState.IsLocked(device, call.Now))
            return (AfterLock(call, before), Wrong(0));
        var isRight = DeviceState.TypeOf(device).Target is null
            ? AppCode.Uses(call, device, policy, code)
            : before.Code?.Fits(code, call.Now) == true;
        if (!isRight)
            return Fail(call, before, device, policy);
        DeviceState.Change(call, device.Id, body => DeviceState.HiddenOf(body).Remove("failures"));
        return (before.Complete(Method), null);
    }

    private static (DeviceAuthentication, ErrorDetail?) TryOneTime(Call call, DeviceAuthentication before, int most, string code)
    {
        if (before.Code?.Fits(code, call.Now) == true)
            return (before.Complete(Method), null);
        var failures = before.Failures + 1;
        var after = before with { Failures = failures, Code = failures < most ? before.Code : null };
        return (after, Wrong(Math.Max(0, most - failures)));
    }

    private static (DeviceAuthentication, ErrorDetail?) Fail(Call call, DeviceAuthentication before, Entity device, Entity policy)
    {
        var type = DeviceState.TypeOf(device);
        var most = Most(policy, type);
        var coolDown = DevicePolicies.Period(policy, $"{type.Method}.otp.failure.coolDown") ?? TimeSpan.Zero;
        var failures = 0;
        DeviceState.Change(
            call,
            device.Id,
            body =>
            {
                var hidden = DeviceState.HiddenOf(body);
                failures = (hidden["failures"]?.GetValue<int>() ?? 0) + 1;
                hidden["failures"] = failures < most ? failures : 0;
                if (failures >= most && coolDown > TimeSpan.Zero)
                    body["lock"] = new JsonObject
                    {
                        ["status"] = "LOCKED",
                        ["expiresAt"] = DeviceState.Text(call.Now + coolDown),
                        ["reason"] = "OTP",
                    };
            }
        );
        if (failures < most)
            return (before, Wrong(most - failures));
        // The code is used up, whether or not the device is locked.
        var after = before with
        {
            Code = null,
        };
        return (coolDown > TimeSpan.Zero ? AfterLock(call, after) : after, Wrong(0));
    }

    /// <summary>Another device can still be selected, if there is one.</summary>
    private static DeviceAuthentication AfterLock(Call call, DeviceAuthentication before) =>
        DeviceTrial.Devices(call, before).IsEmpty
            ? before.Fail("NO_USABLE_DEVICES", $"Couldn't find authenticating device for user: {before.UserId}")
            : before with
            {
                Status = FlowStatus.DeviceSelectionRequired,
                SelectedId = null,
                Code = null,
            };

    private static int Most(Entity policy, DeviceType type) => policy.Number($"{type.Method}.otp.failure.count") ?? UsualCount;

    private static ErrorDetail Wrong(int left) =>
        new("INVALID_OTP", "otp", "The provided OTP is invalid or has expired")
        {
            InnerError = () => new JsonObject { ["attemptsRemaining"] = left },
        };
}
