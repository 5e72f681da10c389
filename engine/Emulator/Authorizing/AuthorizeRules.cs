using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Authorizing;

/// <summary>What an authorize call must keep to once its client and redirect are trusted, one rule a row (RFC 6749 section 4.1.2.1, OpenID Connect Core sections 3.1 to 3.3).</summary>
internal static class AuthorizeRules
{
    private static readonly Rule[] Table =
    [
        new("invalid_request", "A parameter is sent more than once", (_, given) => given.Repeated is null),
        new(
            "invalid_request",
            "The application requires a pushed authorization request",
            (client, given) => given.IsPushed || client.ParRequirement != "REQUIRED"
        ),
        new(
            "invalid_request",
            "The parameter response_mode is not supported",
            (_, given) => AuthorizeParameters.Modes.Contains(given.ResponseMode)
        ),
        new("invalid_request", "The parameter response_type is missing", (_, given) => given.ResponseTypes.Length > 0),
        new("unsupported_response_type", "The response type is not enabled for the application", ResponseType.IsEnabled),
        new("unauthorized_client", "The grant type is not enabled for the application", ResponseType.IsGranted),
        new("invalid_request", "Tokens are not returned in a query: the parameter response_mode", (_, given) => !IsLeaking(given)),
        new("invalid_request", "A form is posted to http or https only: the parameter response_mode", (_, given) => CanBePosted(given)),
        new("invalid_request", "The parameter nonce is missing", (_, given) => !given.Wants("id_token") || given["nonce"] is not null),
        new(
            "invalid_scope",
            "An ID token is given for the scope openid",
            (_, given) => !given.Wants("id_token") || given.Scopes.Count == 0 || given.Scopes.Contains("openid")
        ),
        new(
            "invalid_request",
            "The parameter code_challenge_method must be plain or S256",
            (_, given) => given.ChallengeMethod is "plain" or "S256"
        ),
        new(
            "invalid_request",
            "The parameter code_challenge is missing",
            (client, given) => given["code_challenge"] is not null || !NeedsChallenge(client, given)
        ),
        new(
            "invalid_request",
            "The parameter code_challenge is malformed",
            (_, given) => given["code_challenge"] is not { } challenge || Pkce.IsWellFormed(challenge)
        ),
        new(
            "invalid_request",
            "The parameter code_challenge_method must be S256",
            (client, given) => !given.Wants("code") || client.PkceEnforcement != "S256_REQUIRED" || given.ChallengeMethod == "S256"
        ),
        new("invalid_request", "The parameter prompt must be none or login", (_, given) => given["prompt"] is null or "none" or "login"),
        new(
            "invalid_request",
            "The parameter max_age must be a number of seconds",
            (_, given) => given["max_age"] is not { } age || uint.TryParse(age, out uint _)
        ),
    ];

    /// <summary>The first broken rule as an OAuth error; null when all hold.</summary>
    public static Refusal? FirstBroken(Application client, AuthorizeParameters given)
    {
        foreach (var rule in Table)
            if (!rule.Holds(client, given))
                return new Refusal(rule.Error, rule.Why);
        return null;
    }

    /// <summary>Is the mode asked for one in which an answer, an error too, may be given?</summary>
    public static bool CanAnswerIn(AuthorizeParameters given) =>
        AuthorizeParameters.Modes.Contains(given.ResponseMode) && !IsLeaking(given) && CanBePosted(given);

    /// <summary>Would it put a token into the query?</summary>
    private static bool IsLeaking(AuthorizeParameters given) => given.ResponseMode == "query" && given.DefaultMode != "query";

    // A page that posts itself to javascript: would run it.
    private static bool CanBePosted(AuthorizeParameters given) =>
        given.ResponseMode != "form_post" || given["redirect_uri"] is { } redirect && IsOfTheWeb(redirect);

    private static bool IsOfTheWeb(string address) =>
        address.StartsWith("https:", StringComparison.OrdinalIgnoreCase) || address.StartsWith("http:", StringComparison.OrdinalIgnoreCase);

    private static bool NeedsChallenge(Application client, AuthorizeParameters given) =>
        given.Wants("code") && client.PkceEnforcement != "OPTIONAL" || given["code_challenge_method"] is not null;

    private sealed record Rule(string Error, string Why, Func<Application, AuthorizeParameters, bool> Holds);
}

/// <summary>An OAuth error and what to say of it.</summary>
internal sealed record Refusal(string Error, string Why);
