using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Values;
using Scriban.Syntax;

namespace PingOneScenarios.Engine.Templating.Nodes;

/// <summary>A call of a function of the table; which argument goes where was settled when the expression was parsed.</summary>
/// <param name="origin">The call as Scriban parsed it.</param>
/// <param name="row">The function.</param>
/// <param name="given">For each parameter its argument, null where it was left out.</param>
internal sealed class CallNode(ScriptNode origin, FunctionRow row, ValueNode?[] given) : ValueNode(origin)
{
    public FunctionRow Row => row;

    /// <summary>For each parameter its argument, null where it was left out.</summary>
    public IReadOnlyList<ValueNode?> Arguments => given;

    public override string Label => $"{row.Name}({string.Join(',', Enumerable.Range(0, given.Length).Where(i => given[i] is not null))})";

    public override ImmutableArray<ValueNode> Parts => [.. given.OfType<ValueNode>()];

    protected override Value ValueIn(EvaluationScope scope)
    {
        var values = given.Length == 0 ? [] : new Value?[given.Length];
        for (var i = 0; i < given.Length; i++)
        {
            if (given[i] is { } argument)
                values[i] = Checked(i, argument, Evaluate(scope, argument));
        }
        try
        {
            return row.Body(new Arguments(values, scope.World, scope.Work)).Labelled(LabelsOfResult(values));
        }
        catch (FunctionException failure)
        {
            var at = failure.Argument >= 0 ? given[failure.Argument] ?? (ScriptNode)this : this;
            throw Wrong(
                at,
                $"{row.Name}: {failure.What}",
                failure.Fix ?? $"it is called as {row.Signature}",
                failure.Fix is null ? row.Meaning : null,
                new MessageDetail(failure.Detailed is { } told ? $"{row.Name}: {told}" : null, LabelsOfAll(values, failure.Claims))
            );
        }
    }

    // What keeps its parts keeps the labels of each part too.
    private LabelSet LabelsOfResult(Value?[] values)
    {
        var labels = LabelSet.None;
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is { Labels.IsEmpty: false } value)
                labels = labels.Union(
                    !row.Keeps.Contains(i) ? value.Labels
                    : value is ListValue or MapValue ? value.Own
                    : LabelSet.None
                );
        }
        return labels;
    }

    private LabelSet LabelsOfAll(Value?[] values, int claims)
    {
        var labels = LabelSet.None;
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is { } value && !row.Untold.Contains(i))
                labels = labels.Union(i == claims ? LabelsOfParts(value) : value.Labels);
        }
        return labels;
    }

    // All but those that were given to this very value as a whole.
    private static LabelSet LabelsOfParts(Value value) =>
        value.Labels.Labels.Where(l => !value.Equals(l.Secret)).Aggregate(LabelSet.None, (all, l) => all.Union(LabelSet.Of(l)));

    private Value Checked(int index, ValueNode argument, Value value) =>
        Mismatch(row, index, value) is { } mismatch
            ? throw new EvaluationException(
                DiagnosticCodes.WrongArguments,
                argument.Span,
                mismatch,
                row.Meaning,
                $"it is called as {row.Signature}, for example <<{row.Example}>>"
            )
            : value;

    /// <summary>What is wrong with the kind of an argument, or null.</summary>
    public static string? Mismatch(FunctionRow row, int index, Value value)
    {
        var parameter = row.Parameters[index];
        return Fits(parameter.Kind, value)
            ? null
            : $"{row.Name} takes {Kind(parameter.Kind)} for \"{parameter.Name}\", this is {value.Kind}";
    }

    private static bool Fits(ParameterKind kind, Value value) =>
        kind switch
        {
            ParameterKind.Text => value is TextValue,
            ParameterKind.Number => value is NumberValue,
            ParameterKind.Boolean => value is BooleanValue,
            ParameterKind.List => value is ListValue,
            ParameterKind.Map => value is MapValue,
            ParameterKind.Duration => value is TextValue or NumberValue,
            _ => true,
        };

    private static string Kind(ParameterKind kind) =>
        kind switch
        {
            ParameterKind.Text => "text",
            ParameterKind.Duration => "a length of time",
            _ => $"a {kind.ToString().ToLowerInvariant()}",
        };
}
