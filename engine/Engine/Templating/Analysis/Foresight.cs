using PingOneScenarios.Engine.Templating.Nodes;
using PingOneScenarios.Engine.Values;
using Scriban.Syntax;

namespace PingOneScenarios.Engine.Templating.Analysis;

/// <summary>What can be told of expressions before any variable has a value.</summary>
/// <param name="known">The variables of a known kind; <c>response.status</c> and other members of the answer under that name.</param>
internal sealed class Foresight(IReadOnlyDictionary<string, KnownVariable> known)
{
    /// <summary>The variable or member of the answer a node names, when its kind is known.</summary>
    public KnownVariable? Known(ValueNode node) =>
        node switch
        {
            VariableNode variable => known.GetValueOrDefault(variable.Name),
            MemberNode { Parts: [VariableNode target] } member => known.GetValueOrDefault($"{target.Name}.{member.Name}"),
            _ => null,
        };

    /// <summary>Some value of the kind a node gives; null when the kind is not known.</summary>
    public Value? SampleOf(ValueNode node) =>
        node switch
        {
            LiteralNode literal => literal.Value,
            EqualityNode or OrderNode or LogicNode or NotNode => Value.True,
            ListNode => new ListValue([]),
            MapNode => MapValue.Empty,
            TextNode => new TextValue(""),
            CallNode call when NodeWalk.IsConstant(call) => Constant(call),
            _ => Known(node)?.Sample,
        };

    /// <summary>What a node gives that names no variable; null when that cannot be told before the run.</summary>
    public static Value? Constant(ValueNode node)
    {
        if (node is LiteralNode literal)
            return literal.Value;
        if (!NodeWalk.IsConstant(node))
            return null;
        try
        {
            return ScriptValues.FromScript(new EvaluationScope(world: null).Evaluate(node));
        }
        catch (Exception e)
            when (e
                    is NotBeforeRunException
                        or ScriptRuntimeException
                        or ValueException
                        or ArithmeticException
                        or FormatException
                        or ArgumentException
                        or InvalidOperationException
            )
        {
            return null;
        }
    }

    /// <summary>What a condition comes to whatever its variables are; null when that depends on them.</summary>
    public bool? Truth(ValueNode node) =>
        node switch
        {
            NotNode negation => !Truth(negation.Parts[0]),
            LogicNode logic => TruthOf(logic),
            EqualityNode equality when CanBeEqual(equality) is { } can => can.IsAlways != equality.IsNegated,
            OrderNode order when IsSame(order) => order.Comparison
                is ScriptBinaryOperator.CompareLessOrEqual
                    or ScriptBinaryOperator.CompareGreaterOrEqual,
            _ => Constant(node) is BooleanValue constant ? constant.IsTrue : null,
        };

    /// <summary>Whether the sides of an equality are always or never equal, and why; null when that depends.</summary>
    public (bool IsAlways, string? Why)? CanBeEqual(EqualityNode node)
    {
        if (IsSame(node))
            return (true, "both sides are the same");
        var (left, right) = (node.Parts[0], node.Parts[1]);
        return Constant(node) is BooleanValue constant
            ? (constant.IsTrue != node.IsNegated, null)
            : Differ(left, right) ?? Differ(right, left);
    }

    private (bool IsAlways, string? Why)? Differ(ValueNode variable, ValueNode other)
    {
        if (Known(variable) is not { } it || SampleOf(other) is not { } value || value is NullValue or PredicateValue or ViewValue)
            return null;
        if (it.Sample.Kind != value.Kind)
            return (false, $"{it.Because}, this is {value.Kind}: nothing is converted");
        return !it.Choices.IsEmpty && Constant(other) is { } choice && !it.Choices.Contains(choice)
            ? (false, $"it can only be {string.Join(", ", it.Choices)}")
            : null;
    }

    private bool? TruthOf(LogicNode node)
    {
        var (left, right) = (Truth(node.Parts[0]), Truth(node.Parts[1]));
        if (left == !node.IsAnd || right == !node.IsAnd)
            return !node.IsAnd;
        if (left is not null && right is not null)
            return node.IsAnd;
        // x && !x, x || !x
        return ExpressionShape.Of(node.Parts[0]) == ExpressionShape.Negation(ExpressionShape.Of(node.Parts[1])) ? !node.IsAnd : null;
    }

    // A function that draws on chance gives something else each time it is written.
    private static bool IsSame(ValueNode node) =>
        node.Parts is [var left, var right]
        && ExpressionShape.Of(left) == ExpressionShape.Of(right)
        && !NodeWalk.IsConstant(left)
        && !NodeWalk.All(left).Any(n => n is CallNode);
}
