using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Entities;

namespace PingOneScenarios.Emulator.Devices;

/// <summary>A device as JSON: whole for management, in short and with its address masked for whoever signs on.</summary>
internal static class DeviceJson
{
    private const int ShownLetters = 2;
    private const int ShownDigits = 4;

    /// <summary>Hides what is hidden, and says what time has done to a lock.</summary>
    public static void Complete(Call call, Entity device, JsonObject json)
    {
        json.Remove(DeviceKinds.Hidden);
        json["user"] = Hal.Reference(device.ParentId!);
        if (!DeviceState.IsLocked(device, call.Now))
            json["lock"] = new JsonObject { ["status"] = "UNLOCKED" };
        if (device.Text("status") == DeviceState.ActivationRequired)
            AddLink(json, "device.activate");
    }

    public static JsonObject Short(Entity device)
    {
        var json = new JsonObject { ["id"] = device.Id, ["type"] = device.Text("type") };
        Hal.AddIfKnown(json, "nickname", device.Text("nickname"));
        if (DeviceState.TypeOf(device).Target is { } target && device.Text(target) is { } address)
            json[target] = Mask(address);
        return json;
    }

    /// <summary>As PingOne's examples show it: <c>ab****@example.com</c>; of a number the end stays.</summary>
    public static string Mask(string address)
    {
        var at = address.IndexOf('@', StringComparison.Ordinal);
        return at < 0
            ? new string('*', Math.Max(0, address.Length - ShownDigits)) + address[^Math.Min(ShownDigits, address.Length)..]
            : $"{address[..Math.Min(ShownLetters, at)]}****{address[at..]}";
    }

    private static void AddLink(JsonObject json, string name)
    {
        var links = json["_links"]!;
        links[name] = new JsonObject { ["href"] = links["self"]!["href"]!.GetValue<string>() };
    }
}
