using System.Collections.Immutable;
using PingOneScenarios.Emulator.Entities;

namespace PingOneScenarios.Emulator.Grants;

/// <summary>The kinds of entity of this room, part of <see cref="EntityKinds.Table"/>.</summary>
internal static class GrantKinds
{
    public static ImmutableArray<EntityKind> Rows { get; } =
    [ResourceKind.Kind, ScopeKind.Kind, ResourceAttributeKind.Kind, ApplicationGrantKind.Kind, ApplicationAttributeKind.Kind];
}
