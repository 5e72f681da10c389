using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Templating.Nodes;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Trust;

/// <summary>
/// What is secret by its name (trust rule 3). The run, the plan, the checks of a file, the editor and whoever sets a variable by hand
/// all ask here.
/// </summary>
internal static class SecretRule
{
    private const int GoodStatus = 200;

    /// <summary>Whether an input is secret: because it says so, or is called a secret, which a scenario cannot deny, or is made as one.</summary>
    public static bool IsSecret(Input input) =>
        input.Secret || CredentialNames.IsInput(input.Name) || input.Default is { } made && MakesSecret(made);

    /// <summary>Whether an extraction is secret before its answer has come; see <see cref="IsSecret(Extraction, int)"/>.</summary>
    /// <param name="extraction">Of the step.</param>
    /// <param name="step">A call gives outputs: whether those are secret is told by what they are made of, not by their names.</param>
    public static bool IsSecret(Extraction extraction, Step step) =>
        step.Call is null ? IsSecret(extraction, StatusOf(step)) : extraction.Secret ?? false;

    /// <summary>
    /// Whether an extraction is to have a label of its own: what it says, or else whether it takes a credential by its name. What is made of
    /// the credential, cut, encoded or compared, is no longer found by its text and is a secret all the same.
    /// </summary>
    /// <param name="extraction">What is taken.</param>
    /// <param name="status">Of the answer.</param>
    public static bool IsSecret(Extraction extraction, int status) =>
        extraction.Secret
        ?? (
            extraction.Path is { } path
                ? path.LastName is { } name && CredentialNames.Contains(name, status)
                : extraction.Template is { } template && TakesCredential(template, status)
        );

    /// <summary>
    /// Whether an entry of <c>vars</c> is to have a label of its own: what proves who began a flow is a secret, and nothing but a function makes it
    /// (RFC 7636, section 7.1).
    /// </summary>
    public static bool IsSecret(NamedTemplate variable) => CredentialNames.IsVerifier(variable.Name) || MakesSecret(variable.Value);

    private static bool MakesSecret(ValueTemplate value) => value.Templates.SelectMany(t => t.Expressions).Any(e => MakesSecret(e.Root));

    private static bool MakesSecret(ValueNode node) => Makes(node) || !GivesOpen(node) && node.Parts.Any(MakesSecret);

    private static bool Makes(ValueNode node) => node is CallNode { Row.Name: "pkce.verifier" or "jwk.generate" };

    // The public half of a key and what identifies it are all that it leaves.
    private static bool GivesOpen(ValueNode node) => node is CallNode { Row.Name: "jwk.public" or "jwk.thumbprint" };

    // The code of an error says what went wrong, so it counts which kind of answer is expected.
    private static int StatusOf(Step step) =>
        step.Expect.Status is { Ranges: { IsEmpty: false } ranges } && ranges.All(r => CredentialNames.IsError(r.Low))
            ? ranges[0].Low
            : GoodStatus;

    private static bool TakesCredential(Template template, int status)
    {
        foreach (var segment in template.Segments)
        {
            if (segment is ExpressionSegment { Expression.Root: var root } && Names(root, status))
                return true;
        }
        return false;
    }

    // response.json.access_token, response.json["access_token"], url.query "code", json.path "$.access_token"
    private static bool Names(ValueNode node, int status)
    {
        var isName = node switch
        {
            CallNode when Makes(node) => true,
            MemberNode member => CredentialNames.Contains(member.Name, status),
            LiteralNode { Value: TextValue { Text: var text } } => CredentialNames.AreIn(text, status),
            _ => false,
        };
        if (isName)
            return true;
        foreach (var part in node.Parts)
        {
            if (Names(part, status))
                return true;
        }
        return false;
    }
}
