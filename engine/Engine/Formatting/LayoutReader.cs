using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Formatting;

/// <summary>Walks through the text of a file side by side with its tree, and so finds what the tree does not tell: dashes, anchors, comments.</summary>
internal sealed class LayoutReader
{
    private readonly SourceText source;
    private readonly string text;
    private readonly ImmutableArray<Comment>.Builder comments = ImmutableArray.CreateBuilder<Comment>();
    private int at;

    /// <summary>The first place that is not understood.</summary>
    private int? strange;

    private LayoutReader(SourceText source) => (this.source, text) = (source, source.Text);

    /// <summary>The layout, or null and the offset of what is written in a way that is not understood.</summary>
    public static Layout? Read(SourceText source, MappingNode root, out int strange)
    {
        var reader = new LayoutReader(source);
        reader.SkipBetween(isHead: true);
        if (reader.at < source.Text.Length && source.Text[reader.at] is '{' or '&' or '*' or '!')
            reader.strange = reader.at;
        var block = reader.ReadMap(root);
        reader.SkipBetween();
        if (reader.at < source.Text.Length)
            reader.strange ??= reader.at;
        strange = reader.strange ?? -1;
        return reader.strange is null ? new Layout(source, block, reader.comments.ToImmutable()) : null;
    }

    private FormatBlock ReadMap(MappingNode map)
    {
        var entries = ImmutableArray.CreateBuilder<FormatEntry>(map.Entries.Length);
        foreach (var entry in map.Entries)
        {
            SkipBetween();
            Expect(at == entry.Key.Span.Start);
            var start = at;
            at = entry.Key.Span.Start + entry.Key.Span.Length;
            while (at < text.Length && text[at] is ' ' or '\t')
                at++;
            Expect(at < text.Length && text[at] == ':');
            at = Math.Min(at + 1, text.Length);
            entries.Add(ReadValue(entry.Value, start, entry.Key));
        }
        return new FormatBlock(entries.ToImmutable(), entries[0].Column);
    }

    private FormatBlock ReadList(SequenceNode list)
    {
        var entries = ImmutableArray.CreateBuilder<FormatEntry>(list.Items.Length);
        foreach (var item in list.Items)
        {
            SkipBetween();
            Expect(at < text.Length && text[at] == '-');
            var start = at;
            at = Math.Min(at + 1, text.Length);
            entries.Add(ReadValue(item, start, null));
        }
        return new FormatBlock(entries.ToImmutable(), entries[0].Column);
    }

    private FormatEntry ReadValue(LocatedNode node, int start, ScalarNode? key)
    {
        var isEmpty = node.Span.Length == 0;
        var headEnd = at;
        SkipToValue(isEmpty);
        string? anchor = null;
        if (at < text.Length && text[at] == '&')
        {
            anchor = ReadName();
            headEnd = at;
            SkipToValue(isEmpty);
        }
        var (leaf, block) = ReadContent(node, isEmpty);
        return new FormatEntry
        {
            Start = start,
            Column = source.PlaceOf(start).Column,
            Key = key?.Span.Text,
            Name = key?.Text.Text ?? "",
            Anchor = anchor,
            Leaf = leaf,
            Block = block,
            HeadEnd = headEnd,
        };
    }

    private (FormatLeaf?, FormatBlock?) ReadContent(LocatedNode node, bool isEmpty)
    {
        if (at < text.Length && text[at] == '*')
        {
            var start = at;
            ReadName();
            return (new FormatLeaf(node, start, at, HasAlias: true), null);
        }
        if (isEmpty)
            return (null, null);
        if (node is ScalarNode scalar)
            return (ReadLeaf(scalar, BlockScalar.End(scalar) ?? scalar.Span.Start + scalar.Span.Length), null);
        if (at < text.Length && text[at] is '{' or '[')
            return (ReadLeaf(node, node.Span.Start + node.Span.Length), null);
        if (node is MappingNode { Entries.IsEmpty: false } map)
            return (null, ReadMap(map));
        if (node is SequenceNode { Items.IsEmpty: false } list)
            return (null, ReadList(list));
        Expect(false);
        return (null, null);
    }

    private FormatLeaf ReadLeaf(LocatedNode node, int end)
    {
        Expect(at == node.Span.Start);
        var start = at;
        at = Math.Max(at, end);
        return new FormatLeaf(node, start, at, FlowText.HasAlias(node, start, at));
    }

    // The value of an empty entry is never in another line; what stands there belongs to the next one.
    private void SkipToValue(bool isEmpty)
    {
        if (!isEmpty)
            SkipBetween();
        else
            while (at < text.Length && text[at] is ' ' or '\t')
                at++;
    }

    private string ReadName()
    {
        var start = at;
        while (at < text.Length && !char.IsWhiteSpace(text[at]))
            at++;
        return text[start..at];
    }

    private void SkipBetween(bool isHead = false)
    {
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
                at++;
            else if (Comments.BeginsAt(text, at))
                TakeLine(isMarker: false);
            else if (Comments.IsMarkerAt(text, at, isHead))
                TakeLine(isMarker: true);
            else
                return;
        }
    }

    private void TakeLine(bool isMarker)
    {
        var (comment, end) = Comments.Take(text, at, isMarker);
        comments.Add(comment);
        at = end;
    }

    private void Expect(bool isUnderstood)
    {
        if (!isUnderstood)
            strange ??= Math.Min(at, text.Length);
    }
}
