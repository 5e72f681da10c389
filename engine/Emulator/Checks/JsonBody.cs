using System.Text.Json;
using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>The body is one JSON object.</summary>
internal static class JsonBody
{
    private static readonly JsonElement EmptyObject = Parse("{}"u8.ToArray());

    public static Established<JsonElement> Check(Call call)
    {
        try
        {
            return Parse(call.Body) is { ValueKind: JsonValueKind.Object } json ? json : Malformed(call);
        }
        catch (JsonException)
        {
            return Malformed(call);
        }
    }

    /// <summary>No body counts as an empty object.</summary>
    public static Established<JsonElement> Optional(Call call) => call.Body.IsEmpty ? EmptyObject : Check(call);

    private static JsonElement Parse(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.Clone();
    }

    private static Answer Malformed(Call call) => ApiError.InvalidRequest(call, "The request body is not a valid JSON object.");
}
