using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Editing;

/// <summary>
/// Every variable a file mentions. Collected from the tree of its text and not from the model, so that a key the model learns tomorrow
/// is not forgotten, and what is wrong elsewhere in a step costs no mention.
/// </summary>
internal sealed class TreeUses
{
    private readonly TemplateParser templates;
    private readonly HashSet<LocatedNode> seen = new(ReferenceEqualityComparer.Instance);

    // What is wrong with an expression has been said by the loader.
    private readonly DiagnosticBag said = new();
    private readonly ImmutableArray<VariableUse>.Builder uses = ImmutableArray.CreateBuilder<VariableUse>();

    private TreeUses(FunctionTable functions) => templates = new TemplateParser(functions);

    /// <summary>In the order of their places.</summary>
    public static ImmutableArray<VariableUse> Of(LocatedNode root, FunctionTable functions)
    {
        var tree = new TreeUses(functions);
        tree.Visit(root);
        return tree.uses.ToImmutable();
    }

    // A node can be met again through an alias.
    private void Visit(LocatedNode node)
    {
        if (!seen.Add(node))
            return;
        switch (node)
        {
            case MappingNode map:
                foreach (var entry in map.Entries)
                    Visit(entry.Value);
                break;
            case SequenceNode list:
                foreach (var item in list.Items)
                    Visit(item);
                break;
            case ScalarNode scalar when scalar.Text.Text.Contains("<<", StringComparison.Ordinal):
                uses.AddRange(templates.Parse(scalar.Text, said).Uses);
                break;
        }
    }
}
