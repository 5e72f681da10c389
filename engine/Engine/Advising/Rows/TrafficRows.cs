using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Advising.Rows;

/// <summary>Methods and media types, limits, redirects, and answers of whoever stands between (RFC 9110, section 15; PingOne's rate limits and responses).</summary>
internal static class TrafficRows
{
    public static ImmutableArray<AdviceRow> Rows { get; } =
    [
        new("not PingOne", SomebodyElse),
        new(
            "proxy",
            answer =>
                answer.Status == 407
                    ? new Advice(
                        "give the proxy of this machine its user and password",
                        "a proxy answered, not the server: it wants to know who asks"
                    )
                    : null
        ),
        new("method", Method),
        new("media type of a password", PasswordType),
        new("media type", MediaType),
        new("too many requests", Limited),
        new("not available", Unavailable),
        new(
            "gateway",
            answer =>
                answer.Status is 502 or 504
                    ? new Advice(
                        "try again later, or look at the address",
                        "a gateway answered: it got no answer it could use from the server behind it"
                    )
                    : null
        ),
        new("fault of the server", Fault),
        new("redirect", Redirect),
        new("page", ForPeople),
        new("challenge", Challenge),
    ];

    // Every answer of PingOne has a Correlation-Id.
    private static Advice? SomebodyElse(FailedAnswer answer) =>
        answer.Status >= 400 && PingOneHost.RegionOf(answer.Address.Host) is not null && answer.Exchange.Header("correlation-id") is null
            ? new Advice(
                "look for a proxy or a firewall between this machine and PingOne, and ask whoever runs it to let the address through",
                "the answer has no Correlation-Id, and every answer of PingOne has one: somebody else may have answered"
            )
            : null;

    private static Advice? Method(FailedAnswer answer) =>
        answer.Status == 405
            ? new Advice(
                answer.Exchange.Header("allow") is { Length: > 0 } allowed
                    ? $"use {answer.Shown(Wording.Or([.. allowed.Split(',', StringSplitOptions.TrimEntries)]))}, or look at the address"
                    : "look at the method and at the address: this path does not take the method"
            )
            : null;

    private static Advice? PasswordType(FailedAnswer answer) =>
        answer.Status == 415 && answer.Path.EndsWith("/password", StringComparison.Ordinal)
            ? new Advice(
                "set headers: { Content-Type: application/vnd.pingidentity.password.set+json }; what is done with a password is said by its media type",
                Sent(answer)
            )
            : null;

    private static Advice? MediaType(FailedAnswer answer) =>
        answer.Status == 415
            ? new Advice("set headers: { Content-Type: … } to what the address takes, application/json for most", Sent(answer))
            : null;

    private static string? Sent(FailedAnswer answer) =>
        answer.Exchange.Request.Body is { } body
            ? $"the request was sent as {answer.Shown(body.MediaType.Plain)}"
            : "the request has no body";

    private static Advice? Limited(FailedAnswer answer)
    {
        if (answer.Status != 429)
            return null;
        var wait = Wait(answer);
        return new Advice(
            answer.IsRetried
                ? $"allow more attempts or more time under retry{wait}"
                : $"let the step try again: retry: {{ on: [429], attempts: 5 }}, which waits as long as Retry-After says{wait}",
            answer.Said.Detail("QUOTA_EXCEEDED") is null ? null : "a quota is used up, not only a rate"
        );
    }

    private static Advice? Unavailable(FailedAnswer answer) =>
        answer.Status != 503 ? null
        : answer.IsRetried ? new Advice($"allow more attempts or more time under retry{Wait(answer)}")
        : new Advice($"let the step try again: retry: {{ on: [503], attempts: 5 }}{Wait(answer)}");

    private static string Wait(FailedAnswer answer) =>
        answer.Exchange.Header("retry-after") is { Length: > 0 } after
            ? int.TryParse(after, out var seconds)
                ? seconds == 0
                    ? ""
                    : $"; the server asks to wait {seconds} s"
                : $"; the server asks to wait until {answer.Shown(after)}"
            : "";

    private static Advice? Fault(FailedAnswer answer) =>
        answer.Status >= 500
            ? new Advice(
                answer.Exchange.Header("correlation-id") is { Length: > 0 } id
                    ? $"try again; when it stays, tell whoever runs the server the Correlation-Id {answer.Shown(id)}"
                    : "try again; when it stays, tell whoever runs the server when it was"
            )
            : null;

    private static Advice? Redirect(FailedAnswer answer) =>
        answer.Status is 301 or 302 or 303 or 307 or 308
        && !answer.Said.IsInAddress
        && answer.Exchange is { NotFollowed: null, EndsRedirects: false }
        && answer.Exchange.Header("location") is { } location
            ? new Advice(
                $"if this is meant, say so: expect: {{ status: {answer.Status} }}; to go there write redirects: follow",
                $"the server redirects to {answer.Shown(WithoutQuery(location))}"
            )
            : null;

    // What speaks to programs answers with JSON.
    private static Advice? ForPeople(FailedAnswer answer) =>
        answer.Status >= 400 && answer.Exchange.Header("content-type")?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true
            ? new Advice(
                "read the page in the answer: it may be of a proxy or a firewall in between, or of another server than the one that is meant",
                "the answer is a page for people, not JSON"
            )
            : null;

    private static Advice? Challenge(FailedAnswer answer) =>
        answer.Status == 401 && answer.Exchange.Header("www-authenticate") is { Length: > 0 } challenge
            ? new Advice(
                answer.Authorization is null ? "give the step auth: …, as the server asks for it" : "look at the credentials under auth",
                $"the server asks for {answer.Shown(challenge)}"
            )
            : null;

    // A code or an error may stand behind the question mark.
    private static string WithoutQuery(string location)
    {
        var end = location.AsSpan().IndexOfAny('?', '#');
        return end < 0 ? location : location[..end];
    }
}
