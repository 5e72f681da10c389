using System.Collections.Immutable;
using PingOneScenarios.Emulator.Administration;
using PingOneScenarios.Emulator.Devices;
using PingOneScenarios.Emulator.Flows;
using PingOneScenarios.Emulator.Grants;
using PingOneScenarios.Emulator.Providers;

namespace PingOneScenarios.Emulator.Entities;

/// <summary>Every kind of entity there is; each room of the emulator has its own rows.</summary>
internal static class EntityKinds
{
    public static ImmutableArray<EntityKind> Table { get; } =
    [
        PasswordPolicies.Kind,
        .. SignOnPolicyKinds.Rows,
        .. AgreementKinds.Rows,
        .. GrantKinds.Rows,
        .. AdministrationKinds.Rows,
        .. DeviceKinds.Table,
        .. ProviderKinds.Rows,
    ];

    /// <summary>The kind whose id has this name in a route; null when there is none.</summary>
    public static EntityKind? ById(string idName) => Table.FirstOrDefault(kind => kind.IdName == idName);
}
