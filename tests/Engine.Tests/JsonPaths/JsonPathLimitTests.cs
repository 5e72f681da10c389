using System.Text;
using System.Text.Json;
using PingOneScenarios.Engine.JsonPaths;

namespace PingOneScenarios.Engine.Tests.JsonPaths;

/// <summary>What bounds a path, and documents that are legal JSON but awkward.</summary>
public sealed class JsonPathLimitTests
{
    [Fact]
    public void A_path_nested_64_deep_is_accepted_and_one_nested_65_deep_is_not()
    {
        Assert.True(JsonPath.TryParse(Nested(64), out _, out _));
        Assert.False(JsonPath.TryParse(Nested(65), out _, out var error));
        Assert.Contains("64 deep", error.Message, StringComparison.Ordinal);
        Assert.False(JsonPath.TryParse($"$[?{new string('(', 100_000)}", out _, out _));
        Assert.False(JsonPath.TryParse($"$[?match(@, '{new string('(', 100_000)}')]", out _, out _));
    }

    [Fact]
    public void A_result_of_100000_nodes_is_given_and_a_larger_one_is_not()
    {
        Assert.Equal(100_000, Parse("$[*]").Select(Ones(100_000)).Count);
        var exception = Assert.Throws<JsonPathLimitException>(() => Parse("$[*]").Select(Ones(100_001)));
        Assert.Equal("the path finds more than 100000 nodes", exception.Message);
    }

    [Fact]
    public void Counting_is_not_bound_by_the_size_of_a_result() =>
        Assert.Single(Parse("$[?count($[0][*]) == 100001]").Select(Json($"[{Ones(100_001).GetRawText()}]")));

    [Fact]
    public void Filters_inside_filters_that_look_at_too_much_are_stopped()
    {
        var path = Parse("$[?count($[?count($[?@ > 0]) > 0]) > 0]");
        var exception = Assert.Throws<JsonPathLimitException>(() => path.Select(Ones(1_000)));
        Assert.Equal("the path looks at too many nodes of the document", exception.Message);
    }

    [Fact]
    public void The_deepest_path_on_the_deepest_document_does_not_exhaust_the_stack()
    {
        var document = Json($"{new string('[', 64)}{new string(']', 64)}");
        var text = Enumerable.Range(0, 32).Aggregate("$..*", (inner, _) => $"$..*[?count({inner}) > 0]");
        Assert.Throws<JsonPathLimitException>(() => Parse(text).Select(document));
    }

    [Fact]
    public void A_path_of_many_segments_is_followed()
    {
        var text = "$" + string.Concat(Enumerable.Repeat("..a", 10_000));
        Assert.Empty(Parse(text).Select(Json("""{"a": {"a": {"a": 1}}}""")));
    }

    [Fact]
    public void Halves_of_surrogate_pairs_in_a_document_do_no_harm()
    {
        var document = Json("""{"\ud800": 1, "list": ["\udfff", "\ud800x", "\ud800x"], "id": 2, "other": {"\ud800": 1}}""");
        Assert.Equal(2, Parse("$.id").Select(document)[0].GetInt32());
        Assert.Equal(2, Parse("$.list[?@ == $.list[1]]").Select(document).Count);
        Assert.Empty(Parse("$.list[?match(@, '.')]").Select(document));
        Assert.Equal(2, Parse("$.list[?length(@) == 2]").Select(document).Count);
        Assert.Empty(Parse("$.list[?@ < 'a']").Select(document));
        Assert.Contains("\\uFFFD", Parse("$.x").FirstMissing(document), StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_utf8_in_a_document_do_no_harm()
    {
        using var document = JsonDocument.Parse((byte[])[.. "{\"a"u8, 0xFF, .. "\": \""u8, 0xC3, .. "\", \"id\": 2}"u8]);
        Assert.Equal(2, Parse("$.id").Select(document.RootElement)[0].GetInt32());
        Assert.Single(Parse("$[?length(@) == 1]").Select(document.RootElement));
        Assert.Empty(Parse("$[?search(@, 'x')]").Select(document.RootElement));
        Assert.NotNull(Parse("$.x").FirstMissing(document.RootElement));
    }

    [Fact]
    public void Enormous_exponents_are_compared_by_value()
    {
        var document = Json("[1e99999999999, 1e99999999998, 10e99999999998, 0e99999999999, -1e99999999999, 1e-99999999999]");
        Assert.Equal(2, Parse("$[?@ == $[0]]").Select(document).Count);
        Assert.Equal(4, Parse("$[?@ < $[0]]").Select(document).Count);
        Assert.Single(Parse("$[?@ == 0]").Select(document));
        Assert.Single(Parse("$[?@ < 0]").Select(document));
    }

    [Fact]
    public void A_singular_path_allocates_nothing()
    {
        var path = Parse("$.users[1].id");
        var document = Json("""{"page": 1, "users": [{"id": "a"}, {"id": "b"}]}""");
        Assert.True(path.SelectSingle(document, out _));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 1_000; round++)
            path.SelectSingle(document, out _);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static string Nested(int depth)
    {
        var text = new StringBuilder();
        for (var level = 0; level < depth; level++)
            text.Append(level == 0 ? "$[?" : "@[?");
        return text.Append('@').Append(']', depth).ToString();
    }

    private static JsonPath Parse(string text) =>
        JsonPath.TryParse(text, out var path, out var error) ? path : throw new ArgumentException(error.Message, nameof(text));

    private static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    private static JsonElement Ones(int count) => Json($"[{string.Join(',', Enumerable.Repeat('1', count))}]");
}
