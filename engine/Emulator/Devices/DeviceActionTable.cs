using System.Text.Json;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Flows;

namespace PingOneScenarios.Emulator.Devices;

/// <summary>What flows and device authentications have in common: the same actions, shown the same way.</summary>
internal static class DeviceActionTable
{
    /// <summary>Another device can be selected, or the same again, as long as nothing is decided.</summary>
    public static string[] Selectable { get; } =
    [
        FlowStatus.DeviceSelectionRequired,
        FlowStatus.OtpRequired,
        FlowStatus.PushConfirmationRequired,
        FlowStatus.PushConfirmationTimedOut,
        FlowStatus.AssertionRequired,
    ];

    /// <summary>The device a body names: <c>{"device": {"id": …}}</c>.</summary>
    public static Established<Entity> Selected(Call call, DeviceAuthentication authentication, JsonElement json)
    {
        var fields = new PropertyReader(json);
        if (!fields.Has("device"))
            fields.Missing("device.id");
        var id = fields.Child("device")?.Text("id", required: true);
        if (fields.Problems.Count > 0)
            return ApiError.InvalidFields(call, fields.Problems);
        return DeviceTrial.Devices(call, authentication).FirstOrDefault(device => device.Id == id) is { } device
            ? device
            : NotTheirs(call, "device.id");
    }

    public static Answer NotTheirs(Call call, string target) =>
        ApiError.InvalidFields(call, new ErrorDetail("INVALID_VALUE", target, "is not a device the user can use now"));

    public static JsonArray Choices(Call call, DeviceAuthentication authentication) =>
        authentication.OneTime is { } to
            ? new JsonArray(OneTime(to))
            : new JsonArray([.. DeviceTrial.Devices(call, authentication).Select(JsonNode (device) => DeviceJson.Short(device))]);

    /// <summary>What is selected, what is to be signed, and why it has failed.</summary>
    public static void AddState(Call call, DeviceAuthentication authentication, JsonObject json)
    {
        if (authentication.OneTime is { } to)
            json["selectedDevice"] = new JsonObject { ["oneTime"] = OneTime(to) };
        else if (authentication.SelectedId is { } id)
            json["selectedDevice"] = Hal.Reference(id);
        if (authentication.Status == FlowStatus.AssertionRequired)
            Hal.AddIfKnown(json, "publicKeyCredentialRequestOptions", AssertionTrial.Options(call, authentication));
        if (authentication.Error is { } error)
            json["error"] = Error(call, authentication, error);
    }

    private static JsonObject OneTime((DeviceType Type, string Address) to) =>
        new() { ["type"] = to.Type.Name, [to.Type.Target!] = DeviceJson.Mask(to.Address) };

    /// <summary>Devices that are locked or blocked are named, so that a page can say which.</summary>
    private static JsonObject Error(Call call, DeviceAuthentication authentication, (string Code, string Message) error)
    {
        var json = new JsonObject { ["code"] = error.Code, ["message"] = error.Message };
        var barred = UsableDevices
            .Barred(call, authentication.UserId, DeviceTrial.PolicyOf(call, authentication), authentication.Types)
            .Select(JsonNode (device) => Hal.Reference(device.Id))
            .ToArray();
        if (barred.Length > 0)
            json["unavailableDevices"] = new JsonArray(barred);
        return json;
    }
}
