using System.Text.Json;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Entities;

/// <summary>A resource that is kept as the JSON it is shown as, without the members that all resources have.</summary>
/// <param name="Id">Of the resource.</param>
/// <param name="ParentId">Of the resource in whose path it lies; null of one directly under its environment.</param>
/// <param name="Body">Never changed once it is here; a change makes another.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">When it was last changed.</param>
internal sealed record Entity(string Id, string? ParentId, JsonObject Body, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt) : IResource
{
    /// <summary>It was there from the start, and no request made it.</summary>
    public bool IsBuiltIn { get; init; }

    /// <summary>The text at a path such as <c>registration.population.id</c>; null when there is none.</summary>
    public string? Text(string path) =>
        At(path) is { } node && node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;

    /// <summary>False when there is none.</summary>
    public bool Flag(string path) => At(path) is { } node && node.GetValueKind() == JsonValueKind.True;

    /// <summary>Null when there is none.</summary>
    public int? Number(string path) =>
        At(path) is JsonValue node && node.GetValueKind() == JsonValueKind.Number && node.TryGetValue(out int number) ? number : null;

    /// <summary>The items of a list; empty when there is none.</summary>
    public IEnumerable<JsonNode> Items(string path) => At(path) is JsonArray list ? list.OfType<JsonNode>() : [];

    private JsonNode? At(string path)
    {
        if (!path.Contains('.', StringComparison.Ordinal))
            return Body[path];
        JsonNode? node = Body;
        foreach (var part in path.Split('.'))
            node = (node as JsonObject)?[part];
        return node;
    }
}
