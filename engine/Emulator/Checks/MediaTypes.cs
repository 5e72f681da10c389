using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>The media types PingOne tells operations apart by.</summary>
internal static class MediaTypes
{
    public const string Json = "application/json";
    public const string UserImport = "application/vnd.pingidentity.user.import+json";

    public const string UserInvite = "application/vnd.pingidentity.user.invite+json";

    private const string Prefix = "application/vnd.pingidentity.";
    private const string Suffix = "+json";

    /// <summary>The request's media type is one of these; otherwise 415.</summary>
    public static EndpointCheck OneOf(params string[] accepted) =>
        call => accepted.Contains(call.MediaType, StringComparer.OrdinalIgnoreCase) ? null : Unsupported(call);

    /// <summary>JSON, or no body at all.</summary>
    public static Answer? JsonOrNothing(Call call) => call.Body.IsEmpty || call.MediaType == Json ? null : Unsupported(call);

    /// <summary>True for PingOne's own media type of an operation such as <c>password.set</c>, whatever its case.</summary>
    public static bool Is(Call call, string operation) =>
        call.MediaType.Length == Prefix.Length + operation.Length + Suffix.Length
        && call.MediaType.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
        && call.MediaType.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase)
        && call.MediaType.AsSpan(Prefix.Length, operation.Length).Equals(operation, StringComparison.OrdinalIgnoreCase);

    public static Answer Unsupported(Call call) =>
        ApiError.Of(call, 415, "INVALID_REQUEST", "The request could not be completed. The media type of the request is not supported.");
}
