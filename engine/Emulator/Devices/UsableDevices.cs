using System.Collections.Immutable;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Devices;

/// <summary>The devices a user can use at this moment, the default one first.</summary>
internal static class UsableDevices
{
    /// <summary>None of a user whose multi-factor authentication is off.</summary>
    public static ImmutableArray<Entity> Of(Call call, User user, Entity policy, ImmutableArray<string>? types) =>
        user.MfaEnabled
            ? [.. DeviceState.Of(call.Tenant, user.Id).Where(device => IsMeant(device, policy, types) && IsFree(device, call.Now))]
            : [];

    /// <summary>Those that would be used were they not locked or blocked.</summary>
    public static IEnumerable<Entity> Barred(Call call, string userId, Entity policy, ImmutableArray<string>? types) =>
        DeviceState.Of(call.Tenant, userId).Where(device => IsMeant(device, policy, types) && !IsFree(device, call.Now));

    private static bool IsMeant(Entity device, Entity policy, ImmutableArray<string>? types)
    {
        var type = DeviceState.TypeOf(device);
        return DeviceState.IsActive(device)
            && policy.Flag($"{type.Method}.enabled")
            && (types is not { } allowed || allowed.Contains(type.Name));
    }

    private static bool IsFree(Entity device, DateTimeOffset now) => !DeviceState.IsBlocked(device) && !DeviceState.IsLocked(device, now);
}
