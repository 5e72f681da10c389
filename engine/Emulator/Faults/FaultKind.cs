using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator.Faults;

/// <summary>A way for a request to go wrong.</summary>
/// <param name="Word">What it is called on the command line.</param>
/// <param name="HasEffect">Whether what the request asks for is done all the same.</param>
/// <param name="Answer">What is answered in place of what was asked for; null cuts the connection, unless the kind only waits.</param>
internal sealed record FaultKind(string Word, bool HasEffect, Func<Call, Fault, Answer>? Answer)
{
    private const int UsualRetryAfter = 1;

    /// <summary>What the word of eventual consistency is: it hits reads of what a request has just made.</summary>
    public static FaultKind Unseen { get; } = new("unseen", HasEffect: false, NotSeen) { IsOfNewResources = true };

    public static IReadOnlyList<FaultKind> Table { get; } =
    [
        new("drop-before", HasEffect: false, null),
        new("drop-after", HasEffect: true, null),
        new("503", HasEffect: false, Unavailable),
        new("429", HasEffect: false, Limited),
        new("403", HasEffect: false, (call, _) => ApiError.Forbidden(call)),
        new("slow", HasEffect: true, null) { Wait = TimeSpan.FromSeconds(1) },
        new("expired-code", HasEffect: false, Expired) { Concerns = IsForCode },
        Unseen,
    ];

    /// <summary>How long the answer waits when nothing else is said; null of a kind that does not wait.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>It does not count requests: it hits the first reads of each resource that was made.</summary>
    public bool IsOfNewResources { get; init; }

    /// <summary>Which requests it can happen to, beside those of a place; null for all.</summary>
    public Func<Call, bool>? Concerns { get; init; }

    /// <summary>Whether it takes <c>retry-after</c>.</summary>
    public bool SaysWhenToComeAgain => Word is "503" or "429";

    private static Answer Unavailable(Call call, Fault fault)
    {
        var answer = ApiError.Of(call, 503, "SERVICE_UNAVAILABLE", "The request could not be completed. The service is unavailable.");
        return fault.RetryAfter is { } seconds ? WithRetryAfter(answer, seconds) : answer;
    }

    private static Answer Limited(Call call, Fault fault)
    {
        var seconds = fault.RetryAfter ?? UsualRetryAfter;
        var detail = new ErrorDetail("LIMIT_EXCEEDED", null, "The limit of requests is exceeded.")
        {
            InnerError = () => new JsonObject { ["retryAfter"] = seconds },
        };
        return WithRetryAfter(
            ApiError.Of(call, 429, "REQUEST_LIMITED", "The request could not be completed. Too many requests were sent.", detail),
            seconds
        );
    }

    private static Answer Expired(Call call, Fault fault) =>
        OAuthError.InvalidGrant(call, "The authorization code is unknown or has expired");

    private static Answer NotSeen(Call call, Fault fault) => fault.Status == 403 ? ApiError.Forbidden(call) : ApiError.NotFound(call);

    private static bool IsForCode(Call call) =>
        HttpMethods.IsPost(call.Request.Method)
        && call.Request.Path.Value!.EndsWith("/as/token", StringComparison.Ordinal)
        && Encoding.UTF8.GetString(call.Body.Span).Contains("grant_type=authorization_code", StringComparison.Ordinal);

    private static Answer WithRetryAfter(Answer answer, int seconds) =>
        answer.With("Retry-After", seconds.ToString(CultureInfo.InvariantCulture));
}
