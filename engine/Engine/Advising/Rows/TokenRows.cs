using System.Collections.Immutable;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Advising.Rows;

/// <summary>An access token that is refused, or that may not do what it was sent for (PingOne's error codes; worker applications; flows).</summary>
internal static class TokenRows
{
    private const string GetOne = "auth: { bearer: <<accessToken>> }, with the token of a worker application";

    public static ImmutableArray<AdviceRow> Rows { get; } =
    [
        new("flow with another media type", FlowMediaType),
        new("flow without its beginning", FlowWithoutCookies),
        new("no token", NoToken),
        new("no bearer token", OtherScheme),
        new("empty token", EmptyToken),
        new("token that is none", NoJwt),
        new("expired token", Expired),
        new("token of a user", OfUser),
        new("licence", Licence),
        new("lacking role", LackingRole),
        new("refused token", Refused),
    ];

    private static bool IsRefused(FailedAnswer answer) =>
        answer.Status == 401 && (answer.Said.Code == "ACCESS_FAILED" || answer.Path.EndsWith("/as/userinfo", StringComparison.Ordinal));

    private static bool IsForbidden(FailedAnswer answer) => answer.Status == 403 && answer.Said.Code == "ACCESS_FAILED";

    private static bool IsOfFlow(FailedAnswer answer) =>
        answer.Status == 401
        && answer.Authorization is null
        && (answer.Path.Contains("/flows/", StringComparison.Ordinal) || answer.Path.EndsWith("/as/resume", StringComparison.Ordinal));

    // What is done in a flow is said by the media type; PingOne refuses another one as it refuses a stranger.
    private static Advice? FlowMediaType(FailedAnswer answer) =>
        IsOfFlow(answer)
        && answer.Exchange.Request.Body is { } body
        && !body.MediaType.Plain.StartsWith("application/vnd.pingidentity.", StringComparison.OrdinalIgnoreCase)
            ? new Advice(
                "set headers: { Content-Type: … } to the action of the flow, such as application/vnd.pingidentity.usernamePassword.check+json",
                $"the request was sent as {answer.Shown(body.MediaType.Plain)}, and a flow is told what to do by its media type"
            )
            : null;

    // The sign-on side takes no token: cookies bind a flow to who began it.
    private static Advice? FlowWithoutCookies(FailedAnswer answer) =>
        IsOfFlow(answer)
            ? new Advice(
                "send it in the run that sent the authorize request and the credentials, without cookies: fresh or none between them: cookies say who goes on with a flow"
            )
            : null;

    private static Advice? NoToken(FailedAnswer answer) =>
        IsRefused(answer) && answer.Authorization is null
            ? new Advice($"give the step {GetOne}", "the request has no Authorization header")
            : null;

    private static Advice? OtherScheme(FailedAnswer answer) =>
        IsRefused(answer) && answer.BearerText is null
            ? new Advice(
                $"give the step {GetOne}",
                "the Authorization header of the request is not of the scheme Bearer, which PingOne's APIs take"
            )
            : null;

    private static Advice? EmptyToken(FailedAnswer answer) =>
        IsRefused(answer) && answer.BearerText is { Length: 0 }
            ? new Advice("look at the value of the variable under bearer", "the bearer token that was sent is empty")
            : null;

    private static Advice? NoJwt(FailedAnswer answer) =>
        IsRefused(answer) && answer.Bearer is null
            ? new Advice(
                "look which value stands under bearer: it has to be the access_token of the token endpoint's answer",
                "what was sent as bearer token is no JWT, and PingOne's access tokens are"
            )
            : null;

    private static Advice? Expired(FailedAnswer answer)
    {
        if (!IsRefused(answer) || answer.Bearer?.Time("exp") is not { } end || end > answer.Judged)
            return null;
        return new Advice(
            "get a new token, best in the run itself (obtain: …/worker-access-token.yaml) and not as a value that is passed in",
            $"the access token expired {DurationText.Apart(answer.Judged - end)} ago (exp {FailedAnswer.Show(end)})"
        )
        {
            IsOfTime = true,
        };
    }

    // A worker's own token has neither a subject nor a session.
    private static Advice? OfUser(FailedAnswer answer) =>
        IsForbidden(answer) && answer.Bearer?.Text("sid") is not null
            ? new Advice(
                "use the token of a worker application: its roles say what it may do, the scopes of a user's token do not",
                "the access token is that of a user who signed on (it has a sid), not a worker's own"
            )
            : null;

    private static Advice? Licence(FailedAnswer answer) =>
        IsForbidden(answer) && answer.Said.Detail("LICENSE_EXCEEDED") is not null
            ? new Advice("look at the licence of the environment in PingOne's admin console, or delete what is no longer needed")
            : null;

    private static Advice? LackingRole(FailedAnswer answer)
    {
        if (!IsForbidden(answer))
            return null;
        var (client, environment) = (answer.Bearer?.Text("client_id"), answer.Bearer?.Text("env"));
        var fact = client is null
            ? null
            : $"the access token is that of the application {answer.Shown(client)}"
                + (environment is null ? "" : $" of the environment {answer.Shown(environment)}")
                + (
                    EnvironmentOf(answer) is not { } asked || asked == environment
                        ? ""
                        : $", and the request is for the environment {answer.Shown(asked)}"
                );
        var secret = answer.Path.EndsWith("/secret", StringComparison.Ordinal) ? " (a secret needs applications:read:secret)" : "";
        var again = answer.IsRetried ? "" : "; rights of what was just made take a moment: retry: { on: [403] }";
        return new Advice(
            $"give that application a role for the environment in the address{secret}, and look whether that environment is yours: PingOne says the same of an environment it does not know{again}",
            fact
        );
    }

    private static string? EnvironmentOf(FailedAnswer answer)
    {
        var parts = answer.Path.Split('/');
        var at = Array.IndexOf(parts, "environments");
        return at >= 0 && at + 1 < parts.Length && parts[at + 1].Length > 0 ? parts[at + 1] : null;
    }

    private static Advice? Refused(FailedAnswer answer) =>
        IsRefused(answer)
            ? new Advice(
                "look whether the token is of this tenant and its application still there; a token says itself who issued it (iss) and until when it is good (exp)"
            )
            : null;
}
