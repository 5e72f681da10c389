using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Tests.House;

/// <summary>Code of ours takes our <c>Select</c> and <c>Where</c>, whatever it calls them on (decision 0083).</summary>
public sealed class SequencesTests
{
    private static readonly int[] Numbers = [3, 1, 2];

    public static IEnumerable<TheoryDataRow<string, object>> Made =>
        [
            new("Select of an array", Numbers.Select(n => n + 1)),
            new("Select of a list", Numbers.ToList().Select(n => n + 1)),
            new("Select of an immutable array", Numbers.ToImmutableArray().Select(n => n + 1)),
            new("Select of a dictionary", Numbers.ToDictionary(n => n).Select(n => n.Key)),
            new("Where of an array", Numbers.Where(n => n > 1)),
            new("Where of an immutable array", Numbers.ToImmutableArray().Where(n => n > 1)),
            new("Where of what LINQ made", Numbers.Order().Where(n => n > 1)),
            new("Select of what LINQ made", Numbers.Distinct().Select(n => n + 1)),
        ];

    [Theory]
    [MemberData(nameof(Made))]
    public void Ours_are_taken(string name, object made) =>
        Assert.True(made.GetType().DeclaringType == typeof(Sequences), $"{name}: {made.GetType()}");

    [Fact]
    public void They_give_what_those_of_LINQ_give()
    {
        Assert.Equal(Enumerable.Select(Numbers, n => n * 2), Numbers.Select(n => n * 2));
        Assert.Equal(Enumerable.Where(Numbers, n => n > 1), Numbers.Where(n => n > 1));
        Assert.Equal([6, 4], Numbers.ToImmutableArray().Where(n => n > 1).Select(n => n * 2));
        Assert.Empty(ImmutableArray<int>.Empty.Select(n => n));
    }

    [Fact]
    public void Nothing_is_asked_for_before_it_is_taken_and_each_taking_begins_anew()
    {
        var asked = 0;
        var numbers = Numbers.Select(n => asked += n).Where(n => n > 0);
        Assert.Equal(0, asked);
        Assert.Equal(3, numbers.First());
        Assert.Equal(3, asked);
        Assert.Equal(3, numbers.Count());
        Assert.Equal(9, asked);
    }
}
