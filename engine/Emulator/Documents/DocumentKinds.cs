using System.Collections.Immutable;
using PingOneScenarios.Emulator.Administration;
using PingOneScenarios.Emulator.Devices;
using PingOneScenarios.Emulator.Flows;
using PingOneScenarios.Emulator.Grants;

namespace PingOneScenarios.Emulator.Documents;

/// <summary>Every kind of document there is; each room of the emulator has its own rows.</summary>
internal static class DocumentKinds
{
    public static ImmutableArray<DocumentKind> Table { get; } =
    [
        PasswordPolicies.Kind,
        .. SignOnPolicyKinds.Rows,
        .. AgreementKinds.Rows,
        .. GrantKinds.Rows,
        .. AdministrationKinds.Rows,
        .. DeviceKinds.Table,
    ];

    /// <summary>The kind whose id has this name in a route; null when there is none.</summary>
    public static DocumentKind? ById(string idName) => Table.FirstOrDefault(kind => kind.IdName == idName);
}
