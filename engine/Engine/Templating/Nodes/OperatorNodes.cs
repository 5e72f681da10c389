using System.Collections.Immutable;
using PingOneScenarios.Engine.Templating.Functions;
using PingOneScenarios.Engine.Values;
using Scriban.Syntax;

namespace PingOneScenarios.Engine.Templating.Nodes;

/// <summary><c>==</c> and <c>!=</c> without conversion: 42 is not "42".</summary>
internal sealed class EqualityNode(ScriptNode origin, ValueNode left, ValueNode right, bool negated) : ValueNode(origin)
{
    public bool IsNegated => negated;

    public override string Label => negated ? "!=" : "==";

    public override ImmutableArray<ValueNode> Parts => [left, right];

    protected override Value ValueIn(EvaluationScope scope)
    {
        var (a, b) = (Evaluate(scope, left), Evaluate(scope, right));
        Value result = a.Equals(b) != negated;
        return result.Labelled(a.Labels.Union(b.Labels));
    }
}

/// <summary><c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c>, <c>&gt;=</c> between two numbers, or two texts by code unit.</summary>
internal sealed class OrderNode(ScriptBinaryExpression origin, ValueNode left, ValueNode right) : ValueNode(origin)
{
    private readonly ScriptBinaryOperator comparison = origin.Operator;

    public ScriptBinaryOperator Comparison => comparison;

    public override string Label => comparison.ToText()!;

    public override ImmutableArray<ValueNode> Parts => [left, right];

    protected override Value ValueIn(EvaluationScope scope)
    {
        var (first, second) = (Evaluate(scope, left), Evaluate(scope, right));
        var order = (first, second) switch
        {
            (NumberValue a, NumberValue b) => a.CompareTo(b),
            (TextValue a, TextValue b) => string.CompareOrdinal(a.Text, b.Text),
            var (a, b) => throw Wrong(this, $"{a.Kind} and {b.Kind} have no order", "compare two numbers or two texts"),
        };
        Value result = comparison switch
        {
            ScriptBinaryOperator.CompareLess => order < 0,
            ScriptBinaryOperator.CompareLessOrEqual => order <= 0,
            ScriptBinaryOperator.CompareGreater => order > 0,
            _ => order >= 0,
        };
        return result.Labelled(first.Labels.Union(second.Labels));
    }
}

/// <summary><c>&amp;&amp;</c> and <c>||</c>; the right side is only computed when it matters.</summary>
internal sealed class LogicNode(ScriptNode origin, ValueNode left, ValueNode right, bool isAnd) : ValueNode(origin)
{
    public bool IsAnd => isAnd;

    public override string Label => isAnd ? "&&" : "||";

    public override ImmutableArray<ValueNode> Parts => [left, right];

    protected override Value ValueIn(EvaluationScope scope)
    {
        var first = Truth(scope, left);
        return first.IsTrue == isAnd ? Truth(scope, right).Labelled(first.Labels) : first;
    }
}

/// <summary><c>!x</c>.</summary>
internal sealed class NotNode(ScriptNode origin, ValueNode operand) : ValueNode(origin)
{
    public override string Label => "!";

    public override ImmutableArray<ValueNode> Parts => [operand];

    protected override Value ValueIn(EvaluationScope scope)
    {
        var truth = Truth(scope, operand);
        Value result = !truth.IsTrue;
        return result.Labelled(truth.Labels);
    }
}

/// <summary><c>a ?? b</c>: b when a is missing or null.</summary>
internal sealed class OtherwiseNode(ScriptNode origin, ValueNode left, ValueNode right) : ValueNode(origin)
{
    public override string Label => "??";

    public override ImmutableArray<ValueNode> Parts => [left, right];

    protected override Value ValueIn(EvaluationScope scope) =>
        Evaluate(scope, left) is var value && value is not NullValue ? value : Evaluate(scope, right).Labelled(value.Labels);
}

/// <summary><c>condition ? a : b</c>.</summary>
internal sealed class ChoiceNode(ScriptNode origin, ValueNode condition, ValueNode yes, ValueNode no) : ValueNode(origin)
{
    public override string Label => "?";

    public override ImmutableArray<ValueNode> Parts => [condition, yes, no];

    protected override Value ValueIn(EvaluationScope scope)
    {
        var truth = Truth(scope, condition);
        return Evaluate(scope, truth.IsTrue ? yes : no).Labelled(truth.Labels);
    }
}

/// <summary>Arithmetic on two numbers, exact or an error, and <c>+</c> on two texts.</summary>
internal sealed class ArithmeticNode(ScriptBinaryExpression origin, ValueNode left, ValueNode right) : ValueNode(origin)
{
    private readonly ScriptBinaryOperator operation = origin.Operator;

    public override string Label => operation.ToText()!;

    public override ImmutableArray<ValueNode> Parts => [left, right];

    protected override Value ValueIn(EvaluationScope scope)
    {
        var (a, b) = (Evaluate(scope, left), Evaluate(scope, right));
        if (a is TextValue || b is TextValue)
            return operation == ScriptBinaryOperator.Add && a is TextValue or NumberValue && b is TextValue or NumberValue
                ? Joined(a, b)
                : throw Wrong(this, $"{a.Kind} and {b.Kind} cannot be computed with {operation.ToText()}", "use numbers");
        if (a is not NumberValue x || b is not NumberValue y)
            throw Wrong(this, $"{a.Kind} and {b.Kind} cannot be computed with {operation.ToText()}", "use numbers");
        return Compute(x, y).Labelled(a.Labels.Union(b.Labels));
    }

    private static TextValue Joined(Value a, Value b)
    {
        if (a.Labels.IsEmpty && b.Labels.IsEmpty)
            return new TextValue(a.ToString() + b);
        var text = new LabelledText();
        text.Append(a);
        text.Append(b);
        return text.ToValue();
    }

    private NumberValue Compute(NumberValue a, NumberValue b)
    {
        if (!ExactNumber.Fit(operation, a, b))
            throw Wrong(this, "whole numbers are shifted, by 0 to 63 places", "use whole numbers");
        try
        {
            return ExactNumber.Compute(operation, a, b);
        }
        catch (FunctionException e)
        {
            throw Wrong(this, e.What, "write numbers it can be computed with, or compare and send the number as it is");
        }
    }
}

/// <summary><c>-x</c> and <c>+x</c> of a number.</summary>
internal sealed class SignNode(ScriptNode origin, ValueNode operand, bool negated) : ValueNode(origin)
{
    public override string Label => negated ? "-" : "+";

    public override ImmutableArray<ValueNode> Parts => [operand];

    protected override Value ValueIn(EvaluationScope scope) =>
        Evaluate(scope, operand) switch
        {
            NumberValue number when !negated => number,
            NumberValue number => number.Negated().Labelled(number.Labels),
            var other => throw Wrong(operand, $"a number is expected here, this is {other.Kind}", "use a number"),
        };
}
