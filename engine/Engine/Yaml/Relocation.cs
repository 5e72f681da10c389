using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Yaml;

/// <summary>A tree whose places are in another copy of its text. What aliases share stays shared.</summary>
internal sealed class Relocation(SourceText source)
{
    private readonly Dictionary<LocatedNode, LocatedNode> moved = new(ReferenceEqualityComparer.Instance);

    public LocatedNode Move(LocatedNode node)
    {
        if (!moved.TryGetValue(node, out var there))
            moved[node] = there = node switch
            {
                ScalarNode scalar => Move(scalar),
                SequenceNode list => new SequenceNode(Move(list.Span), [.. list.Items.Select(Move)]),
                MappingNode map => new MappingNode(
                    Move(map.Span),
                    [.. map.Entries.Select(e => new MappingEntry(Move(e.Key), Move(e.Value)))]
                ),
                _ => node,
            };
        return there;
    }

    private ScalarNode Move(ScalarNode scalar)
    {
        var span = Move(scalar.Span);
        return scalar with { Text = scalar.Text with { Whole = span }, Span = span };
    }

    private SourceSpan Move(SourceSpan span) => span with { Source = source };
}
