using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Json.Schema;

namespace PingOneScenarios.Emulator.Tests.OpenApi;

/// <summary>Holds values to the schemas of one description.</summary>
internal sealed partial class Shapes(Description description)
{
    private static readonly EvaluationOptions Options = new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true };

    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<Reading, BuildOptions> named = [];
    private readonly ConcurrentDictionary<(Reading, JsonObject), JsonSchema> built = [];

    /// <summary>What of a value does not fit, a line each; places in arrays are written <c>*</c>.</summary>
    public IEnumerable<string> Misfits(JsonElement value, JsonObject schema, bool isRequest)
    {
        var reading = new Reading(isRequest, OneOfMayOverlap: true, IsClosed: false);
        var wrong = Errors(value, schema, reading).Select(error => $"{Starred(error.Place)} {error.Keyword}{error.Named}");
        if (wrong.Any())
            return [$"invalid: {string.Join("; ", wrong.Distinct().Order(StringComparer.Ordinal))}"];
        return Ambiguous(value, schema, reading with { OneOfMayOverlap = false })
            .Concat(Unknown(value, schema, reading with { IsClosed = true }))
            .Distinct();
    }

    private IEnumerable<string> Ambiguous(JsonElement value, JsonObject schema, Reading reading)
    {
        var results = Evaluated(value, schema, reading);
        if (results.IsValid)
            return [];
        return from detail in results.Details
            let alternative = Alternative().Match(detail.EvaluationPath.ToString())
            where detail.IsValid && alternative.Success
            group detail by (At: detail.InstanceLocation.ToString(), alternative.Groups[1].Value) into fitting
            where fitting.Count() > 1
            select $"more than one alternative fits at {Starred(fitting.Key.At)}";
    }

    // What holds an unknown member does not fit either, and takes its neighbours with it: so the innermost go first.
    private IEnumerable<string> Unknown(JsonElement value, JsonObject schema, Reading reading)
    {
        var rest = JsonNode.Parse(value.GetRawText())!;
        while (true)
        {
            using var document = JsonDocument.Parse(rest.ToJsonString());
            var places = Errors(document.RootElement, schema, reading)
                .Where(error => error.Keyword == "" && error.Path.EndsWith("/unevaluatedProperties", StringComparison.Ordinal))
                .Select(error => error.Place)
                .ToHashSet();
            if (places.Count == 0)
                yield break;
            var deepest = places.Max(Depth);
            foreach (var place in places.Where(place => Depth(place) == deepest))
            {
                var names = place.Split('/')[1..];
                var holder = names[..^1]
                    .Aggregate(rest, (node, name) => node is JsonArray list ? list[int.Parse(name)]! : node[Plain(name)]!);
                ((JsonObject)holder).Remove(Plain(names[^1]));
                // The library does not know a member again whose name a pointer has to escape.
                if (!names[^1].Contains('~'))
                    yield return $"unknown member {Starred(place)}";
            }
        }
    }

    private static int Depth(string place) => place.Count(c => c == '/');

    private static string Plain(string name) =>
        name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    private List<(string Place, string Path, string Keyword, string Named)> Errors(JsonElement value, JsonObject schema, Reading reading)
    {
        var results = Evaluated(value, schema, reading);
        if (results.IsValid)
            return [];
        return
        [
            .. from detail in results.Details
            from error in detail.Errors ?? []
            let named = error.Key == "required" ? " " + Names().Match(error.Value).Value : ""
            select (detail.InstanceLocation.ToString(), detail.EvaluationPath.ToString(), error.Key, named),
        ];
    }

    private EvaluationResults Evaluated(JsonElement value, JsonObject schema, Reading reading) =>
        Built(schema, reading).Evaluate(value, Options);

    private static string Starred(string place) => place.Length > 0 ? Index().Replace(place, "/*") : "/";

    private JsonSchema Built(JsonObject schema, Reading reading)
    {
        if (built.TryGetValue((reading, schema), out var known))
            return known;
        // A registry bears one writer at a time.
        lock (gate)
            return built.GetOrAdd(
                (reading, schema),
                key => JsonSchema.FromText(Translation(key.Item1).Whole(key.Item2).ToJsonString(), named.GetOrAdd(key.Item1, Named))
            );
    }

    private BuildOptions Named(Reading reading)
    {
        var options = new BuildOptions { SchemaRegistry = new SchemaRegistry() };
        JsonSchema.FromText(Translation(reading).Named().ToJsonString(), options);
        return options;
    }

    private SchemaTranslation Translation(Reading reading) => new(description, reading);

    [GeneratedRegex("/[0-9]+(?=/|$)")]
    private static partial Regex Index();

    [GeneratedRegex(@"\[.*\]")]
    private static partial Regex Names();

    [GeneratedRegex("^(.*)/oneOf/[0-9]+$")]
    private static partial Regex Alternative();
}
