using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Devices;

/// <summary>The rules of device authentication policies: one of them is the default one, and it stays.</summary>
internal static class DevicePolicies
{
    /// <summary>The policy an environment starts with: every usual way is on.</summary>
    public static JsonObject BuiltIn() =>
        new()
        {
            ["name"] = "Default MFA Policy",
            ["newDeviceNotification"] = "EMAIL_THEN_SMS",
            ["authentication"] = new JsonObject { ["deviceSelection"] = "DEFAULT_TO_FIRST" },
            ["sms"] = Sent(),
            ["voice"] = Sent(),
            ["email"] = Sent(),
            ["mobile"] = new JsonObject { ["enabled"] = true, ["otp"] = Failures(2) },
            ["totp"] = WithCode(Failures(2)),
            ["fido2"] = new JsonObject { ["enabled"] = true, ["pairingDisabled"] = false },
            ["default"] = true,
        };

    /// <summary>The one named, or else the default one; null when the one named is not there.</summary>
    public static Entity? Find(Tenant tenant, string? id) => id is null ? Default(tenant) : tenant.Entities.Find(DeviceKinds.Policy, id);

    public static Entity Default(Tenant tenant) => tenant.Entities.All(DeviceKinds.Policy).First(policy => policy.Flag("default"));

    /// <summary>A period such as <c>email.otp.lifeTime</c>.</summary>
    public static TimeSpan? Period(Entity policy, string path) =>
        policy.Number($"{path}.duration") is not { } duration
            ? null
            : policy.Text($"{path}.timeUnit") switch
            {
                "SECONDS" => TimeSpan.FromSeconds(duration),
                "HOURS" => TimeSpan.FromHours(duration),
                "DAYS" => TimeSpan.FromDays(duration),
                _ => TimeSpan.FromMinutes(duration),
            };

    public static void Check(Call call, JsonObject body, PropertyReader fields, Entity? before)
    {
        // Nothing would be the default one: another has to be made it instead.
        if (before?.Flag("default") == true && body["default"]?.GetValue<bool>() == false)
            fields.Add(new ErrorDetail("CONSTRAINT_VIOLATION", "default", "The default policy cannot be changed to another kind"));
    }

    public static void Complete(Call call, Entity policy, JsonObject json)
    {
        json["forSignOnPolicy"] = false;
        json["updatedAt"] = Hal.Time(policy.UpdatedAt);
    }

    public static Answer? MayDelete(Call call, Entity policy) =>
        policy.Flag("default")
            ? ApiError.InvalidFields(call, new ErrorDetail("CONSTRAINT_VIOLATION", "default", "The default policy cannot be deleted"))
            : null;

    /// <summary>A policy that is made the default one takes the place of the one before it.</summary>
    public static void KeepOneDefault(Call call, Entity changed)
    {
        if (!changed.Flag("default"))
            return;
        foreach (var policy in call.Tenant.Entities.All(DeviceKinds.Policy))
        {
            if (policy.Id == changed.Id || !policy.Flag("default"))
                continue;
            var body = (JsonObject)policy.Body.DeepClone();
            body["default"] = false;
            call.Tenant.Entities.Replace(DeviceKinds.Policy, policy with { Body = body });
        }
    }

    private static JsonObject Sent()
    {
        var way = WithCode(
            new JsonObject
            {
                ["lifeTime"] = Time(30),
                ["failure"] = Failure(0),
                ["otpLength"] = 6,
            }
        );
        return way;
    }

    private static JsonObject WithCode(JsonObject otp) =>
        new()
        {
            ["enabled"] = true,
            ["pairingDisabled"] = false,
            ["otp"] = otp,
        };

    private static JsonObject Failures(int coolDown) => new() { ["failure"] = Failure(coolDown) };

    private static JsonObject Failure(int coolDown) => new() { ["count"] = 3, ["coolDown"] = Time(coolDown) };

    private static JsonObject Time(int minutes) => new() { ["duration"] = minutes, ["timeUnit"] = "MINUTES" };
}
