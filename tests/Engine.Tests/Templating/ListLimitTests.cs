using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Tests.Templating;

/// <summary>Lists that are long, or made to be slow to compare.</summary>
public sealed class ListLimitTests
{
    [Fact]
    public void Lists_of_equal_hashes_are_told_apart_in_time()
    {
        var maps = Enumerable.Range(0, 300_000).Select(i => new MapValue([new("a", new ListValue([NumberValue.From((long)i)]))]));
        var bench = new ExpressionBench().With("maps", new ListValue([.. maps]));
        Assert.Equal("300000", bench.Value("list.distinct maps | list.size").ToString());
    }

    [Fact]
    public void A_list_does_not_grow_beyond_a_million_items()
    {
        var bench = new ExpressionBench().With("half", new ListValue([.. Enumerable.Repeat(Value.Null, 500_001)]));
        Assert.Equal("list.concat: the result has more than 1000000 items", bench.Problem("<<list.concat half half>>").What);
        Assert.Equal("a list is too large, there are more than 1000000 items", bench.Problem("<<list.flatten [half, half]>>").What);
    }
}
