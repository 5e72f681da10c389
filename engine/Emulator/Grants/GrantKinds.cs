using System.Collections.Immutable;
using PingOneScenarios.Emulator.Documents;

namespace PingOneScenarios.Emulator.Grants;

/// <summary>The kinds of document of this room, part of <see cref="DocumentKinds.Table"/>.</summary>
internal static class GrantKinds
{
    public static ImmutableArray<DocumentKind> Rows { get; } =
    [ResourceKind.Kind, ScopeKind.Kind, ResourceAttributeKind.Kind, ApplicationGrantKind.Kind, ApplicationAttributeKind.Kind];
}
