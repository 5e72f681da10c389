using System.Text.Json;
using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>The body is one JSON object.</summary>
internal static class PostedJson
{
    private static readonly JsonElement EmptyObject = Parse("{}"u8.ToArray());

    public static Answer? Check(Call call)
    {
        try
        {
            call.Json = Parse(call.Body);
        }
        catch (JsonException)
        {
            return Malformed(call);
        }
        return call.Json.ValueKind == JsonValueKind.Object ? null : Malformed(call);
    }

    /// <summary>No body counts as an empty object.</summary>
    public static Answer? Optional(Call call)
    {
        if (!call.Body.IsEmpty)
            return Check(call);
        call.Json = EmptyObject;
        return null;
    }

    private static JsonElement Parse(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.Clone();
    }

    private static Answer Malformed(Call call) => ApiError.InvalidRequest(call, "The request body is not a valid JSON object.");
}
