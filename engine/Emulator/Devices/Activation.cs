using System.Text.Json;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator.Devices;

/// <summary>How a device that was made becomes active: by the code that was sent to it, by a code of the app, by an attestation.</summary>
internal static class Activation
{
    private const int MostTries = 3;

    /// <summary>Sends a code and notes it in the body.</summary>
    public static void Send(Call call, Entity policy, JsonObject body, string to)
    {
        var type = DeviceType.Find(body["type"]!.GetValue<string>())!;
        var code = FactorCode.Send(call, policy, type, to, ("device_pairing", null));
        DeviceState.HiddenOf(body)["code"] = new JsonObject
        {
            ["value"] = code.Value,
            ["expiresAt"] = DeviceState.Text(code.ExpiresAt),
            ["failures"] = 0,
        };
    }

    public static Answer SendAgain(Call call, Entity device, JsonElement json)
    {
        if (IsActive(call, device) is { } refusal)
            return refusal;
        if (DeviceState.TypeOf(device).Target is not { } target)
            return ApiError.InvalidRequest(call, "No code is sent to a device of this type.");
        return DeviceEndpoints.Changed(call, device, body => Send(call, PolicyOf(call, device), body, device.Text(target)!));
    }

    public static Answer Activate(Call call, Entity device, JsonElement json)
    {
        if (IsActive(call, device) is { } refusal)
            return refusal;
        var fields = new PropertyReader(json);
        if (DeviceState.TypeOf(device).IsWebauthn)
            return Registration.Finish(call, device, fields);
        if (fields.Text("otp", required: true) is not { } otp)
            return ApiError.InvalidFields(call, fields.Problems);
        return DeviceState.TypeOf(device).Target is null ? ByApp(call, device, otp) : BySentCode(call, device, otp);
    }

    private static Answer ByApp(Call call, Entity device, string otp) =>
        AppCode.Shows(call, device, PolicyOf(call, device), otp)
            ? DeviceEndpoints.Shown(call, DeviceState.Activate(call, device))
            : ApiError.InvalidFields(call, Wrong());

    private static Answer BySentCode(Call call, Entity device, string otp)
    {
        var sent =
            DeviceState.Hidden(device, "code.value") is { } value
            && DeviceState.Time(device, $"{DeviceKinds.Hidden}.code.expiresAt") is { } expiresAt
                ? new FactorCode(value, expiresAt)
                : null;
        if (DeviceState.Count(device, "code.failures") < MostTries && sent?.Fits(otp, call.Now) == true)
            return DeviceEndpoints.Shown(call, DeviceState.Activate(call, device));
        DeviceState.Change(
            call,
            device.Id,
            body =>
            {
                if (DeviceState.HiddenOf(body)["code"] is JsonObject code)
                    code["failures"] = code["failures"]!.GetValue<int>() + 1;
            }
        );
        return ApiError.InvalidFields(call, Wrong());
    }

    private static ErrorDetail Wrong() => new("INVALID_OTP", "otp", "The provided OTP is invalid or has expired");

    private static Answer? IsActive(Call call, Entity device) =>
        DeviceState.IsActive(device) ? ApiError.InvalidRequest(call, "The device is active already.") : null;

    private static Entity PolicyOf(Call call, Entity device) =>
        DevicePolicies.Find(call.Tenant, DeviceState.Hidden(device, "policy")) ?? DevicePolicies.Default(call.Tenant);
}
