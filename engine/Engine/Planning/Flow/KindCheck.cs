using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Templating.Analysis;
using PingOneScenarios.Engine.Templating.Nodes;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Planning.Flow;

/// <summary>Values that certainly do not fit where they are used: a text as a condition, a number as a list.</summary>
internal sealed class KindCheck
{
    private readonly Foresight foresight;
    private readonly DiagnosticBag problems;

    private KindCheck(Foresight foresight, DiagnosticBag problems) => (this.foresight, this.problems) = (foresight, problems);

    public static void Check(ScenarioFlow flow, Foresight foresight, DiagnosticBag problems)
    {
        var check = new KindCheck(foresight, problems);
        var told = new HashSet<Expression>();
        foreach (var placed in flow.Expressions.Where(e => told.Add(e.Expression)))
        {
            if (placed.Key.IsCondition)
                check.Condition(placed.Expression, placed.Expression.Root);
            if (placed.Key.IsData)
                check.RefusePredicate(placed.Expression);
            foreach (var node in NodeWalk.All(placed.Expression.Root))
                check.CheckNode(placed.Expression, node);
        }
    }

    private void RefusePredicate(Expression expression)
    {
        if (foresight.SampleOf(expression.Root) is PredicateValue)
            Say(
                expression.Span,
                "a predicate is no value that could be sent or kept",
                null,
                "a predicate belongs under json, headers or text of expect"
            );
    }

    private void CheckNode(Expression expression, ValueNode node)
    {
        switch (node)
        {
            case LogicNode or NotNode:
                foreach (var part in node.Parts)
                    Condition(expression, part);
                break;
            case ChoiceNode choice:
                Condition(expression, choice.Parts[0]);
                break;
            case CallNode call:
                CheckCall(expression, call);
                break;
            case OrderNode order:
                CheckOrder(expression, order);
                break;
            case MemberNode member:
                CheckMember(expression, member);
                break;
        }
    }

    private void Condition(Expression expression, ValueNode node)
    {
        if (foresight.SampleOf(node) is not (null or BooleanValue or NullValue) || node is LiteralNode { Value: NullValue })
            Say(
                expression.SpanOf(node),
                $"true or false is expected here, this is {foresight.SampleOf(node)!.Kind}",
                Because(node),
                foresight.SampleOf(node) is PredicateValue
                    ? "a predicate belongs under json, headers or text of expect"
                    : "compare it: <<x == \"…\">> or <<x != null>>"
            );
    }

    private void CheckCall(Expression expression, CallNode call)
    {
        for (var i = 0; i < call.Arguments.Count; i++)
        {
            // Literals have been looked at when the call was parsed.
            if (call.Arguments[i] is not ({ } argument and not LiteralNode) || foresight.SampleOf(argument) is not { } sample)
                continue;
            if (sample is not NullValue && CallNode.Mismatch(call.Row, i, sample) is { } mismatch)
                problems.Add(
                    DiagnosticCodes.WrongArguments,
                    expression.SpanOf(argument),
                    mismatch,
                    argument is EqualityNode or OrderNode or LogicNode
                        ? "a call takes all that stands behind it; put it in parentheses: (f x) == y"
                        : Because(argument) ?? call.Row.Meaning,
                    $"it is called as {call.Row.Signature}, for example <<{call.Row.Example}>>"
                );
        }
    }

    private void CheckOrder(Expression expression, OrderNode node)
    {
        var (left, right) = (foresight.SampleOf(node.Parts[0]), foresight.SampleOf(node.Parts[1]));
        if (left is null or NullValue || right is null or NullValue)
            return;
        if (left.Kind != right.Kind || left is not (NumberValue or TextValue))
            Say(
                expression.SpanOf(node),
                $"{left.Kind} and {right.Kind} have no order",
                Because(node.Parts[0]) ?? Because(node.Parts[1]),
                "compare two numbers or two texts"
            );
    }

    private void CheckMember(Expression expression, MemberNode node)
    {
        if (node.Parts[0] is VariableNode { Name: var variable } && ScopeTable.Find(variable) is { MemberNames: { IsEmpty: false } names })
        {
            if (!names.Contains(node.Name))
                Say(
                    expression.MemberSpanOf(node),
                    $"\"{variable}\" has no member \"{node.Name}\"",
                    null,
                    Suggestion.Sentence(node.Name, names, $"its members are {string.Join(", ", names)}")
                );
        }
        else if (foresight.SampleOf(node.Parts[0]) is { } sample and not (MapValue or NullValue))
        {
            if (!(node.Name == "size" && sample is TextValue or ListValue))
                Say(
                    expression.MemberSpanOf(node),
                    $"{sample.Kind} has no member \"{node.Name}\"",
                    Because(node.Parts[0]),
                    "only a map has members; json.parse makes one of JSON text"
                );
        }
    }

    private string? Because(ValueNode node) => foresight.Known(node)?.Because;

    private void Say(SourceSpan span, string what, string? why, Remedy remedy) =>
        problems.Add(DiagnosticCodes.WrongKind, span, what, why, remedy);
}
