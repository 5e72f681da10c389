using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Formatting;

/// <summary>Where comments are: a <c>#</c> behind white space, outside of every scalar.</summary>
internal static class Comments
{
    public static bool BeginsAt(string text, int at) => text[at] == '#' && (at == 0 || char.IsWhiteSpace(text[at - 1]));

    /// <summary>Whether a line stands here that is not part of the document: <c>---</c>, <c>...</c>, in front of it also <c>%YAML 1.2</c>.</summary>
    public static bool IsMarkerAt(string text, int at, bool isHead)
    {
        if (at > 0 && text[at - 1] != '\n')
            return false;
        var end = text.IndexOf('\n', at);
        var line = text.AsSpan(at, (end < 0 ? text.Length : end) - at);
        if (isHead && line[0] == '%')
            return true;
        if (!line.StartsWith("---") && !line.StartsWith("..."))
            return false;
        var rest = line[3..];
        return rest.IsWhiteSpace() || char.IsWhiteSpace(rest[0]) && rest.TrimStart()[0] == '#';
    }

    /// <summary>What stands from here to the end of the line, and the offset of that end.</summary>
    public static (Comment Comment, int End) Take(string text, int at, bool isMarker)
    {
        var end = text.IndexOf('\n', at);
        end = end < 0 ? text.Length : end;
        var line = at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;
        return (new Comment(at, text[at..end].TrimEnd(), text.AsSpan(line, at - line).IsWhiteSpace(), isMarker), end);
    }

    /// <summary>
    /// Everything beside the tree that must not get lost, in alphabetical order: comments, anchors, aliases. Found by what is not
    /// covered by a scalar, another way than the one of <see cref="LayoutReader"/>.
    /// </summary>
    public static IReadOnlyList<string> BesideTree(SourceText source, LocatedNode root)
    {
        var found = new List<string>();
        var covered = new List<(int Start, int End)>();
        Cover(root, covered);
        covered.Sort();
        var at = 0;
        foreach (var (start, end) in covered)
        {
            Collect(source.Text, at, start, found);
            at = Math.Max(at, end);
        }
        Collect(source.Text, at, source.Text.Length, found);
        found.Sort(StringComparer.Ordinal);
        return found;
    }

    private static void Cover(LocatedNode node, List<(int, int)> covered)
    {
        switch (node)
        {
            case MappingNode map:
                foreach (var entry in map.Entries)
                {
                    Cover(entry.Key, covered);
                    Cover(entry.Value, covered);
                }
                break;
            case SequenceNode list:
                foreach (var item in list.Items)
                    Cover(item, covered);
                break;
            default:
                covered.Add((node.Span.Start, BlockScalar.End((ScalarNode)node) ?? node.Span.Start + node.Span.Length));
                break;
        }
    }

    private static void Collect(string text, int from, int to, List<string> found)
    {
        for (var at = from; at < to; at++)
        {
            if (BeginsAt(text, at))
            {
                var (comment, end) = Take(text, at, isMarker: false);
                found.Add(comment.Text);
                at = end - 1;
            }
            else if (text[at] is '&' or '*')
            {
                var end = at;
                while (end < to && !char.IsWhiteSpace(text[end]) && text[end] is not (',' or ']' or '}'))
                    end++;
                found.Add(text[at..end]);
                at = Math.Max(at, end - 1);
            }
        }
    }
}
