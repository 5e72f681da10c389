using System.Collections.Immutable;
using PingOneScenarios.Engine.Templating.Nodes;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating;

/// <summary>
/// Why an expression gave what it gave: its parts with their values, outer ones first, nothing twice. What was not computed, because the
/// left side of <c>&amp;&amp;</c> or <c>||</c> had decided, is left out, and so are the parts of a side that did not decide.
/// </summary>
internal sealed class Explanation
{
    /// <summary>Beyond this many parts nobody reads on.</summary>
    private const int MostParts = 20;

    private readonly Expression expression;
    private readonly IReadOnlyDictionary<ValueNode, Value> trace;
    private readonly List<(string Text, string Shown)> parts = [];

    private Explanation(Expression expression, IReadOnlyDictionary<ValueNode, Value> trace) =>
        (this.expression, this.trace) = (expression, trace);

    /// <param name="expression">What was computed.</param>
    /// <param name="trace">What each of its nodes gave; those that were not computed are missing.</param>
    public static ImmutableArray<(string Text, string Shown)> Of(Expression expression, IReadOnlyDictionary<ValueNode, Value> trace)
    {
        var explanation = new Explanation(expression, trace);
        explanation.AddParts(expression.Root);
        return [.. explanation.parts.Distinct().Take(MostParts)];
    }

    private void AddParts(ValueNode node)
    {
        if (node is LogicNode)
        {
            AddSides(node);
            return;
        }
        foreach (var part in PartsOf(node))
        {
            if (!trace.TryGetValue(part, out var value))
                continue;
            if (!IsWritten(part))
                Add(part, value.Labels.IsEmpty ? Show(value) : ShowLabelled(value));
            AddParts(part);
        }
    }

    // That a side is true or false says no more of a secret than the whole does.
    private void AddSides(ValueNode node)
    {
        foreach (var side in node.Parts)
        {
            if (!trace.TryGetValue(side, out var value))
                continue;
            Add(side, Show(value));
            if (!trace.TryGetValue(node, out var whole) || whole.Equals(value))
                AddParts(side);
        }
    }

    private void Add(ValueNode node, string shown) => parts.Add((TextOf(node), shown));

    // A path is one part, not one for each of its members.
    private static ImmutableArray<ValueNode> PartsOf(ValueNode node) =>
        node switch
        {
            MemberNode { Parts: [VariableNode] } => [],
            MemberNode { Parts: [(MemberNode or IndexNode) and var inner] } => PartsOf(inner),
            IndexNode { Parts: [VariableNode, var index] } => [index],
            IndexNode { Parts: [(MemberNode or IndexNode) and var inner, var index] } => [.. PartsOf(inner), index],
            _ => node.Parts,
        };

    // A list or a map of literals says itself what it is.
    private static bool IsWritten(ValueNode node) => node is ListNode or MapNode && node.Parts.All(p => p is LiteralNode);

    private static string ShowLabelled(Value value) =>
        LabelledParts.Shown(value) is TextValue text && text.Text == value.Labels.Shown ? text.Text : Show(LabelledParts.Shown(value));

    private static string Show(Value value) =>
        value switch
        {
            PredicateValue predicate => predicate.Text,
            ViewValue view => view.Kind,
            _ => ValueJson.WriteJson(value),
        };

    // The value in front of a pipe is a part of the call behind it.
    private string TextOf(ValueNode node)
    {
        var (start, end) = Reach(node);
        var text = expression.Located.Text;
        return start >= 0 && end < text.Length && start <= end ? text[start..(end + 1)] : expression.Text;
    }

    private static (int Start, int End) Reach(ValueNode node)
    {
        var (start, end) = (node.Span.Start.Offset, node.Span.End.Offset);
        foreach (var part in node.Parts)
        {
            var (from, to) = Reach(part);
            (start, end) = (Math.Min(start, from), Math.Max(end, to));
        }
        return (start, end);
    }
}
