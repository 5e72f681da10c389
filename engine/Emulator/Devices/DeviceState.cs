using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Devices;

/// <summary>What a device is at this moment, and how it is changed.</summary>
internal static class DeviceState
{
    public const string Active = "ACTIVE";
    public const string ActivationRequired = "ACTIVATION_REQUIRED";

    public static DeviceType TypeOf(Entity device) => DeviceType.Find(device.Text("type")!)!;

    public static bool IsActive(Entity device) => device.Text("status") == Active;

    public static bool IsBlocked(Entity device) => device.Text("block.status") == "BLOCKED";

    public static bool IsLocked(Entity device, DateTimeOffset now) => Time(device, "lock.expiresAt") is { } end && end > now;

    /// <summary>What nobody may see, such as the secret of an authenticator app.</summary>
    public static string? Hidden(Entity device, string name) => device.Text($"{DeviceKinds.Hidden}.{name}");

    public static int Count(Entity device, string name) => device.Number($"{DeviceKinds.Hidden}.{name}") ?? 0;

    public static DateTimeOffset? Time(Entity device, string path) =>
        device.Text(path) is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) : null;

    public static string Text(DateTimeOffset time) => Hal.Time(time);

    /// <summary>Of a user: the active ones in their order, then the others; the oldest first where there is no order.</summary>
    public static ImmutableArray<Entity> Of(Tenant tenant, string userId) =>
        [
            .. tenant
                .Entities.Of(DeviceKinds.Device, userId)
                .OrderBy(device => IsActive(device) ? 0 : 1)
                .ThenBy(device => Place(device) ?? int.MaxValue)
                .ThenBy(device => device.CreatedAt),
        ];

    /// <summary>The place in the user's order, from 1; null when it has none.</summary>
    public static int? Place(Entity device) => device.Number($"{DeviceKinds.Hidden}.place");

    /// <summary>Changes the device as it is at this moment; null when it is gone.</summary>
    public static Entity? Change(Call call, string deviceId, Action<JsonObject> change)
    {
        Entity? changed = null;
        call.Tenant.Entities.Update(
            DeviceKinds.Device,
            deviceId,
            device =>
            {
                var body = (JsonObject)device.Body.DeepClone();
                change(body);
                return changed = device with { Body = body, UpdatedAt = call.Now };
            }
        );
        return changed;
    }

    /// <summary>The part of a body that is never shown.</summary>
    public static JsonObject HiddenOf(JsonObject body) => (JsonObject)(body[DeviceKinds.Hidden] ??= new JsonObject());

    /// <summary>Makes it usable, and the last in the user's order unless the order was taken away.</summary>
    public static Entity? Activate(Call call, Entity device)
    {
        var others = Of(call.Tenant, device.ParentId!).Where(other => other.Id != device.Id && IsActive(other)).ToArray();
        int? place = others.Length == 0 ? 1 : others.Max(Place) + 1;
        return Change(
            call,
            device.Id,
            body =>
            {
                body["status"] = Active;
                var hidden = HiddenOf(body);
                hidden.Remove("code");
                if (place is { } number)
                    hidden["place"] = number;
            }
        );
    }
}
