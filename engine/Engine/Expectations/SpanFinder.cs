using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Templating;

namespace PingOneScenarios.Engine.Expectations;

/// <summary>From the path of a mismatch back to the line of the scenario that expected it.</summary>
internal static class SpanFinder
{
    /// <summary>The deepest node of the tree on the path; what an expression expects inside is at the expression.</summary>
    public static SourceSpan Find(ValueTemplate tree, ImmutableArray<PathStep> path)
    {
        var node = tree;
        foreach (var step in path)
        {
            if (Child(node, step) is not { } child)
                break;
            node = child;
        }
        return node.Span;
    }

    private static ValueTemplate? Child(ValueTemplate node, PathStep step)
    {
        if (node is ListTemplate list)
            return step.Name is null && step.Index < list.Items.Length ? list.Items[step.Index] : null;
        if (node is not MapTemplate map)
            return null;
        foreach (var member in map.Members)
        {
            if (member.Name == step.Name)
                return member.Value;
        }
        return null;
    }
}
