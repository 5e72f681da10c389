using System.Collections.Immutable;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Templating.Nodes;

namespace PingOneScenarios.Engine.Trust;

/// <summary>
/// The variables that hold a secret, as far as the files of a tree tell: by their names (<see cref="SecretRule"/>), or because they are
/// computed from a secret.
/// </summary>
/// <param name="tree">The files.</param>
/// <param name="isOpen">Whether what a function makes to be sent openly counts as open, though the run hides it: see <see cref="KeptArguments"/>.</param>
internal sealed class SecretNames(ScenarioTree tree, bool isOpen)
{
    private readonly Dictionary<string, HashSet<string>> byFile = new(StringComparer.Ordinal);

    /// <summary>The names of inputs, vars and extractions that are secret or computed from a secret.</summary>
    public IReadOnlySet<string> Of(Scenario scenario)
    {
        if (byFile.TryGetValue(scenario.FullPath, out var known))
            return known;
        // Entered before it is full: files that include each other in a circle end here.
        var names = byFile[scenario.FullPath] = new HashSet<string>(StringComparer.Ordinal);
        foreach (var input in scenario.Inputs.Where(i => IsSecret(i, names)))
            names.Add(input.Name);
        foreach (var variable in scenario.Vars.Where(v => SecretRule.IsSecret(v) || Holds(v.Value.Templates, names)))
            names.Add(variable.Name);
        foreach (var step in scenario.AllSteps)
        {
            foreach (
                var extraction in step
                    .Extractions.Concat(step.OnUnknown?.Probe?.Extractions ?? [])
                    .Where(e => IsSecret(e, step, In(step, names)))
            )
                names.Add(extraction.Name);
        }
        return names;
    }

    /// <summary>The same for a step, where the item of a secret list is secret too.</summary>
    public IReadOnlySet<string> Of(Scenario scenario, Step step) => In(step, Of(scenario));

    /// <summary>The first secret an expression gives away; null when it gives none.</summary>
    public VariableNode? FirstIn(Expression expression, IReadOnlySet<string> names) => FirstIn(expression.Root, names);

    private VariableNode? FirstIn(ValueNode node, IReadOnlySet<string> names) =>
        node switch
        {
            VariableNode variable => names.Contains(variable.Name) ? variable : null,
            CallNode call when isOpen => call
                .Arguments.Where((_, i) => !KeptArguments.Contains(call.Row.Name, call.Row.Parameters[i].Name))
                .OfType<ValueNode>()
                .Select(a => FirstIn(a, names))
                .FirstOrDefault(v => v is not null),
            _ => node.Parts.Select(p => FirstIn(p, names)).FirstOrDefault(v => v is not null),
        };

    private IReadOnlySet<string> In(Step step, IReadOnlySet<string> names) =>
        step.IsLoop && step.Expressions.Any(e => e.Key.Moment == Moment.Loop && e.All.Any(i => FirstIn(i, names) is not null))
            ? new HashSet<string>(names, StringComparer.Ordinal) { ScopeTable.Item.Name }
            : names;

    private bool IsSecret(Input input, HashSet<string> names) =>
        SecretRule.IsSecret(input) || Holds(input.Default?.Templates ?? [], names) || IsSecretOutput(input.Obtain, input.Name);

    // What is written under secret takes nothing from a value that is computed from a secret.
    private bool IsSecret(Extraction extraction, Step step, IReadOnlySet<string> names) =>
        SecretRule.IsSecret(extraction, step)
        || extraction.Template is { } template && (Holds([template], names) || template.Uses.Any(u => IsSecretOutput(u, step)));

    private bool Holds(IEnumerable<Template> templates, IReadOnlySet<string> names) =>
        templates.SelectMany(t => t.Expressions).Any(e => FirstIn(e, names) is not null);

    private bool IsSecretOutput(VariableUse use, Step step) =>
        use.Name == ScopeTable.Outputs.Name
        && step.Call is { File: var file }
        && (use.Member is { } name ? IsSecretOutput(file, name) : OutputsOf(file).Any(o => IsSecretOutput(file, o.Name)));

    private bool IsSecretOutput(Include? file, string name) =>
        file is not null
        && tree.ByPath.TryGetValue(file.FullPath, out var scenario)
        && scenario.Outputs.FirstOrDefault(o => o.Name == name) is { } output
        && Holds(output.Value.Templates, Of(scenario));

    private ImmutableArray<NamedTemplate> OutputsOf(Include file) => tree.ByPath.GetValueOrDefault(file.FullPath)?.Outputs ?? [];
}
