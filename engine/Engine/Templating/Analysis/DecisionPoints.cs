using System.Collections.Immutable;
using PingOneScenarios.Engine.Templating.Nodes;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating.Analysis;

/// <summary>Where an expression decides something by a value: <c>?:</c>, <c>&amp;&amp;</c> and <c>||</c> (trust rule 12).</summary>
internal static class DecisionPoints
{
    /// <summary>For each of them the variables that decide, or null when all of it is presence or constant.</summary>
    public static ImmutableArray<ImmutableArray<(string Name, string? Member)>> Of(ValueNode root) =>
        [
            .. NodeWalk
                .All(root)
                .Where(n => n is ChoiceNode or LogicNode && !IsPresence(n.Parts[0]))
                .Select(n => Variables(n.Parts[0]))
                .Where(names => !names.IsEmpty),
        ];

    /// <summary>Whether it only tells that there is something, which is no secret: <c>x != null</c>, <c>x == ""</c>, and what is put together of these.</summary>
    public static bool IsPresence(ValueNode node) =>
        node switch
        {
            NotNode => IsPresence(node.Parts[0]),
            LogicNode => node.Parts.All(IsPresence),
            EqualityNode => node.Parts.Any(IsNothing) && node.Parts.Any(p => p is VariableNode or MemberNode { Parts: [VariableNode] }),
            _ => false,
        };

    private static bool IsNothing(ValueNode node) => node is LiteralNode { Value: NullValue or TextValue { Text: "" } };

    private static ImmutableArray<(string Name, string? Member)> Variables(ValueNode node) =>
        node switch
        {
            VariableNode variable => [(variable.Name, null)],
            MemberNode { Parts: [VariableNode variable] } member => [(variable.Name, member.Name)],
            _ => [.. node.Parts.SelectMany(p => Variables(p)).Distinct()],
        };
}
