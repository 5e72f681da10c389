using System.Collections.Immutable;
using System.Text.Json;

namespace PingOneScenarios.Engine.Batch.Rows.Reading;

/// <summary>The members of a map as cells: null gives nothing, a list or a map is JSON.</summary>
internal static class JsonCells
{
    /// <exception cref="InvalidOperationException">A text holds half a letter.</exception>
    public static ImmutableArray<KeyValuePair<string, string>> Of(JsonElement map)
    {
        var cells = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>(map.GetPropertyCount());
        foreach (var member in map.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.Null)
                cells.Add(
                    new(member.Name, member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : member.Value.GetRawText())
                );
        }
        return cells.DrainToImmutable();
    }
}
