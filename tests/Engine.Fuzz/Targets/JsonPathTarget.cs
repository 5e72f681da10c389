using System.Text;
using System.Text.Json;
using PingOneScenarios.Engine.JsonPaths;

namespace PingOneScenarios.Engine.Fuzz.Targets;

/// <summary>A path on the first line, the document below it.</summary>
internal static class JsonPathTarget
{
    private const string Document =
        """{"id":"a","users":[{"id":1,"name":{"family":"Lovelace"}},{"id":2.50,"tags":["x","y",null,true]}],"":{"a b":"it's"},"é🔑":[[1],[2]]}""";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    public static FuzzTarget Row { get; } =
        new(
            "jsonpath",
            "a refusal has a place in the path; a singular path finds one node or says what is missing; results stay within their limits",
            () => [.. FuzzWorld.Cases("jsonpath*.txt").Take(400), .. More.Select(p => Encoding.UTF8.GetBytes($"{p}\n{Document}"))],
            [
                .. "$ @ . .. [ ] * ? ( ) ' \" , : :: && || ! == != < <= > >= length( count( match( search( value( -1 0 1e2 true false null \\u0041 \\ud83d [?@ ['id'] .id ..id [*] [0] [1:2] [::-1] .* a? (a|b)+ [^a] \\p{L} {2,3}".Split(
                    ' '
                ),
            ],
            Run
        );

    private static string[] More =>
        [
            "$.users[0].name.family",
            "$..id",
            "$.users[?@.id > 1]",
            "$.users[?match(@.name.family, 'L.*')]",
            "$[?length(@) == 2]",
            "$.users[::-1]",
            "$['é🔑'][*][0]",
        ];

    private static string Run(byte[] input)
    {
        var text = FuzzWorld.Lines(FuzzWorld.Text(input), 2);
        if (!JsonPath.TryParse(text[0], out var path, out var error))
        {
            var isInside = error.Offset >= 0 && error.Length >= 0 && error.Offset + error.Length <= text[0].Length;
            FuzzFailureException.Unless(isInside, "the error stands outside of the path");
            return string.Join(' ', error.Message.Split(' ').Where(w => w.Length > 1 && w.All(char.IsAsciiLetter)).Take(4));
        }
        if (Parse(text[1]) is not { } root)
            return "no document";
        try
        {
            return Check(path, root);
        }
        catch (JsonPathLimitException)
        {
            return "limit";
        }
    }

    private static string Check(JsonPath path, JsonElement root)
    {
        var found = path.Select(root);
        FuzzFailureException.Unless(found.Count <= JsonPathLimits.Nodes, "more nodes than are allowed");
        var isSingle = path.SelectSingle(root, out _);
        FuzzFailureException.Unless(isSingle == (found.Count == 1), "Select and SelectSingle differ");
        if (path.IsSingular)
            FuzzFailureException.Unless(isSingle == path.FirstMissing(root) is null, "nothing is found and nothing is missing");
        return $"{path.IsSingular} {Math.Min(found.Count, 8)}";
    }

    private static JsonElement? Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json.Length == 0 ? Document : json, Strict);
            return document.RootElement.Clone();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
