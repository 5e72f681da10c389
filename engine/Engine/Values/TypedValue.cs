using System.Text.Json;

namespace PingOneScenarios.Engine.Values;

/// <summary>A value that somebody typed.</summary>
internal static class TypedValue
{
    /// <summary>JSON if it is that, else what the text would be in a file.</summary>
    public static Value Of(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, ValueJson.Strict);
            return ValueJson.From(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The second: half of a surrogate pair, which JSON has room for and a text has not.
            return text.Length == 0 ? new TextValue(text) : CoreSchema.Resolve(text);
        }
    }
}
