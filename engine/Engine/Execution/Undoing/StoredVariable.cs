using System.Text.Json;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution.Undoing;

/// <summary>A variable as a report tells it.</summary>
/// <param name="Value">Null when it is masked, or is no value.</param>
/// <param name="IsSecret">Whether it is masked.</param>
internal sealed record StoredVariable(Value? Value, bool IsSecret)
{
    /// <summary>The first of its name; null when there is none.</summary>
    public static StoredVariable? Find(MadeRecord made, string name)
    {
        foreach (var stored in made.Values)
        {
            if (stored.Name.Text != name)
                continue;
            var value = stored.IsSecret ? null : Read(stored.Json);
            // What looks like the name of a secret stands for one, whatever the report says.
            return value is not null && value.Texts().Any(HasLabel) ? new(null, true) : new(value, stored.IsSecret);
        }
        return null;
    }

    private static bool HasLabel(string text) =>
        text.Contains('‹', StringComparison.Ordinal) && text.Contains('›', StringComparison.Ordinal);

    private static Value? Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, ValueJson.Strict);
            return ValueJson.From(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The second: half of a surrogate pair.
            return null;
        }
    }
}
