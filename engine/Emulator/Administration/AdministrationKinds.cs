using System.Collections.Immutable;
using PingOneScenarios.Emulator.Entities;

namespace PingOneScenarios.Emulator.Administration;

/// <summary>The kinds of entity of this room.</summary>
internal static class AdministrationKinds
{
    public static ImmutableArray<EntityKind> Rows { get; } =
    [
        .. GroupKinds.Rows,
        .. ConnectionKinds.Rows,
        .. RoleKinds.Rows,
        .. SchemaKinds.Rows,
        .. KeyKinds.Rows,
        .. MessageKinds.Rows,
        .. BrandingKinds.Rows,
        .. Setting.Table.Select(setting => setting.Kind),
    ];
}
