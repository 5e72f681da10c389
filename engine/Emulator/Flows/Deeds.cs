using System.Collections.Immutable;

namespace PingOneScenarios.Emulator.Flows;

/// <summary>What a user did to sign on: types of actions (<c>LOGIN</c>) and methods (<c>pwd</c>), each with the last time.</summary>
internal sealed record Deeds(
    ImmutableSortedDictionary<string, DateTimeOffset> Actions,
    ImmutableSortedDictionary<string, DateTimeOffset> Methods
)
{
    public static Deeds None { get; } =
        new(
            ImmutableSortedDictionary.Create<string, DateTimeOffset>(StringComparer.Ordinal),
            ImmutableSortedDictionary.Create<string, DateTimeOffset>(StringComparer.Ordinal)
        );

    public Deeds Add(string action, IEnumerable<string> methods, DateTimeOffset at) =>
        new(Actions.SetItem(action, at), Methods.SetItems(methods.Select(method => KeyValuePair.Create(method, at))));

    public Deeds Add(Deeds later) => new(Actions.SetItems(later.Actions), Methods.SetItems(later.Methods));
}
