using System.Collections.Immutable;
using System.Reflection;
using PingOneScenarios.Engine.Loading;

namespace PingOneScenarios.Engine.Tests.Loading;

/// <summary>Every table of keys has its place in a file, so that whoever walks through files by their places misses none.</summary>
public sealed class KeyPlacesTests
{
    public static IEnumerable<TheoryDataRow<string>> Tables =>
        typeof(ScenarioKeys)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(f => f.FieldType == typeof(ImmutableArray<KeyRow>))
            // The expect of a call is the same place as that of a request.
            .Where(f => f.Name != nameof(ScenarioKeys.CallExpect))
            .Select(f => new TheoryDataRow<string>(f.Name));

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_table_governs_a_place(string table)
    {
        var keys = (ImmutableArray<KeyRow>)typeof(ScenarioKeys).GetField(table)!.GetValue(null)!;
        Assert.Contains(All, place => place.Keys == keys);
    }

    [Fact]
    public void What_stands_below_a_key_is_a_key_of_the_table() =>
        Assert.All(All, place => Assert.Empty(place.Below.Keys.Except(place.Keys.Select(k => k.Name))));

    [Fact]
    public void Steps_inputs_and_extractions_are_found_under_their_keys()
    {
        var step = KeyPlaces.Scenario.Under("finally").Each!;
        Assert.Same(KeyPlaces.Step, step);
        Assert.Equal("from", step.Under("extract").Under("anyName").Keys[0].Name);
        Assert.Equal("type", KeyPlaces.Scenario.Under("inputs").Under("anyName").Keys[0].Name);
        Assert.Equal("username", step.Under("undo").Under("auth").Under("basic").Keys[0].Name);
        Assert.Same(KeyPlace.Free, step.Under("json").Under("step"));
    }

    private static IEnumerable<KeyPlace> All => new[] { KeyPlaces.Scenario, KeyPlaces.Environment }.SelectMany(WithBelow);

    private static IEnumerable<KeyPlace> WithBelow(KeyPlace place) =>
        place.Below.Values.Concat(place.Each is null ? [] : [place.Each]).SelectMany(WithBelow).Prepend(place);
}
