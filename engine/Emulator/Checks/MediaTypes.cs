using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>The media types PingOne tells operations apart by.</summary>
internal static class MediaTypes
{
    public const string Json = "application/json";
    public const string UserImport = "application/vnd.pingidentity.user.import+json";
    public const string PasswordSet = "application/vnd.pingidentity.password.set+json";
    public const string PasswordCheck = "application/vnd.pingidentity.password.check+json";

    /// <summary>The request's media type is one of these; otherwise 415.</summary>
    public static EndpointCheck OneOf(params string[] accepted) =>
        call => accepted.Contains(call.MediaType, StringComparer.OrdinalIgnoreCase) ? null : Unsupported(call);

    /// <summary>JSON, or no body at all.</summary>
    public static Answer? JsonOrNothing(Call call) => call.Body.IsEmpty || call.MediaType == Json ? null : Unsupported(call);

    private static Answer Unsupported(Call call) =>
        ApiError.Of(call, 415, "INVALID_REQUEST", "The request could not be completed. The media type of the request is not supported.");
}
