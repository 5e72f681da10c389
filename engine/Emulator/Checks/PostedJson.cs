using System.Text.Json;
using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>The body is one JSON object.</summary>
internal static class PostedJson
{
    private static readonly JsonElement EmptyObject = StrictJson.Parse("{}"u8.ToArray())!.Value;

    public static Established<JsonElement> Check(Call call) =>
        StrictJson.Parse(call.Body) is { ValueKind: JsonValueKind.Object } json
            ? json
            : ApiError.InvalidRequest(call, "The request body is not a valid JSON object.");

    /// <summary>No body counts as an empty object.</summary>
    public static Established<JsonElement> Optional(Call call) => call.Body.IsEmpty ? EmptyObject : Check(call);
}
