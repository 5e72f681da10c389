using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Planning.Flow;

/// <summary>Secrets that are written into a scenario: nothing can hide what everybody reads who has the file.</summary>
internal static class SecretWrittenCheck
{
    /// <summary>How JSON objects begin in base64url, and so every JSON Web Token.</summary>
    private const string TokenBeginning = "eyJ";

    private const int ShortestToken = 20;

    private static readonly string[] CredentialHeaders =
    [
        "Authorization",
        "Proxy-Authorization",
        "Cookie",
        "X-Api-Key",
        "Api-Key",
        "X-Auth-Token",
    ];

    public static void Check(Scenario scenario, DiagnosticBag problems)
    {
        foreach (var input in scenario.Inputs.Where(SecretRule.IsSecret))
        {
            if (input.Default is TextTemplate { Template.Literal.Length: > 0 })
                Say(
                    input.Default.Span,
                    $"the default of the secret input \"{input.Name}\" is written into the scenario",
                    input.Name,
                    problems
                );
        }
        foreach (var request in scenario.AllSteps.SelectMany(s => s.Requests).Select(r => r.Template))
        {
            foreach (
                var header in request.Headers.Where(h =>
                    CredentialHeaders.Contains(h.Name, StringComparer.OrdinalIgnoreCase) && Holds(h.Value)
                )
            )
                Say(header.Value.Span, $"the value of the header \"{header.Name}\" is written into the scenario", "token", problems);
            CheckAuth(request.Auth, problems);
            foreach (var text in request.Body?.Templates.Where(IsToken) ?? [])
                Say(text.Span, "a token is written into the scenario", "token", problems);
        }
    }

    private static void CheckAuth(AuthTemplate? auth, DiagnosticBag problems)
    {
        switch (auth)
        {
            case BearerAuth { Token: { Literal.Length: >= SecretMask.ShortestSecret } token }:
                Say(token.Span, "a bearer token is written into the scenario", "token", problems);
                break;
            case BasicAuth { Password: { Literal.Length: > 0 } password }:
                Say(password.Span, "a password is written into the scenario", "password", problems);
                break;
            case AssertionAuth assertion:
                foreach (var key in assertion.Arguments.Where(IsSignedWith))
                    Say(key.Value.Span, "what the client signs with is written into the scenario", SecretNameOf(key), problems);
                break;
        }
    }

    private static string SecretNameOf(NamedTemplate argument) => argument.Name == "key" ? "appKey" : "appSecret";

    private static bool IsSignedWith(NamedTemplate argument) =>
        argument is { Name: "client_secret" or "key", Value: TextTemplate { Template.Literal.Length: > 0 } };

    // Behind the name of the scheme, as in "Bearer eyJ…".
    private static bool Holds(Template value) =>
        value.Literal is { } text && text[(text.LastIndexOf(' ') + 1)..].Length >= SecretMask.ShortestSecret;

    private static bool IsToken(Template value) =>
        value.Literal is { Length: >= ShortestToken } text
        && text.StartsWith(TokenBeginning, StringComparison.Ordinal)
        && text.Contains('.', StringComparison.Ordinal);

    private static void Say(SourceSpan at, string what, string name, DiagnosticBag problems) =>
        problems.Add(
            DiagnosticCodes.SecretWritten,
            at,
            what,
            "whoever reads the file has it, and a run does not know it as a secret, so reports and logs show it",
            $"make it an input: {name}: {{ secret: true }}, whose value comes from secrets of the environment file"
        );
}
