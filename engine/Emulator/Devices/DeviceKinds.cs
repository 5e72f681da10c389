using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Devices;

/// <summary>The kinds of entity that belong to multi-factor authentication.</summary>
internal static class DeviceKinds
{
    /// <summary>What an entity holds and never shows lies under it.</summary>
    public const string Hidden = "hidden";

    /// <summary>What a user proves who it is with; made and changed by <see cref="DeviceEndpoints"/>.</summary>
    public static EntityKind Device { get; } =
        new("device", "/users/{userID}/devices", "deviceID", [])
        {
            Operations = EntityOperations.Read | EntityOperations.Delete,
            Links = UserLink,
            Complete = DeviceJson.Complete,
        };

    /// <summary>What a telephone is paired by; made by <see cref="PairingKeyEndpoints"/>.</summary>
    public static EntityKind PairingKey { get; } =
        new("pairingKey", "/users/{userID}/pairingKeys", "pairingKeyID", [])
        {
            Operations = EntityOperations.Read | EntityOperations.Delete,
            Links = UserLink,
            Complete = PairingKeyEndpoints.Complete,
        };

    public static EntityKind Policy { get; } =
        new("deviceAuthenticationPolicy", "/deviceAuthenticationPolicies", "deviceAuthenticationPolicyID", DevicePolicyFields.All)
        {
            UniqueBy = "name",
            Filters = ["name"],
            Check = DevicePolicies.Check,
            MayDelete = DevicePolicies.MayDelete,
            HasTimes = false,
            Complete = DevicePolicies.Complete,
            Changed = DevicePolicies.KeepOneDefault,
        };

    public static EntityKind Fido2Policy { get; } =
        new("fido2Policy", "/fido2Policies", "fido2PolicyID", Fido2PolicyFields.All) { UniqueBy = "name", Filters = ["name"] };

    public static EntityKind PushCredential { get; } =
        new("pushCredential", "/applications/{applicationID}/pushCredentials", "pushCredentialID", PushCredentialFields.All)
        {
            Check = PushCredentialFields.Check,
            Complete = PushCredentialFields.Complete,
            Links = (call, entity) => [("application", $"{call.Tenant.Addresses.Environment}/applications/{entity.ParentId}")],
        };

    /// <summary>One of an environment; read and changed by <see cref="MfaSettingsEndpoints"/>.</summary>
    public static EntityKind Settings { get; } =
        new("mfaSettings", "/mfaSettings", "mfaSettingsID", MfaSettingsEndpoints.Fields) { Operations = EntityOperations.None };

    public static ImmutableArray<EntityKind> Table { get; } = [Device, PairingKey, Policy, Fido2Policy, PushCredential, Settings];

    /// <summary>What every environment begins with.</summary>
    public static void AddBuiltIn(Tenant tenant)
    {
        Add(tenant, Policy, tenant.Ids.Uuid(), DevicePolicies.BuiltIn());
        Add(tenant, Fido2Policy, tenant.Ids.Uuid(), Fido2PolicyFields.BuiltIn(new Uri(tenant.Organization.AuthPath).Host));
        Add(tenant, Settings, tenant.EnvironmentId, MfaSettingsEndpoints.Usual());
    }

    private static void Add(Tenant tenant, EntityKind kind, string id, JsonObject body) =>
        tenant.Entities.Add(kind, new Entity(id, null, body, tenant.CreatedAt, tenant.CreatedAt) { IsBuiltIn = true });

    private static IEnumerable<(string, string)> UserLink(Call call, Entity entity) =>
        [("user", UserEndpoints.Address(call.Tenant, entity.ParentId!))];
}
