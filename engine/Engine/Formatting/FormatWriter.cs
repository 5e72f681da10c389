using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Formatting;

/// <summary>A layout to text: keys in order, two spaces a level, comments where they belong.</summary>
internal sealed class FormatWriter
{
    private const int Step = 2;

    private readonly CommentPlaces comments;
    private readonly List<string> lines = [];

    /// <summary>Whether the last value ends with empty lines of its own, so that one more would change it.</summary>
    private bool endsOpen;

    private FormatWriter(CommentPlaces comments) => this.comments = comments;

    /// <param name="layout">The file.</param>
    /// <param name="place">What its root may hold.</param>
    public static string Write(Layout layout, FormatLevel place)
    {
        var writer = new FormatWriter(CommentPlaces.Of(layout));
        writer.WriteComments(writer.comments.Head, 0);
        writer.WriteBlock(layout.Root, 0, place, null);
        return string.Join('\n', writer.lines) + "\n";
    }

    // The first entry of an item of a list stands behind its dash.
    private void WriteBlock(FormatBlock block, int indentation, FormatLevel place, string? dash)
    {
        FormatEntry? before = null;
        foreach (var entry in Ordered(block, place))
        {
            var prefix = before is null && dash is not null ? dash : new string(' ', indentation);
            if (before is not null || dash is null)
                WriteAbove(before, entry, indentation, place);
            WriteEntry(entry, indentation, PlaceOf(entry, place), prefix);
            before = entry;
        }
        WriteComments(comments.AtEnd(block), indentation);
    }

    private static ImmutableArray<FormatEntry> Ordered(FormatBlock block, FormatLevel place) =>
        block.HasAlias || block.Entries[0].Key is null ? block.Entries : KeyOrder.Sort(block.Entries, e => e.Name, place);

    private static FormatLevel PlaceOf(FormatEntry entry, FormatLevel place) => entry.Key is null ? place.Each : place.Under(entry.Name);

    private void WriteAbove(FormatEntry? before, FormatEntry entry, int indentation, FormatLevel place)
    {
        var above = Above(entry, place).ToList();
        var isHead = before is null && indentation == 0;
        if (before is null ? isHead && above.Exists(l => l is not null) : IsApart(before, entry, indentation, place) || above is [null, ..])
            WriteEmpty();
        WriteComments([.. above.SkipWhile(l => l is null)], indentation);
    }

    // The comments of what stands behind a dash stand above the dash.
    private IEnumerable<string?> Above(FormatEntry entry, FormatLevel place)
    {
        var own = comments.Above(entry);
        if (!IsBehindDash(entry))
            return own;
        var below = PlaceOf(entry, place);
        return own.Concat(Above(Ordered(entry.Block!, below)[0], below));
    }

    private bool IsBehindDash(FormatEntry entry) => entry is { Key: null, Anchor: null, Block: not null } && comments.Behind(entry) is null;

    // Sections of the file, and steps.
    private static bool IsApart(FormatEntry before, FormatEntry entry, int indentation, FormatLevel place) =>
        (indentation == 0 || place.Each.IsStep) && (before.Block ?? entry.Block) is not null;

    private void WriteEntry(FormatEntry entry, int indentation, FormatLevel place, string prefix)
    {
        var head = prefix + (entry.Key is null ? "-" : entry.Key + ":") + (entry.Anchor is null ? "" : " " + entry.Anchor);
        if (IsBehindDash(entry))
        {
            WriteBlock(entry.Block!, indentation + Step, place, head + " ");
            return;
        }
        var behind = comments.Behind(entry) is { } comment ? " " + comment : "";
        if (entry.Leaf is not { } leaf)
            Add(head + behind);
        else
            WriteLeaf(leaf, LeafText.Lines(leaf, place, entry.Column, indentation), head + " ", behind);
        if (entry.Block is { } block)
            WriteBlock(block, indentation + Step, place, null);
    }

    private void WriteLeaf(FormatLeaf leaf, IReadOnlyList<string> text, string head, string behind)
    {
        for (var i = 0; i < text.Count; i++)
            Add((i == 0 ? head : "") + text[i] + (i == text.Count - 1 ? behind : ""));
        endsOpen = BlockScalar.KeepsEmptyLines(leaf.Node);
    }

    private void WriteComments(IReadOnlyList<string?> texts, int indentation)
    {
        foreach (var text in texts)
        {
            if (text is null)
                WriteEmpty();
            else
                Add(new string(' ', indentation) + text);
        }
    }

    private void WriteEmpty()
    {
        if (lines.Count > 0 && lines[^1].Length > 0 && !endsOpen)
            lines.Add("");
    }

    private void Add(string line)
    {
        lines.Add(line);
        endsOpen = false;
    }
}
