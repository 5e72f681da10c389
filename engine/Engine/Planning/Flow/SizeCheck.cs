using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Templating.Nodes;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Planning.Flow;

/// <summary>
/// Variables that are sure to be too large (trust rule 12): a list that holds the one before several times doubles with each line, and
/// nine lines are enough to fill the memory of a computer.
/// </summary>
internal static class SizeCheck
{
    public static void Check(Scenario scenario, DiagnosticBag problems)
    {
        var known = new Dictionary<string, ValueSize>(StringComparer.Ordinal);
        foreach (var variable in scenario.Vars)
        {
            var size = Least(variable.Value, known);
            if (size.Objection is { } objection)
            {
                // What is made of it would only be said again.
                problems.Add(
                    DiagnosticCodes.TooLarge,
                    variable.Value.Span,
                    $"the variable \"{variable.Name}\" is too large, {objection}",
                    "what one expression makes is limited (trust rule 12)",
                    "hold what it is made of fewer times"
                );
                return;
            }
            known[variable.Name] = size;
        }
    }

    // What is only known in the run may be nothing.
    private static ValueSize Least(ValueTemplate tree, Dictionary<string, ValueSize> known) =>
        tree switch
        {
            TextTemplate { Template: { Whole: { } expression } } => Least(expression.Root, known),
            TextTemplate { Template.Literal: { } literal } => new ValueSize(0, literal.Length),
            ListTemplate list => list.Items.Aggregate(new ValueSize(list.Items.Length, 0), (size, i) => size + Least(i, known)),
            MapTemplate map => map.Members.Aggregate(new ValueSize(map.Members.Length, 0), (size, m) => size + Least(m.Value, known)),
            _ => default,
        };

    private static ValueSize Least(ValueNode node, Dictionary<string, ValueSize> known) =>
        node switch
        {
            LiteralNode literal => literal.Value.Size,
            VariableNode variable => known.GetValueOrDefault(variable.Name),
            ListNode or MapNode => node.Parts.Aggregate(new ValueSize(node.Parts.Length, 0), (size, part) => size + Least(part, known)),
            _ => default,
        };
}
