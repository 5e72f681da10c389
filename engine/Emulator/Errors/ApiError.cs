using System.Text.Json.Nodes;

namespace PingOneScenarios.Emulator.Errors;

/// <summary>The error body of the management API and of flows: <c>id</c>, <c>code</c>, <c>message</c>, <c>details</c>.</summary>
internal static class ApiError
{
    /// <summary>What PingOne says of data that is refused, whatever the details.</summary>
    public const string Invalid = "The request could not be completed. One or more validation errors were in the request.";

    public static Answer InvalidFields(Call call, params IReadOnlyList<ErrorDetail> details) =>
        Of(call, 400, "INVALID_DATA", Invalid, details);

    public static Answer InvalidRequest(Call call, string why) =>
        Of(call, 400, "INVALID_REQUEST", $"The request could not be completed. {why}");

    public static Answer NotFound(Call call) =>
        Of(call, 404, "NOT_FOUND", "The request could not be completed. The requested resource was not found.");

    public static Answer InvalidToken(Call call) =>
        Of(
            call,
            401,
            "ACCESS_FAILED",
            "The request could not be completed. You do not have access to this resource.",
            new ErrorDetail(
                "INVALID_TOKEN",
                "Authentication Credentials",
                "The authorization token is either missing or invalid, or it has expired."
            )
        );

    public static Answer Forbidden(Call call) =>
        Of(
            call,
            403,
            "ACCESS_FAILED",
            "The request could not be completed. You do not have access to this resource.",
            new ErrorDetail("INSUFFICIENT_PERMISSIONS", null, "The actor attempting to perform the request is not authorized.")
        );

    /// <summary>Said of what PingOne may have and the emulator has not: nobody shall take it for an answer of PingOne.</summary>
    public static Answer Unserved(Call call) => Unserved(call, $"{call.Request.Method} {call.Request.Path}; PingOne may");

    /// <param name="call">That asks for it.</param>
    /// <param name="what">What the emulator does not have, and whether PingOne has it.</param>
    public static Answer Unserved(Call call, string what) =>
        Of(
            call,
            501,
            "NOT_IMPLEMENTED",
            $"The request could not be completed. The emulator does not have {what}. What it has stands in engine/Emulator/FIDELITY.md."
        );

    public static Answer Of(Call call, int status, string code, string message, params IReadOnlyList<ErrorDetail> details) =>
        Answer.Hal(status, Body(call.CorrelationId, code, message, details));

    public static JsonObject Body(string id, string code, string message, IReadOnlyList<ErrorDetail> details)
    {
        var json = new JsonObject
        {
            ["id"] = id,
            ["code"] = code,
            ["message"] = message,
        };
        if (details.Count > 0)
            json["details"] = new JsonArray([.. details.Select(detail => detail.ToJson())]);
        return json;
    }
}
