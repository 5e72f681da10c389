using System.Globalization;
using System.Text.Json;
using PingOneScenarios.Engine.JsonPaths;

namespace PingOneScenarios.Engine.Tests.JsonPaths;

/// <summary>What holds for every document, tried on many made from a fixed seed.</summary>
public sealed class JsonPathPropertyTests
{
    private static readonly string[] Names = ["id", "a b", "it's", "é", "🔑", "", "tab\t", "\"", "\\", "x-y"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 100)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_node_below_the_root_is_found_once_and_by_its_own_path(int seed)
    {
        var document = Document(seed);
        var expected = Descendants("$", document).ToList();
        var found = Parse("$..*").Select(document);
        Assert.Equal(
            expected.Select(node => node.Value.GetRawText()).Order(StringComparer.Ordinal),
            found.Select(node => node.GetRawText()).Order(StringComparer.Ordinal)
        );
        foreach (var (path, value) in expected)
        {
            var singular = Parse(path);
            Assert.True(
                singular.IsSingular && singular.SelectSingle(document, out var there) && there.GetRawText() == value.GetRawText(),
                path
            );
            Assert.Null(singular.FirstMissing(document));
            Assert.NotNull(Parse($"{path}['nowhere']").FirstMissing(document));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_filter_and_its_opposite_share_out_all_nodes(int seed)
    {
        var document = Document(seed);
        var all = Parse("$..*").Select(document).Count;
        foreach (
            var condition in (string[])["@.id", "@ == 1", "@ < 'm'", "@ == $[0]", "length(@) > 1", "count(@.*) == 2", "match(@, '.*')"]
        )
            Assert.Equal(all, Parse($"$..[?({condition})]").Select(document).Count + Parse($"$..[?!({condition})]").Select(document).Count);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_node_equals_itself_and_exactly_one_order_holds(int seed)
    {
        var nodes = Parse("$..*").Select(Document(seed)).Take(12).Select(node => node.GetRawText()).ToList();
        var list = Json($"[{string.Join(',', nodes)}]");
        for (var index = 0; index < nodes.Count; index++)
        {
            var at = index.ToString(CultureInfo.InvariantCulture);
            Assert.Equal(nodes.Count, Parse($"$[?@ == $[{at}] || @ != $[{at}]]").Select(list).Count);
            Assert.Contains(Parse($"$[?@ == $[{at}]]").Select(list), node => node.GetRawText() == nodes[index]);
            Assert.Empty(Parse($"$[?@ == $[{at}] && (@ < $[{at}] || @ > $[{at}])]").Select(list));
            Assert.Empty(Parse($"$[?@ < $[{at}] && @ > $[{at}]]").Select(list));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Any_text_is_a_path_or_refused_within_its_bounds(int seed)
    {
        const string Pieces = "$@.[]()*?:,'\"\\!=<>&|-+019eu aZ_é\n\t\uD83D\uDD11\0{}^/";
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var text = "$" + string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            if (!JsonPath.TryParse(text, out _, out var error))
                Assert.True(error.Offset >= 0 && error.Length >= 0 && error.Offset + error.Length <= text.Length, text);
        }
    }

    private static IEnumerable<(string Path, JsonElement Value)> Descendants(string path, JsonElement node)
    {
        var children = node.ValueKind switch
        {
            JsonValueKind.Array => node.EnumerateArray().Select((item, index) => ($"{path}[{index}]", item)),
            JsonValueKind.Object => node.EnumerateObject().Select(member => ($"{path}['{Quote(member.Name)}']", member.Value)),
            _ => [],
        };
        return children.SelectMany(child => Descendants(child.Item1, child.Item2).Prepend(child));
    }

    private static string Quote(string name) => string.Concat(name.Select(unit => $"\\u{(int)unit:x4}"));

    private static JsonElement Document(int seed) => Json($"[{Write(new Random(seed), 0)},{Write(new Random(seed + 1_000), 0)}]");

    private static string Write(Random random, int depth)
    {
        var count = random.Next(4);
        return random.Next(depth < 4 ? 7 : 5) switch
        {
            0 => "null",
            1 => random.Next(2) == 0 ? "true" : "false",
            2 => random.Next(-3, 3).ToString(CultureInfo.InvariantCulture),
            3 => random.Next(2) == 0 ? "1.0" : "1e0",
            4 => JsonSerializer.Serialize(Names[random.Next(Names.Length)]),
            5 => $"[{string.Join(',', Enumerable.Range(0, count).Select(_ => Write(random, depth + 1)))}]",
            _ =>
                $"{{{string.Join(',', Pick(random, count).Select(name => $"{JsonSerializer.Serialize(name)}:{Write(random, depth + 1)}"))}}}",
        };
    }

    private static string[] Pick(Random random, int count)
    {
        var names = Names.ToArray();
        random.Shuffle(names);
        return names[..count];
    }

    private static JsonPath Parse(string text) =>
        JsonPath.TryParse(text, out var path, out var error) ? path : throw new ArgumentException($"{text}: {error}", nameof(text));

    private static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
