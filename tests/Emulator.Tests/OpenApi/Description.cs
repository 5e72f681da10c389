using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace PingOneScenarios.Emulator.Tests.OpenApi;

/// <summary>A public OpenAPI 3.0 file: its operations and the schemas they name.</summary>
internal sealed class Description
{
    private static readonly string[] Methods = ["get", "post", "put", "patch", "delete"];

    public Description(string name, JsonObject entity)
    {
        Name = name;
        Schemas = (JsonObject)entity["components"]!["schemas"]!;
        Operations =
        [
            .. from path in (JsonObject)entity["paths"]!
            from operation in (JsonObject)path.Value!
            where Methods.Contains(operation.Key)
            select Read(operation.Key.ToUpperInvariant(), path.Key, (JsonObject)operation.Value!),
        ];
        Shapes = new Shapes(this);
    }

    public string Name { get; }

    /// <summary>What <c>#/components/schemas/</c> holds.</summary>
    public JsonObject Schemas { get; }

    public ImmutableArray<Described> Operations { get; }

    public Shapes Shapes { get; }

    /// <summary>The schema itself, or the one it names.</summary>
    public JsonObject Resolve(JsonObject schema) =>
        schema["$ref"] is { } named ? Resolve((JsonObject)Schemas[named.GetValue<string>().Split('/')[^1]]!) : schema;

    private Described Read(string method, string template, JsonObject operation) =>
        new(method, template, Contents(operation["requestBody"]), Answers(operation["responses"])) { Of = this };

    private static FrozenDictionary<string, FrozenDictionary<string, JsonObject?>> Answers(JsonNode? responses) =>
        (responses as JsonObject ?? []).ToFrozenDictionary(status => status.Key, status => Contents(status.Value));

    private static FrozenDictionary<string, JsonObject?> Contents(JsonNode? body) =>
        (body?["content"] as JsonObject ?? []).ToFrozenDictionary(type => type.Key, type => type.Value?["schema"] as JsonObject);
}
