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

    private readonly ConcurrentDictionary<Reading, JsonObject> named = [];
    private readonly ConcurrentDictionary<(Reading, JsonObject), JsonSchema> built = [];

    /// <summary>What of a value does not fit, a line each; places in arrays are written <c>*</c>.</summary>
    public IEnumerable<string> Misfits(JsonElement value, JsonObject schema, bool isRequest)
    {
        var reading = new Reading(isRequest, OneOfMayOverlap: true, IsClosed: false);
        var wrong = Errors(value, schema, reading);
        if (wrong.Count > 0)
            return [$"invalid: {string.Join("; ", wrong.Select(error => $"{error.Place} {error.Keyword}").Distinct().Order(StringComparer.Ordinal))}"];
        var ambiguous = Errors(value, schema, reading with { OneOfMayOverlap = false })
            .Where(error => error.Keyword == "oneOf")
            .Select(error => $"more than one alternative fits at {error.Place}");
        var unknown = Errors(value, schema, reading with { IsClosed = true })
            .Where(error => error.Keyword == "" && error.Path.EndsWith("/unevaluatedProperties", StringComparison.Ordinal))
            .Select(error => $"unknown member {error.Place}");
        return ambiguous.Concat(unknown).Distinct();
    }

    private List<(string Place, string Path, string Keyword)> Errors(JsonElement value, JsonObject schema, Reading reading)
    {
        var results = Built(schema, reading).Evaluate(value, Options);
        if (results.IsValid)
            return [];
        return
        [
            .. from detail in (results.Details ?? []).Append(results)
            from error in detail.Errors ?? []
            select (Place(detail), detail.EvaluationPath.ToString(), error.Key),
        ];
    }

    private static string Place(EvaluationResults detail) =>
        detail.InstanceLocation.ToString() is { Length: > 0 } place ? Index().Replace(place, "/*") : "/";

    private JsonSchema Built(JsonObject schema, Reading reading) =>
        built.GetOrAdd(
            (reading, schema),
            key =>
            {
                var translation = new SchemaTranslation(description, reading);
                var whole = translation.Whole(schema);
                whole["$defs"] = named.GetOrAdd(reading, _ => translation.Named()).DeepClone();
                return JsonSchema.FromText(whole.ToJsonString(), new BuildOptions { SchemaRegistry = new SchemaRegistry() });
            }
        );

    [GeneratedRegex("/[0-9]+(?=/|$)")]
    private static partial Regex Index();
}
