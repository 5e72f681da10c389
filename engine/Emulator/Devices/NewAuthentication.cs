using System.Text.Json;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Devices;

/// <summary>A device authentication as it is asked for: of a user, by a policy, with a device or with an address for once.</summary>
internal static class NewAuthentication
{
    /// <summary>It has begun, and a code may have been sent.</summary>
    public static Established<DeviceAuthentication> Read(Call call, JsonElement json)
    {
        var fields = new PropertyReader(json);
        if (fields.Has("mobilePayload"))
            return NotServed.Of(call, "device authentications with the payload of a mobile app");
        var user = User(call, fields);
        var policyId = Policy(call, fields);
        var selected = fields.Child("selectedDevice");
        var oneTime = selected?.Child("oneTime") is { } once ? OneTime(once) : null;
        if (fields.Problems.Count > 0)
            return ApiError.InvalidFields(call, fields.Problems);
        var fresh = Told(new DeviceAuthentication(call.Tenant.Ids.Uuid(), user!.Id, policyId!, call.Now), fields);
        if (oneTime is { } to)
            return DeviceTrial.SendOnce(call, fresh, to);
        return selected?.Text("id") is { } deviceId ? With(call, fresh, deviceId) : DeviceTrial.Begin(call, fresh, user);
    }

    private static User? User(Call call, PropertyReader fields)
    {
        if (!fields.Has("user"))
            fields.Missing("user.id");
        if (fields.Child("user")?.Text("id", required: true) is not { } id)
            return null;
        var user = call.Tenant.Registry.FindUser(id);
        if (user is null)
            fields.Invalid("user.id", "is not a user of the environment");
        return user;
    }

    private static string? Policy(Call call, PropertyReader fields)
    {
        var policy = DevicePolicies.Find(call.Tenant, fields.Child("policy")?.Text("id"));
        if (policy is null)
            fields.Invalid("policy.id", "is not a device authentication policy of the environment");
        return policy?.Id;
    }

    private static Established<DeviceAuthentication> With(Call call, DeviceAuthentication fresh, string deviceId) =>
        DeviceTrial.Devices(call, fresh).FirstOrDefault(device => device.Id == deviceId) is { } device
            ? DeviceTrial.Select(call, fresh, device)
            : DeviceActionTable.NotTheirs(call, "selectedDevice.id");

    private static (DeviceType, string)? OneTime(PropertyReader once)
    {
        var sent = DeviceType.Table.Where(type => type.Target is not null).Select(type => type.Name).ToArray();
        if (once.Choice("type", sent, required: true) is not { } name)
            return null;
        var type = DeviceType.Find(name)!;
        return once.Text(type.Target!, required: true) is { } address ? (type, address) : null;
    }

    /// <summary>The variables of a template in one line, since the emulator has no templates.</summary>
    private static DeviceAuthentication Told(DeviceAuthentication fresh, PropertyReader fields)
    {
        if (fields.Child("notification")?.Child("template") is not { } template)
            return fresh;
        var told = template.Any("variables") is JsonObject { Count: > 0 } variables
            ? string.Join(", ", variables.Select(variable => $"{variable.Key}: {variable.Value}")) + "."
            : null;
        return fresh with { Purpose = template.Text("name") ?? fresh.Purpose, Told = told };
    }
}
