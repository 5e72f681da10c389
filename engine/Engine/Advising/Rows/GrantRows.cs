using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Advising.Rows;

/// <summary>What else a token endpoint refuses (RFC 6749, sections 4.1.2.1 and 5.2; RFC 7636; RFC 8628; PingOne's scopes and grants).</summary>
internal static class GrantRows
{
    private static readonly (string Sent, string Registered)[] Grants =
    [
        ("authorization_code", "AUTHORIZATION_CODE"),
        ("refresh_token", "REFRESH_TOKEN"),
        ("client_credentials", "CLIENT_CREDENTIALS"),
        ("urn:ietf:params:oauth:grant-type:device_code", "DEVICE_CODE"),
        ("urn:ietf:params:oauth:grant-type:token-exchange", "TOKEN_EXCHANGE"),
        ("urn:openid:params:grant-type:ciba", "CIBA"),
    ];

    public static ImmutableArray<AdviceRow> Rows { get; } =
    [
        new("code", ForError("invalid_grant", Code)),
        new("refresh token", ForError("invalid_grant", RefreshToken)),
        new("other grant", ForError("invalid_grant", OtherGrant)),
        new("scope of a client", ForError("invalid_scope", ScopeOfClient)),
        new("scope", ForError("invalid_scope", Scope)),
        new("grant not enabled", ForError("unauthorized_client", NotEnabled)),
        new("unknown grant", ForError("unsupported_grant_type", UnknownGrant)),
        new("no form", ForError("invalid_request", NoForm)),
        new("no grant", ForError("invalid_request", NoGrant)),
        new(
            "invalid request",
            ForError(
                "invalid_request",
                _ => new Advice("look at the names and values of the form: one is missing, there twice, or not as it has to be")
            )
        ),
        new("pending", ForError("authorization_pending", Pending)),
        new(
            "too often",
            ForError("slow_down", _ => new Advice("make the pauses longer: retry: { every: 10s, … }; RFC 8628 adds 5 seconds each time"))
        ),
        new(
            "device code over",
            ForError("expired_token", _ => new Advice("begin again with a new device code: this one was not confirmed in time"))
        ),
        new("refused by the user", ForError("access_denied", _ => new Advice("look who refused: the user, or a policy of the sign-on"))),
        new("authorize request refused", Authorize),
        new("nobody signed on", ForError("login_required", _ => new Advice("sign on first, or leave prompt=none out"))),
    ];

    private static Func<FailedAnswer, Advice?> ForError(string error, Func<FailedAnswer, Advice?> look) =>
        answer => answer.Said.OAuth == error ? look(answer) : null;

    // PingOne sends the browser to its own page when it cannot trust the client or the address to go back to.
    private static Advice? Authorize(FailedAnswer answer) =>
        answer.Said is { IsInAddress: true, Code: not null }
            ? new Advice(
                "look at client_id and redirect_uri of the request: the application has to be there and enabled, and its redirectUris hold the address letter by letter"
            )
            : null;

    private static Advice? Code(FailedAnswer answer) =>
        answer.Client["grant_type"] != "authorization_code" ? null
        : answer.Client["code"] is not { Length: > 0 }
            ? new Advice("give the form the code that the redirect brought", "the form has no code")
        : new Advice(
            "take a code once and at once, and send the redirect_uri of the authorize request letter by letter"
                + (
                    answer.Client["code_verifier"] is null
                        ? "; with a code_challenge there, a code_verifier is needed here"
                        : " and the code_verifier its challenge was made of"
                )
                + "; the server does not say which of these it was"
        );

    private static Advice? RefreshToken(FailedAnswer answer) =>
        answer.Client["grant_type"] == "refresh_token"
            ? new Advice(
                "use the newest refresh token: where they rotate, as they do at PingOne, each use gives a new one, and an old one that is used again ends them all; or sign on again"
            )
            : null;

    private static Advice? OtherGrant(FailedAnswer answer) =>
        new("look at what the form sends for its grant: whether it is still good, was not used before, and is of this client");

    private static Advice? ScopeOfClient(FailedAnswer answer) =>
        answer.Client["grant_type"] == "client_credentials"
            ? new Advice(
                "grant the application a scope of a resource and ask for that; only an application of the type WORKER needs none, its roles say what it may do"
            )
            : null;

    private static Advice? Scope(FailedAnswer answer) =>
        new(
            answer.Client["scope"] is { } scope
                ? $"ask only for scopes the application is granted; asked for was: {answer.Shown(scope)}"
                : "ask for a scope the application is granted"
        );

    private static Advice? NotEnabled(FailedAnswer answer)
    {
        var sent = answer.Client["grant_type"] ?? "";
        var registered = Grants.FirstOrDefault(g => g.Sent == sent).Registered;
        return new Advice(
            registered is null
                ? "look at grantTypes of the application"
                : $"add {registered} to grantTypes of the application, or use a grant it has"
        );
    }

    private static Advice? UnknownGrant(FailedAnswer answer) =>
        new(
            $"use a grant_type the server knows, such as {string.Join(", ", Grants.Take(3).Select(g => g.Sent))}",
            answer.Client["grant_type"] is { } sent ? $"grant_type is {answer.Shown(sent)}" : null
        );

    private static Advice? NoForm(FailedAnswer answer) =>
        answer.Exchange.Request.Method == "POST" && answer.Client.Form.Count == 0
            ? new Advice("send the parameters under form:", "the request has no form, and OAuth's endpoints read nothing else")
            : null;

    private static Advice? NoGrant(FailedAnswer answer) =>
        answer.Path.EndsWith("/token", StringComparison.Ordinal) && answer.Client["grant_type"] is not { Length: > 0 }
            ? new Advice("add grant_type, for example client_credentials", "the form has no grant_type")
            : null;

    private static Advice? Pending(FailedAnswer answer) =>
        answer.IsRetried
            ? new Advice("allow more time: retry: { within: 5m, … }")
            : new Advice(
                "ask again until somebody confirmed it: retry: { until: <<response.status == 200>>, every: 5s, within: 5m }, with 400 among the statuses that are expected"
            );
}
