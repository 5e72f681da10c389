using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Formatting;

/// <summary>A value as it is written, moved to another indentation.</summary>
internal static class LeafText
{
    /// <param name="leaf">The value.</param>
    /// <param name="place">What may stand there.</param>
    /// <param name="written">The column of its key or dash until now, from 1.</param>
    /// <param name="indentation">That of its key or dash from now on.</param>
    public static IReadOnlyList<string> Lines(FormatLeaf leaf, FormatLevel place, int written, int indentation)
    {
        var text = leaf.Node.Span.Source.Text[leaf.Start..leaf.End];
        if (leaf.HasAlias)
            return Shift(leaf, text, indentation - (written - 1), 0);
        if (leaf.Node is not ScalarNode scalar)
            return text.Contains('\n', StringComparison.Ordinal)
                ? Shift(leaf, text, indentation - (written - 1), 0)
                : [FlowText.Render(leaf.Node, place) ?? text];
        var lines = text.Split('\n');
        return BlockScalar.Is(scalar)
            ? [.. BlockScalar.Indent(scalar, lines, indentation)]
            : Shift(leaf, text, indentation - (written - 1), indentation + 2);
    }

    // What a line begins with is not part of a quoted or folded text; what it ends with is left alone inside of quotes.
    private static List<string> Shift(FormatLeaf leaf, string text, int by, int least)
    {
        var lines = new List<string>();
        var end = leaf.Start - 1;
        foreach (var line in text.Split('\n'))
        {
            end += line.Length + 1;
            var kept = IsInsideQuotes(leaf.Node, end) ? line : line.TrimEnd();
            var bare = kept.TrimStart(' ');
            lines.Add(
                lines.Count == 0 ? kept
                : bare.Length == 0 ? ""
                : new string(' ', Math.Max(least, kept.Length - bare.Length + by)) + bare
            );
        }
        return lines;
    }

    private static bool IsInsideQuotes(LocatedNode node, int offset) =>
        FlowText.Scalars(node).Any(s => !s.IsPlain && s.Span.Start < offset && offset < s.Span.Start + s.Span.Length);
}
