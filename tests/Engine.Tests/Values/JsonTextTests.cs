using System.Text.Json;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Tests.Values;

public sealed class JsonTextTests
{
    [Theory]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("\"a\"")]
    [InlineData("\"a\\\"b\\\\c\\nd\"")]
    [InlineData("\"é<>&'+/ü\"")]
    [InlineData("\"\\u0001\"")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("[1,1.10,-0.5,[null]]")]
    [InlineData("{\"b\":1,\"a\":{\"\":[]}}")]
    [InlineData("123456789012345678901234567")]
    public void JSON_comes_back_as_it_was(string json)
    {
        using var document = JsonDocument.Parse(json, ValueJson.Strict);
        Assert.Equal(json, ValueJson.WriteJson(ValueJson.From(document.RootElement)));
    }

    [Fact]
    public void A_text_alone_is_written_as_it_is_and_inside_others_as_JSON()
    {
        Assert.Equal("a\"b", ValueJson.Write("a\"b"));
        Assert.Equal("[\"a\\\"b\"]", ValueJson.Write(new ListValue(["a\"b"])));
    }

    [Fact]
    public void Bytes_have_no_byte_order_mark() => Assert.Equal("\"a\""u8.ToArray(), ValueJson.WriteBytes("a").ToArray());

    [Theory]
    [InlineData("{\"a\":1,\"a\":1}")]
    [InlineData("{\"a\":1,\"\\u0061\":1}")]
    [InlineData("{\"x\":{\"a\":1,\"a\":1}}")]
    public void A_name_twice_in_an_object_is_refused(string json) =>
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(json, ValueJson.Strict));

    [Fact]
    public void More_than_64_levels_are_refused() =>
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(new string('[', 65) + new string(']', 65), ValueJson.Strict));

    [Fact]
    public void A_map_keeps_its_order_which_does_not_count_for_equality()
    {
        var one = new MapValue([new("a", 1), new("b", "x")]);
        var two = new MapValue([new("b", "x"), new("a", 1)]);
        Assert.Equal(one, two);
        Assert.Equal(one.GetHashCode(), two.GetHashCode());
        Assert.Equal("{\"b\":\"x\",\"a\":1}", ValueJson.WriteJson(two));
    }

    [Fact]
    public void Members_are_found_in_large_maps_too()
    {
        var map = new MapValue([.. Enumerable.Range(0, 100).Select(i => KeyValuePair.Create($"m{i}", (Value)i))]);
        Assert.True(map.TryGetMember("m99", out var found));
        Assert.Equal((Value)99, found);
        Assert.False(map.TryGetMember("M99", out _));
    }
}
