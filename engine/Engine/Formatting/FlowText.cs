using System.Buffers;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Formatting;

/// <summary>What stands in brackets or braces.</summary>
internal static class FlowText
{
    /// <summary>What usually stands between the parts.</summary>
    private static readonly SearchValues<char> Between = SearchValues.Create(" \t\n,:[]{}");

    /// <summary>In one line with the usual spaces, keys in order; null where it is written in a way that is better left alone.</summary>
    public static string? Render(LocatedNode node, FormatLevel place)
    {
        switch (node)
        {
            case ScalarNode scalar:
                return scalar.Span.Length == 0 ? null : scalar.Span.Text;
            case SequenceNode list when IsUsual(list, '[', list.Items):
                var items = list.Items.Select(i => Render(i, place.Each)).ToList();
                return items.Contains(null) ? null : $"[{string.Join(", ", items)}]";
            case MappingNode map when IsUsual(map, '{', [.. map.Entries.SelectMany(e => new[] { e.Key, e.Value })]):
                var entries = KeyOrder.Sort(map.Entries, e => e.Name, place).Select(e => RenderEntry(e, place)).ToList();
                return entries.Contains(null) ? null
                    : entries.Count == 0 ? "{}"
                    : $"{{ {string.Join(", ", entries)} }}";
            default:
                return null;
        }
    }

    /// <summary>Whether an alias is in it: what an alias stands for was read in another place.</summary>
    public static bool HasAlias(LocatedNode node, int start, int end)
    {
        var text = node.Span.Source.Text;
        foreach (var scalar in Scalars(node))
        {
            if (scalar.Span.Start < start || scalar.Span.Start > end || text.AsSpan(start, scalar.Span.Start - start).Contains('*'))
                return true;
            start = scalar.Span.Start + scalar.Span.Length;
        }
        return start < end && text.AsSpan(start, end - start).Contains('*');
    }

    /// <summary>The scalars in it, in order; for an alias those it stands for.</summary>
    public static IEnumerable<ScalarNode> Scalars(LocatedNode node) =>
        node switch
        {
            SequenceNode list => list.Items.SelectMany(Scalars),
            MappingNode map => map.Entries.SelectMany(e => Scalars(e.Value).Prepend(e.Key)),
            _ => [(ScalarNode)node],
        };

    private static string? RenderEntry(MappingEntry entry, FormatLevel place) =>
        Render(entry.Value, place.Under(entry.Name)) is { } value ? $"{entry.Key.Span.Text}: {value}" : null;

    // Between its parts nothing but brackets, commas, colons and white space: no anchor, no comment, no "?".
    private static bool IsUsual(LocatedNode node, char opener, IReadOnlyList<LocatedNode> parts)
    {
        var text = node.Span.Source.Text;
        var at = node.Span.Start;
        if (node.Span.Length < 2 || text[at] != opener)
            return false;
        foreach (var part in parts)
        {
            if (part.Span.Start < at || text.AsSpan(at, part.Span.Start - at).IndexOfAnyExcept(Between) >= 0)
                return false;
            at = part.Span.Start + part.Span.Length;
        }
        var end = node.Span.Start + node.Span.Length;
        return at <= end && text.AsSpan(at, end - at).IndexOfAnyExcept(Between) < 0;
    }
}
