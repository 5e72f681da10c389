using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>What an authorize call must keep to once its client and redirect are trusted, one rule a row (RFC 6749 section 4.1.2.1, OpenID Connect Core section 3.1.2.6).</summary>
internal static class AuthorizeRules
{
    private static readonly string[] ResponseModes = ["query", "fragment", "pi.flow"];

    private static readonly (string Error, string Why, Func<Application, AuthorizeParameters, bool> Holds)[] Table =
    [
        ("invalid_request", "A parameter is sent more than once", (_, given) => given.Repeated is null),
        ("request_not_supported", "The parameter request is not supported", (_, given) => given["request"] is null),
        ("request_uri_not_supported", "The parameter request_uri is not supported", (_, given) => given["request_uri"] is null),
        ("invalid_request", "The application requires a pushed authorization request", (client, _) => client.ParRequirement != "REQUIRED"),
        ("invalid_request", "The parameter response_mode is not supported", (_, given) => ResponseModes.Contains(given.ResponseMode)),
        ("invalid_request", "The parameter response_type is missing", (_, given) => given["response_type"] is not null),
        ("unsupported_response_type", "The response type is not enabled for the application", IsCode),
        (
            "unauthorized_client",
            "The grant type is not enabled for the application",
            (client, _) => client.GrantTypes.Contains("AUTHORIZATION_CODE")
        ),
        (
            "invalid_request",
            "The parameter code_challenge_method must be plain or S256",
            (_, given) => given.ChallengeMethod is "plain" or "S256"
        ),
        (
            "invalid_request",
            "The parameter code_challenge is missing",
            (client, given) => given["code_challenge"] is not null || !NeedsChallenge(client, given)
        ),
        (
            "invalid_request",
            "The parameter code_challenge is malformed",
            (_, given) => given["code_challenge"] is not { } challenge || Pkce.IsWellFormed(challenge)
        ),
        (
            "invalid_request",
            "The parameter code_challenge_method must be S256",
            (client, given) => client.PkceEnforcement != "S256_REQUIRED" || given.ChallengeMethod == "S256"
        ),
        ("invalid_request", "The parameter prompt must be none or login", (_, given) => given["prompt"] is null or "none" or "login"),
        (
            "invalid_request",
            "The parameter max_age must be a number of seconds",
            (_, given) => given["max_age"] is not { } age || uint.TryParse(age, out uint _)
        ),
    ];

    /// <summary>The first broken rule as an OAuth error; null when all hold.</summary>
    public static (string Error, string Why)? FirstBroken(Application client, AuthorizeParameters given)
    {
        foreach (var (error, why, holds) in Table)
            if (!holds(client, given))
                return (error, why);
        return null;
    }

    private static bool IsCode(Application client, AuthorizeParameters given) =>
        given["response_type"] == "code" && client.ResponseTypes.Contains("CODE");

    private static bool NeedsChallenge(Application client, AuthorizeParameters given) =>
        client.PkceEnforcement != "OPTIONAL" || given["code_challenge_method"] is not null;
}
