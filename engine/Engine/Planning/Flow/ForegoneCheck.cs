using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Templating.Analysis;
using PingOneScenarios.Engine.Templating.Nodes;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Planning.Flow;

/// <summary>Conditions and comparisons whose result is known before anything is sent, so that they judge nothing.</summary>
internal static class ForegoneCheck
{
    public static void Check(ScenarioFlow flow, Foresight foresight, DiagnosticBag problems)
    {
        var told = new HashSet<Expression>();
        foreach (var placed in flow.Expressions.Where(e => told.Add(e.Expression)))
        {
            var isSaid = CheckComparisons(placed.Expression, foresight, problems);
            if (!isSaid && placed.Key.IsCondition)
                CheckCondition(placed, foresight, problems);
        }
    }

    private static bool CheckComparisons(Expression expression, Foresight foresight, DiagnosticBag problems)
    {
        var isSaid = false;
        // What a call takes by mistake for its argument is said of the call.
        var taken = NodeWalk.All(expression.Root).OfType<CallNode>().SelectMany(c => c.Parts).ToHashSet();
        foreach (var node in NodeWalk.All(expression.Root).Where(n => !taken.Contains(n)))
        {
            if (node is not (EqualityNode or OrderNode) || NodeWalk.IsConstant(node) || foresight.Truth(node) is not { } isTrue)
                continue;
            isSaid = true;
            var why = node is EqualityNode equality ? foresight.CanBeEqual(equality)?.Why : "both sides are the same";
            problems.Add(
                isTrue ? DiagnosticCodes.AlwaysTrue : DiagnosticCodes.NeverHolds,
                expression.SpanOf(node),
                $"this comparison is {(isTrue ? "always" : "never")} true",
                why,
                Fix(node, foresight)
            );
        }
        return isSaid;
    }

    private static string Fix(ValueNode node, Foresight foresight) =>
        node.Parts is [var left, var right] && ExpressionShape.Of(left) == ExpressionShape.Of(right) ? "compare it with something else"
        : node.Parts.Any(p => p is LiteralNode { Value: TextValue })
        && node.Parts.Any(p => foresight.Known(p)?.Sample is NumberValue or BooleanValue)
            ? "write the number or the boolean without quotes"
        : "compare it with a value that it can have";

    private static void CheckCondition(PlacedExpression placed, Foresight foresight, DiagnosticBag problems)
    {
        if (foresight.Truth(placed.Expression.Root) is not { } isTrue)
            return;
        var why = NodeWalk.IsConstant(placed.Expression.Root) ? "it mentions no variable" : "its parts leave no other result";
        var fix = (IsThat(placed.Key), placed.Key == ComputedKey.When, isTrue) switch
        {
            (true, _, true) => "say something of the answer, or remove it",
            (true, _, false) => "say something that can be true of an answer",
            (_, true, true) => "the step runs in any case; remove \"when\", or name a variable in it",
            (_, true, false) => "the step never runs; remove it, or name a variable in \"when\"",
            _ => "say something of the response",
        };
        problems.Add(
            isTrue ? DiagnosticCodes.AlwaysTrue : DiagnosticCodes.NeverHolds,
            placed.Expression.Span,
            $"this {(IsThat(placed.Key) ? "expectation" : "condition")} is {(isTrue ? "always" : "never")} true",
            why,
            fix
        );
    }

    private static bool IsThat(ComputedKey key) => key == ComputedKey.That || key == ComputedKey.ProbeThat;
}
