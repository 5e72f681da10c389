using System.Text.Json.Nodes;

namespace PingOneScenarios.Emulator.Tests.OpenApi;

/// <summary>Writes the schemas of an OpenAPI 3.0 file as JSON Schema 2020-12. What only describes is left out.</summary>
internal sealed class SchemaTranslation(Description description, Reading reading)
{
    private const string Id = "https://description.example/named";

    private static readonly string[] Copied =
    [
        "type",
        "minLength",
        "maxLength",
        "pattern",
        "minimum",
        "maximum",
        "minItems",
        "maxItems",
        "uniqueItems",
        "minProperties",
        "maxProperties",
        "format",
        "multipleOf",
    ];

    /// <summary>All named schemas, in one that others find them in.</summary>
    public JsonObject Named() =>
        new()
        {
            ["$id"] = Id,
            ["$defs"] = new JsonObject(
                description.Schemas.Select(named => KeyValuePair.Create(named.Key, (JsonNode?)Part((JsonObject)named.Value!)))
            ),
        };

    /// <summary>The schema of a whole value: of a body, a member, an element.</summary>
    public JsonObject Whole(JsonObject schema)
    {
        var whole = Part(schema);
        if (reading.IsClosed && HasMembers(schema))
            whole["unevaluatedProperties"] = false;
        return whole;
    }

    /// <summary>A schema that others may be laid over, as by <c>allOf</c>.</summary>
    private JsonObject Part(JsonObject schema)
    {
        if (schema["$ref"] is { } named)
            return new JsonObject { ["$ref"] = $"{Id}#/$defs/{named.GetValue<string>().Split('/')[^1]}" };
        var part = new JsonObject();
        foreach (var keyword in Copied)
            if (schema[keyword] is { } value)
                part[keyword] = value.DeepClone();
        if (schema["enum"] is JsonArray values)
            part["enum"] = Choices(values, schema["type"]?.GetValue<string>() == "string");
        AddMembers(part, schema);
        AddAlternatives(part, schema);
        return part;
    }

    private void AddMembers(JsonObject part, JsonObject schema)
    {
        if (schema["properties"] is JsonObject members)
            part["properties"] = new JsonObject(
                members.Select(member => KeyValuePair.Create(member.Key, (JsonNode?)Whole((JsonObject)member.Value!)))
            );
        if (schema["required"] is JsonArray required)
            part["required"] = new JsonArray([.. required.Where(name => IsRequired(schema, name!)).Select(name => name!.DeepClone())]);
        if (schema["items"] is JsonObject items)
            part["items"] = Whole(items);
        if (schema["additionalProperties"] is { } others)
            part["additionalProperties"] = others is JsonObject schemaOfOthers ? Whole(schemaOfOthers) : others.DeepClone();
    }

    private void AddAlternatives(JsonObject part, JsonObject schema)
    {
        foreach (var keyword in (string[])["allOf", "anyOf", "oneOf"])
            if (schema[keyword] is JsonArray schemas)
                part[keyword == "oneOf" && reading.OneOfMayOverlap ? "anyOf" : keyword] = new JsonArray([
                    .. schemas.Select(one => Part((JsonObject)one!)),
                ]);
    }

    // OpenAPI 3.0.3, Schema Object: a readOnly property that is required is so in an answer only.
    private bool IsRequired(JsonObject schema, JsonNode name) =>
        !reading.IsRequest
        || schema["properties"]?[name.GetValue<string>()] is not JsonObject member
        || description.Resolve(member)["readOnly"]?.GetValue<bool>() != true;

    private bool HasMembers(JsonObject schema)
    {
        var meant = description.Resolve(schema);
        return meant["properties"] is not null
            || ((string[])["allOf", "anyOf", "oneOf"]).Any(keyword =>
                meant[keyword] is JsonArray schemas && schemas.Any(one => HasMembers((JsonObject)one!))
            );
    }

    private static JsonArray Choices(JsonArray values, bool areTexts) =>
        new([.. values.Select(value => areTexts ? JsonValue.Create(value?.ToString()) : value?.DeepClone())]);
}
