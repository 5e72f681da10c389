using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Templating.Analysis;
using PingOneScenarios.Engine.Templating.Nodes;
using PingOneScenarios.Engine.Trust;
using Scriban.Syntax;

namespace PingOneScenarios.Engine.Planning.Flow;

/// <summary>The variables of a scenario that hold a secret, as far as its files tell.</summary>
internal sealed class SecretNames
{
    private readonly ScenarioTree tree;
    private readonly Dictionary<string, HashSet<string>> byFile = new(StringComparer.Ordinal);

    public SecretNames(ScenarioTree tree) => this.tree = tree;

    /// <summary>The names of inputs, vars and extractions that are secret or computed from a secret.</summary>
    public IReadOnlySet<string> Of(Scenario scenario)
    {
        if (byFile.TryGetValue(scenario.FullPath, out var known))
            return known;
        // Entered before it is full: files that include each other in a circle end here.
        var names = byFile[scenario.FullPath] = new HashSet<string>(StringComparer.Ordinal);
        foreach (var input in scenario.Inputs.Where(i => i.Secret || Mentions(i.Default, names) || IsSecretOutput(i.Obtain, i.Name)))
            names.Add(input.Name);
        foreach (var variable in scenario.Vars.Where(v => Mentions(v.Value, names)))
            names.Add(variable.Name);
        foreach (var step in scenario.AllSteps)
        foreach (var extraction in step.Extractions.Where(e => e.Secret ?? IsSecret(e, step, names)))
            names.Add(extraction.Name);
        return names;
    }

    /// <summary>The first secret an expression gives away: its variables, but for those a function keeps to itself.</summary>
    public static VariableNode? FirstIn(ScriptExpression node, IReadOnlySet<string> names) =>
        node switch
        {
            VariableNode variable => names.Contains(variable.Name) ? variable : null,
            CallNode call => call
                .Arguments.Where((_, i) => !KeptArguments.Contains(call.Row.Name, call.Row.Parameters[i].Name))
                .OfType<ScriptExpression>()
                .Select(a => FirstIn(a, names))
                .FirstOrDefault(v => v is not null),
            ValueNode other => other.Parts.Select(p => FirstIn(p, names)).FirstOrDefault(v => v is not null),
            _ => null,
        };

    private static bool Mentions(ValueTemplate? value, HashSet<string> names) =>
        value?.Templates.SelectMany(t => t.Expressions).Any(e => FirstIn(e.Root, names) is not null) ?? false;

    private bool IsSecret(Extraction extraction, Step step, HashSet<string> names) =>
        extraction.Path is { } path
            ? path.LastName is { } name && CredentialNames.Contains(name, status: 200)
            : extraction.Template!.Expressions.Any(e => FirstIn(e.Root, names) is not null || Takes(e.Root, step));

    // A member named like a credential, or what a function takes out under such a name: url.query "code".
    private bool Takes(ScriptExpression root, Step step) =>
        NodeWalk
            .All(root)
            .Any(n =>
                n switch
                {
                    MemberNode { Parts: [VariableNode { Name: "outputs" }] } member => IsSecretOutput(step.Call?.File, member.Name),
                    MemberNode member => CredentialNames.Contains(member.Name, status: 200),
                    CallNode call => call.Arguments.Any(a =>
                        a is ScriptLiteral { Value: string name } && CredentialNames.Contains(name, status: 200)
                    ),
                    _ => false,
                }
            );

    private bool IsSecretOutput(Include? file, string name) =>
        file is not null
        && tree.ByPath.TryGetValue(file.FullPath, out var scenario)
        && scenario.Outputs.FirstOrDefault(o => o.Name == name) is { } output
        && output.Value.Templates.SelectMany(t => t.Expressions).Any(e => FirstIn(e.Root, Of(scenario)) is not null);
}
