using System.Collections.Immutable;
using PingOneScenarios.Emulator.Documents;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Devices;

/// <summary>The devices a user can use at this moment, the default one first.</summary>
internal static class UsableDevices
{
    /// <summary>None of a user whose multi-factor authentication is off.</summary>
    public static ImmutableArray<Document> Of(Call call, User user, Document policy, ImmutableArray<string>? types) =>
        user.MfaEnabled
            ? [.. DeviceState.Of(call.Tenant, user.Id).Where(device => IsMeant(device, policy, types) && IsFree(device, call.Now))]
            : [];

    /// <summary>Those that would be used were they not locked or blocked.</summary>
    public static IEnumerable<Document> Barred(Call call, string userId, Document policy, ImmutableArray<string>? types) =>
        DeviceState.Of(call.Tenant, userId).Where(device => IsMeant(device, policy, types) && !IsFree(device, call.Now));

    private static bool IsMeant(Document device, Document policy, ImmutableArray<string>? types)
    {
        var type = DeviceState.TypeOf(device);
        return DeviceState.IsActive(device)
            && policy.Flag($"{type.Method}.enabled")
            && (types is not { } allowed || allowed.Contains(type.Name));
    }

    private static bool IsFree(Document device, DateTimeOffset now) => !DeviceState.IsBlocked(device) && !DeviceState.IsLocked(device, now);
}
