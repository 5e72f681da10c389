using System.Text.Json;
using PingOneScenarios.Engine.JsonPaths;

namespace PingOneScenarios.Engine.Tests.JsonPaths;

/// <summary>The project's own tables of paths: what they find, what is refused and where, and what is said when nothing is found.</summary>
public sealed class JsonPathTests
{
    [Theory]
    [MemberData(nameof(CaseTable.Read), "jsonpath.txt", MemberType = typeof(CaseTable))]
    public void A_path_finds_or_is_refused_as_the_table_says(int line, string[] parts)
    {
        var isPath = JsonPath.TryParse(parts[0], out var path, out var error);
        if (parts.Length == 2)
        {
            Assert.Equal(parts[1], isPath ? $"line {line} is accepted" : $"error at {error!.Offset}: {error.Message}");
            return;
        }
        Assert.True(isPath, $"line {line}: {error}");
        using var document = JsonDocument.Parse(parts[1]);
        using var expected = JsonDocument.Parse(parts[2]);
        var found = path!.Select(document.RootElement);
        var shown = $"[{string.Join(',', found.Select(node => node.GetRawText()))}]";
        using var actual = JsonDocument.Parse(shown);
        Assert.True(JsonElement.DeepEquals(expected.RootElement, actual.RootElement), $"line {line}: found {shown}");
    }

    [Theory]
    [MemberData(nameof(CaseTable.Read), "jsonpath-fixes.txt", MemberType = typeof(CaseTable))]
    public void A_refused_path_comes_with_a_fix(int line, string[] parts)
    {
        Assert.False(JsonPath.TryParse(parts[0], out _, out var error), $"line {line} is accepted");
        Assert.Equal($"{parts[1]} ⇒ {parts[2]}", $"{parts[0].Substring(error.Offset, error.Length)} ⇒ {error.Fix}");
    }

    [Theory]
    [MemberData(nameof(CaseTable.Read), "jsonpath-missing.txt", MemberType = typeof(CaseTable))]
    public void A_path_that_finds_nothing_says_where_it_stopped(int line, string[] parts)
    {
        Assert.True(JsonPath.TryParse(parts[0], out var path, out var error), $"line {line}: {error}");
        using var document = JsonDocument.Parse(parts[1]);
        Assert.Equal(parts[2], path.FirstMissing(document.RootElement) ?? "nothing is missing");
    }

    [Theory]
    [InlineData("$", true, null)]
    [InlineData("$.id", true, "id")]
    [InlineData("$['user name']", true, "user name")]
    [InlineData("$.users[0]", true, null)]
    [InlineData("$.users[-1].id", true, "id")]
    [InlineData("$..id", false, "id")]
    [InlineData("$.*.id", false, "id")]
    [InlineData("$['id','name']", false, null)]
    [InlineData("$.users[?@.id].name", false, "name")]
    [InlineData("$.users[0:1]", false, null)]
    public void A_path_knows_whether_it_is_singular_and_what_it_ends_with(string text, bool isSingular, string? lastName)
    {
        Assert.True(JsonPath.TryParse(text, out var path, out _));
        Assert.Equal((isSingular, lastName, text), (path.IsSingular, path.LastName, path.Text));
    }

    [Theory]
    [InlineData("$.a[1]", "2")]
    [InlineData("$.a[7]", null)]
    [InlineData("$..b", "3")]
    [InlineData("$.a[*]", null)]
    [InlineData("$..missing", null)]
    public void One_node_is_given_only_when_there_is_exactly_one(string text, string? expected)
    {
        Assert.True(JsonPath.TryParse(text, out var path, out _));
        using var document = JsonDocument.Parse("""{"a": [1, 2], "c": {"b": 3}}""");
        var isThere = path.SelectSingle(document.RootElement, out var value);
        Assert.Equal(expected, isThere ? value.GetRawText() : null);
    }
}
