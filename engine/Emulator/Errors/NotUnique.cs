using System.Text.Json.Nodes;

namespace PingOneScenarios.Emulator.Errors;

/// <summary>A value another resource of the environment already has.</summary>
internal static class NotUnique
{
    public static ErrorDetail Detail(string target, string? existingId = null) =>
        new("UNIQUENESS_VIOLATION", target, "is unique but a non-unique value is provided")
        {
            InnerError = existingId is null ? null : () => new JsonObject { ["existingId"] = existingId },
        };
}
