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
            if (request.Auth is BearerAuth { Token.Literal.Length: >= SecretMask.ShortestSecret } bearer)
                Say(bearer.Token.Span, "a bearer token is written into the scenario", "token", problems);
            if (request.Auth is BasicAuth { Password.Literal.Length: > 0 } basic)
                Say(basic.Password.Span, "a password is written into the scenario", "password", problems);
            foreach (var text in request.Body?.Templates.Where(IsToken) ?? [])
                Say(text.Span, "a token is written into the scenario", "token", problems);
        }
    }

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
