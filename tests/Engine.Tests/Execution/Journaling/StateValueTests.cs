using System.Collections.Immutable;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Tests.Execution.Journaling;

public sealed class StateValueTests
{
    [Theory]
    [InlineData("""{"a":[1,1.10,1E5,-0,true,null,"ä<>&'"],"b":{"c":""}}""")]
    [InlineData("""[[],{},"$",{"b":"v","$":1}]""")]
    [InlineData("\"text\"")]
    public void What_JSON_says_exactly_is_written_as_such(string plain)
    {
        var bench = new StateBench();
        var value = bench.Reader.Read(StateBench.Parse(plain))!;
        Assert.Equal(plain, StateBench.Write(json => bench.Writer.Write(json, value)));
        Assert.Equal("[]", StateBench.Write(bench.Writer.WriteNews));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Every_value_comes_back_as_it_was(int seed)
    {
        var bench = new StateBench();
        ImmutableArray<LabelSet> labels =
        [
            bench.Before.Label("given", "fake-given-secret"),
            bench.Before.Label("odd \ud800", "x"),
            bench.Before.LabelFound("found", 12345678901L, LabelSet.None),
            LabelSet.Of(new SecretLabel("of no register") { Secret = "fake-elsewhere" }),
        ];
        var values = new RandomValues(new Random(seed), labels);
        for (var i = 0; i < 1000; i++)
        {
            var value = values.Next();
            Assert.Equal(StateBench.Seen(value), StateBench.Seen(bench.Through(value)));
        }
    }

    [Fact]
    public void Values_of_any_size_come_back()
    {
        var bench = new StateBench();
        Value deep = "deep";
        for (var i = 0; i < 250; i++)
            deep = new MapValue([new("$", new ListValue([deep]).Labelled(bench.Before.Label("token", "fake-token-of-depth")))]);
        Assert.Equal(StateBench.Seen(deep), StateBench.Seen(bench.Through(deep)));
        Value big = new TextValue(new string('é', 3_000_000));
        Assert.Equal(big, bench.Through(big));
        Value many = new ListValue([.. Enumerable.Range(0, 100_000).Select(i => (Value)i)]);
        Assert.Equal(many, bench.Through(many));
    }

    [Fact]
    public void The_same_label_is_the_same_object_in_all_that_is_read()
    {
        var bench = new StateBench();
        var labels = bench.Before.Label("token", "fake-token-of-a-test");
        var first = (MapValue)
            bench.Through(new MapValue([new("a", ((Value)"x").Labelled(labels)), new("b", new ListValue([((Value)1).Labelled(labels)]))]))!;
        var second = bench.Through(((Value)"other").Labelled(labels).Labelled(bench.Before.Label("later", "fake-later-secret")))!;
        var same = first.Labels.Labels.Single();
        Assert.All(first.Members, m => Assert.Same(same, m.Value.Labels.Labels.Single()));
        Assert.Same(same, second.Labels.Labels[0]);
        Assert.Same(same, bench.After.Label("token", "fake-token-of-a-test").Labels.Single());
        Assert.Equal("fake-token-of-a-test", same.Secret!.ToString());
    }

    [Theory]
    [InlineData("""{"$":[7],"v":1}""")]
    [InlineData("""{"$":[]}""")]
    [InlineData("""[{"$":null}]""")]
    [InlineData("""{"$":0,"v":1}""")]
    public void What_no_writer_wrote_is_said(string text) =>
        Assert.Throws<System.Text.Json.JsonException>(() => new StateBench().Reader.Read(StateBench.Parse(text)));

    [Fact]
    public void A_variable_comes_back_with_where_it_came_from()
    {
        var bench = new StateBench();
        var value = ((Value)"abc").Labelled(bench.Before.Label("pin", "abc"));
        var name = "";
        var read = bench.Through(
            json => bench.Writer.WriteVariable(json, new Variable("userId", value, "extracted by step \"Create \ud83d\"")),
            json => bench.Reader.ReadVariable(json, out name)
        )!;
        Assert.Equal("userId", name);
        Assert.Equal(("userId", "extracted by step \"Create \ud83d\""), (read.Name, read.Origin));
        Assert.Equal(StateBench.Seen(value), StateBench.Seen(read.Value));
    }
}
