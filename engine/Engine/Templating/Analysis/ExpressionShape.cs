using PingOneScenarios.Engine.Templating.Nodes;
using Scriban.Syntax;

namespace PingOneScenarios.Engine.Templating.Analysis;

/// <summary>
/// Expressions as texts that are equal when they compute the same in the same scope: spaces, parentheses, double negation and the
/// sides of an equality do not count. Unequal texts prove nothing.
/// </summary>
internal static class ExpressionShape
{
    public static string Of(ValueNode node) =>
        node switch
        {
            NotNode negation => Negation(Of(negation.Parts[0])),
            EqualityNode equality => Equality(equality),
            OrderNode order => Order(order),
            VariableNode variable => variable.Name,
            LiteralNode literal => literal.Label,
            _ => Written(node.Label, node.Parts.Select(Of)),
        };

    /// <summary>The shape of the opposite.</summary>
    public static string Negation(string shape) => shape.StartsWith('!') ? shape[1..] : "!" + shape;

    private static string Equality(EqualityNode node)
    {
        var same = Written("==", node.Parts.Select(Of).Order(StringComparer.Ordinal));
        return node.IsNegated ? Negation(same) : same;
    }

    // All four orders come down to one.
    private static string Order(OrderNode node)
    {
        var (left, right) = (Of(node.Parts[0]), Of(node.Parts[1]));
        return node.Comparison switch
        {
            ScriptBinaryOperator.CompareLess => Written("<", [left, right]),
            ScriptBinaryOperator.CompareGreaterOrEqual => Negation(Written("<", [left, right])),
            ScriptBinaryOperator.CompareGreater => Written("<", [right, left]),
            _ => Negation(Written("<", [right, left])),
        };
    }

    private static string Written(string label, IEnumerable<string> parts) => $"({label} {string.Join(' ', parts)})";
}
