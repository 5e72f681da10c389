using System.Collections.Immutable;
using PingOneScenarios.Engine.Templating.Nodes;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating;

/// <summary>What each part of an expression gave in the one evaluation that counted. Used again for the next expression; not thread-safe.</summary>
internal sealed class EvaluationTrace
{
    private readonly Dictionary<ValueNode, Value> values = [];

    /// <summary>The parts of the expression that was computed last, as they may be shown, outer ones first; literals are left out.</summary>
    /// <param name="expression">What was computed.</param>
    public ImmutableArray<(string Text, string Shown)> Explain(Expression expression) => Explanation.Of(expression, values);

    /// <summary>Forgets the expression before.</summary>
    public void Clear() => values.Clear();

    /// <summary>Takes down what a part gave the first time.</summary>
    public void Add(ValueNode node, Value value) => values.TryAdd(node, value);
}
