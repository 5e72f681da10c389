using System.Text.Json;
using System.Text.Json.Nodes;

namespace PingOneScenarios.Emulator.Entities;

/// <summary>JSON Merge Patch (RFC 7396): members that are sent take the place of those there are, null takes one away.</summary>
internal static class MergePatch
{
    public static JsonElement Apply(JsonObject target, JsonElement patch)
    {
        var merged = (JsonObject)target.DeepClone();
        Merge(merged, patch);
        using var document = JsonDocument.Parse(merged.ToJsonString());
        return document.RootElement.Clone();
    }

    private static void Merge(JsonObject target, JsonElement patch)
    {
        foreach (var member in patch.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Null)
                target.Remove(member.Name);
            else if (member.Value.ValueKind == JsonValueKind.Object)
            {
                if (target[member.Name] is not JsonObject below)
                    target[member.Name] = below = [];
                Merge(below, member.Value);
            }
            else
                target[member.Name] = JsonNode.Parse(member.Value.GetRawText());
        }
    }
}
