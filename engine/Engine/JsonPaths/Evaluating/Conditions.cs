using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using PingOneScenarios.Engine.JsonPaths.Expressions;

namespace PingOneScenarios.Engine.JsonPaths.Evaluating;

/// <summary>Whether a condition holds for a node; RFC 9535 section 2.3.5.2.</summary>
internal static class Conditions
{
    internal static bool Holds(Condition condition, JsonElement current, Evaluation evaluation) =>
        condition switch
        {
            ComparisonCondition comparison => HoldsComparison(comparison, current, evaluation),
            ExistenceCondition existence => Exists(existence.Query, current, evaluation),
            PatternCondition pattern => Functions.Matches(pattern.Call, current, evaluation),
            NotCondition not => !Holds(not.Inner, current, evaluation),
            AllCondition all => HoldsAll(all.Parts, current, evaluation),
            AnyCondition any => HoldsAny(any.Alternatives, current, evaluation),
            _ => false,
        };

    /// <summary>The value of a literal, of a singular query or of a call; nothing when a query finds nothing.</summary>
    internal static PathValue ValueOf(Operand operand, JsonElement current, Evaluation evaluation)
    {
        switch (operand)
        {
            case LiteralOperand literal:
                return PathValue.Of(literal.Value);
            case ValueCall call:
                return call.Function.Evaluate(call.Argument, current, evaluation);
            case QueryOperand { Query: var query }:
                var start = query.IsFromRoot ? evaluation.Root : current;
                evaluation.VisitMembers(start);
                return SingularWalk.Run(query, start, out var value) == query.Segments.Length ? PathValue.Of(value) : default;
            default:
                return default;
        }
    }

    private static bool HoldsAll(ImmutableArray<Condition> parts, JsonElement current, Evaluation evaluation)
    {
        foreach (var part in parts)
        {
            if (!Holds(part, current, evaluation))
                return false;
        }
        return true;
    }

    private static bool HoldsAny(ImmutableArray<Condition> alternatives, JsonElement current, Evaluation evaluation)
    {
        foreach (var alternative in alternatives)
        {
            if (Holds(alternative, current, evaluation))
                return true;
        }
        return false;
    }

    private static bool Exists(Query query, JsonElement current, Evaluation evaluation)
    {
        if (!query.IsSingular)
            return Walk.Run(query, current, evaluation, NodeSink.Counting(enough: 1)).Count > 0;
        var start = query.IsFromRoot ? evaluation.Root : current;
        evaluation.VisitMembers(start);
        return SingularWalk.Run(query, start, out _) == query.Segments.Length;
    }

    private static bool HoldsComparison(ComparisonCondition condition, JsonElement current, Evaluation evaluation)
    {
        var left = ValueOf(condition.Left, current, evaluation);
        var right = ValueOf(condition.Right, current, evaluation);
        if (left.Kind is JsonValueKind.Object or JsonValueKind.Array && right.Kind == left.Kind)
            evaluation.VisitText(Math.Min(Size(left.Element), Size(right.Element)));
        return Comparisons.Holds(condition.Comparison, left, right);
    }

    private static int Size(JsonElement element) => JsonMarshal.GetRawUtf8Value(element).Length;
}
