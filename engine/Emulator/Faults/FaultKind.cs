using System.Globalization;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator.Faults;

/// <summary>A way for a request to go wrong.</summary>
/// <param name="Word">What it is called on the command line.</param>
/// <param name="HasEffect">Whether what the request asks for is done all the same.</param>
/// <param name="Answer">What is answered, given the seconds of <c>Retry-After</c>; null cuts the connection.</param>
internal sealed record FaultKind(string Word, bool HasEffect, Func<Call, int?, Answer>? Answer)
{
    private const int UsualRetryAfter = 1;

    public static IReadOnlyList<FaultKind> Table { get; } =
    [
        new("drop-before", HasEffect: false, null),
        new("drop-after", HasEffect: true, null),
        new("503", HasEffect: false, Unavailable),
        new("429", HasEffect: false, Limited),
    ];

    private static Answer Unavailable(Call call, int? retryAfter)
    {
        var answer = ApiError.Of(call, 503, "SERVICE_UNAVAILABLE", "The request could not be completed. The service is unavailable.");
        return retryAfter is { } seconds ? WithRetryAfter(answer, seconds) : answer;
    }

    private static Answer Limited(Call call, int? retryAfter)
    {
        var seconds = retryAfter ?? UsualRetryAfter;
        var detail = new ErrorDetail("LIMIT_EXCEEDED", null, "The limit of requests is exceeded.")
        {
            InnerError = () => new JsonObject { ["retryAfter"] = seconds },
        };
        return WithRetryAfter(
            ApiError.Of(call, 429, "REQUEST_LIMITED", "The request could not be completed. Too many requests were sent.", detail),
            seconds
        );
    }

    private static Answer WithRetryAfter(Answer answer, int seconds) =>
        answer.With("Retry-After", seconds.ToString(CultureInfo.InvariantCulture));
}
