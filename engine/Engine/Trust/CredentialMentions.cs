using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Templating.Analysis;
using PingOneScenarios.Engine.Templating.Nodes;
using Scriban.Syntax;

namespace PingOneScenarios.Engine.Trust;

/// <summary>
/// Expressions that take a credential out of an answer by its name: what they make of it, cut or encoded, is no longer found by its
/// text and is a secret all the same (trust rule 3).
/// </summary>
internal static class CredentialMentions
{
    private static readonly char[] PathMarks = ['.', '[', ']', '\'', '"', '$'];

    /// <param name="template">What is extracted.</param>
    /// <param name="status">Of the answer.</param>
    public static bool In(Template template, int status) =>
        template
            .Expressions.SelectMany(e => NodeWalk.All(e.Root))
            .Any(node =>
                node switch
                {
                    MemberNode member => CredentialNames.Contains(member.Name, status),
                    // response.json["access_token"], url.query "code", json.path "$.access_token"
                    ScriptLiteral { Value: string text } => text.Split(PathMarks).Any(name => CredentialNames.Contains(name, status)),
                    _ => false,
                }
            );
}
