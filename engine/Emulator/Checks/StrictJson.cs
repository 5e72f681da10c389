using System.Text.Json;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>JSON that can be read to its last letter: UTF-8, no half of a surrogate pair, no NUL, no name twice in an object.</summary>
internal static class StrictJson
{
    private static readonly JsonDocumentOptions NoNameTwice = new() { AllowDuplicateProperties = false };

    /// <summary>Null when it is anything else.</summary>
    public static JsonElement? Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, NoNameTwice);
            return IsReadable(document.RootElement) ? document.RootElement.Clone() : null;
        }
        // The reader finds out that a text is none only when it is asked for it.
        catch (Exception cause) when (cause is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static bool IsReadable(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.Object => json.EnumerateObject().All(member => IsText(member.Name) && IsReadable(member.Value)),
            JsonValueKind.Array => json.EnumerateArray().All(IsReadable),
            JsonValueKind.String => IsText(json.GetString()!),
            _ => true,
        };

    private static bool IsText(string text) => !text.Contains('\0');
}
