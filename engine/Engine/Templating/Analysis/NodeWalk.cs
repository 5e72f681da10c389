using PingOneScenarios.Engine.Templating.Nodes;

namespace PingOneScenarios.Engine.Templating.Analysis;

/// <summary>The nodes of an expression.</summary>
internal static class NodeWalk
{
    /// <summary>A node and all below it, each before its parts. Literals are among them.</summary>
    public static IEnumerable<ValueNode> All(ValueNode node)
    {
        yield return node;
        foreach (var part in node.Parts)
        {
            foreach (var below in All(part))
                yield return below;
        }
    }

    /// <summary>Whether it names no variable, so that it is known as soon as it is written, unless a function draws on chance or the clock.</summary>
    public static bool IsConstant(ValueNode node) => !All(node).Any(n => n is VariableNode);

    /// <summary>The parts of a chain of <c>&amp;&amp;</c>; the node itself when it is none.</summary>
    public static IEnumerable<ValueNode> Conjuncts(ValueNode node) =>
        node is LogicNode { IsAnd: true } both ? both.Parts.SelectMany(Conjuncts) : [node];
}
