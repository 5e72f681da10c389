using PingOneScenarios.Engine.Templating.Nodes;

namespace PingOneScenarios.Engine.Templating.Analysis;

/// <summary>What must hold for a part of an expression to be computed at all.</summary>
internal static class Guards
{
    /// <summary>
    /// The shapes of the conditions before the mention of a variable: the left sides of <c>&amp;&amp;</c> and <c>||</c>, the condition of a choice.
    /// </summary>
    public static IEnumerable<string> Of(Expression expression, VariableUse use) => Find(expression.Root, use, expression, []) ?? [];

    // Null when the mention is not below the node.
    private static List<string>? Find(ValueNode node, VariableUse use, Expression expression, List<string> above)
    {
        if (node is VariableNode variable && variable.Name == use.Name && expression.SpanOf(node.Span) == use.Span)
            return above;
        var parts = node.Parts;
        for (var i = 0; i < parts.Length; i++)
        {
            var guards = i == 0 ? above : [.. above, .. Before(node, i)];
            if (Find(parts[i], use, expression, guards) is { } found)
                return found;
        }
        return null;
    }

    private static IEnumerable<string> Before(ValueNode node, int part) =>
        node switch
        {
            LogicNode { IsAnd: true } both => Conditions(both.Parts[0]),
            LogicNode either => [ExpressionShape.Negation(ExpressionShape.Of(either.Parts[0]))],
            ChoiceNode choice when part == 1 => Conditions(choice.Parts[0]),
            ChoiceNode choice => [ExpressionShape.Negation(ExpressionShape.Of(choice.Parts[0]))],
            _ => [],
        };

    /// <summary>The shapes of all that must be true for a condition to be true.</summary>
    public static IEnumerable<string> Conditions(ValueNode condition) => NodeWalk.Conjuncts(condition).Select(ExpressionShape.Of);
}
