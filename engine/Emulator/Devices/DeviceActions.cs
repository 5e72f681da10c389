using System.Text.Json;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Entities;

namespace PingOneScenarios.Emulator.Devices;

/// <summary>What may be posted to a device, by media type.</summary>
internal static class DeviceActions
{
    private static readonly (string Name, Func<Call, Entity, JsonElement, Answer> Run)[] Table =
    [
        ("device.activate", Activation.Activate),
        ("device.sendActivationCode", Activation.SendAgain),
        ("device.block", Block),
        ("device.unblock", Unblock),
        ("device.unlock", Unlock),
    ];

    public static string MediaType(string name) => $"application/vnd.pingidentity.{name}+json";

    /// <summary>415 for what is none of PingOne's media types, 501 for one the emulator does not know here.</summary>
    public static Answer? CheckMediaType(Call call)
    {
        if (Row(call).Run is not null)
            return null;
        return call.MediaType.StartsWith("application/vnd.pingidentity.", StringComparison.Ordinal)
            ? NotServed.Of(call, $"the action {call.MediaType} of a device")
            : MediaTypes.OneOf()(call);
    }

    public static Answer Act(Call call, Entity device, JsonElement json) => Row(call).Run(call, device, json);

    private static (string Name, Func<Call, Entity, JsonElement, Answer> Run) Row(Call call) =>
        Table.FirstOrDefault(row => MediaType(row.Name).Equals(call.MediaType, StringComparison.OrdinalIgnoreCase));

    private static Answer Block(Call call, Entity device, JsonElement json) =>
        DeviceEndpoints.Changed(
            call,
            device,
            body => body["block"] = new JsonObject { ["status"] = "BLOCKED", ["blockedAt"] = Hal.Time(call.Now) }
        );

    private static Answer Unblock(Call call, Entity device, JsonElement json) =>
        DeviceEndpoints.Changed(call, device, body => body["block"] = new JsonObject { ["status"] = "UNBLOCKED" });

    private static Answer Unlock(Call call, Entity device, JsonElement json) =>
        DeviceEndpoints.Changed(
            call,
            device,
            body =>
            {
                body["lock"] = new JsonObject { ["status"] = "UNLOCKED" };
                DeviceState.HiddenOf(body).Remove("failures");
            }
        );
}
