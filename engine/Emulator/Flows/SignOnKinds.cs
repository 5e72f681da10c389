using System.Collections.Immutable;
using PingOneScenarios.Emulator.Authorizing;
using PingOneScenarios.Emulator.Devices;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Providers;

namespace PingOneScenarios.Emulator.Flows;

/// <summary>The types of actions there are; each area has its own rows.</summary>
internal static class SignOnKinds
{
    public static ImmutableArray<SignOnKind> Table { get; } =
    [
        .. LoginActions.Kinds,
        .. IdentifierActions.Kinds,
        .. ProfileActions.Kinds,
        .. AgreementActions.Kinds,
        .. FactorActions.Kinds,
        .. DeviceGrantActions.Kinds,
        .. ProviderActions.Kinds,
    ];

    /// <summary>Null when there is none of the type.</summary>
    public static SignOnKind? Find(string type) => Table.FirstOrDefault(kind => kind.Type == type);

    /// <summary>A type the emulator does not have fails the flow that comes to it.</summary>
    public static SignOnKind Of(Entity step) =>
        Find(TypeOf(step))
        ?? new(TypeOf(step), (_, flow, _) => flow.Fail("server_error", $"The emulator does not have the sign-on action {TypeOf(step)}"));

    public static string TypeOf(Entity step) => step.Text("type")!;
}
