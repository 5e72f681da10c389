using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Formatting;

/// <summary>
/// What each comment and each empty line belongs to: the entry below it, the line it ends, or the end of a block it is indented like.
/// An empty line is null.
/// </summary>
internal sealed class CommentPlaces
{
    private readonly SourceText source;
    private readonly Dictionary<int, Comment> alone = [];
    private readonly Dictionary<FormatEntry, List<string?>> leading = [];
    private readonly Dictionary<FormatEntry, string> behind = [];
    private readonly Dictionary<FormatBlock, List<string?>> atEnd = [];
    private readonly List<Placed> entries = [];

    private CommentPlaces(Layout layout)
    {
        source = layout.Source;
        Flatten(layout.Root, null);
        foreach (var comment in layout.Comments.Where(c => c.IsAlone))
            alone[LineOf(comment.Start)] = comment;
    }

    /// <summary>The lines above everything.</summary>
    public List<string?> Head { get; } = [];

    public static CommentPlaces Of(Layout layout)
    {
        var places = new CommentPlaces(layout);
        places.PlaceHead();
        for (var i = 1; i <= places.entries.Count; i++)
            places.PlaceGap(places.entries[i - 1], i < places.entries.Count ? places.entries[i] : null);
        foreach (var comment in layout.Comments)
            places.PlaceInside(comment);
        return places;
    }

    public IReadOnlyList<string?> Above(FormatEntry entry) => leading.GetValueOrDefault(entry) ?? [];

    public string? Behind(FormatEntry entry) => behind.GetValueOrDefault(entry);

    public IReadOnlyList<string?> AtEnd(FormatBlock block) => atEnd.GetValueOrDefault(block) ?? [];

    private void Flatten(FormatBlock block, Placed? owner)
    {
        foreach (var entry in block.Entries)
        {
            var placed = new Placed(entry, block, owner);
            entries.Add(placed);
            if (entry.Block is { } below)
                Flatten(below, placed);
        }
    }

    // The first paragraphs stay at the top; the last one belongs to the first entry, unless it is the only one.
    private void PlaceHead()
    {
        var first = entries[0].Entry;
        var lines = LinesBetween(0, LineOf(first.Start)).ToList();
        var blank = lines.FindLastIndex(l => l is null);
        var marker = lines.FindLastIndex(l => l is { IsMarker: true });
        var cut = blank < 0 || blank == lines.Count - 1 || lines[..blank].All(l => l is null) ? lines.Count : blank + 1;
        cut = marker >= cut ? lines.Count : cut;
        Head.AddRange(lines[..cut].Select(l => l?.Text));
        if (cut < lines.Count)
            leading[first] = [.. lines[cut..].Select(l => l?.Text)];
    }

    private void PlaceGap(Placed before, Placed? next)
    {
        var closed = Closed(before, next);
        var depth = 0;
        var isAbove = false;
        var pending = false;
        foreach (
            var line in LinesBetween(
                LineOf(Math.Max(before.Entry.Start, before.Entry.End - 1)),
                next is null ? int.MaxValue : LineOf(next.Entry.Start)
            )
        )
        {
            if (line is null)
            {
                pending = true;
                continue;
            }
            var home = isAbove ? -1 : Home(line, closed, depth, next);
            isAbove = home < 0;
            depth = Math.Max(depth, home);
            var list = isAbove ? ListOf(leading, next!.Entry) : ListOf(atEnd, closed[home]);
            if (pending)
                list.Add(null);
            pending = false;
            list.Add(line.Text);
        }
        if (pending && next is not null)
            ListOf(leading, next.Entry).Add(null);
    }

    // The blocks that end between two entries, innermost first.
    private static List<FormatBlock> Closed(Placed before, Placed? next)
    {
        var closed = new List<FormatBlock>();
        if (next is not null && next.Block == before.Entry.Block)
            return closed;
        for (var at = before; at is not null && at.Block != next?.Block; at = at.Owner)
            closed.Add(at.Block);
        return closed;
    }

    private int Home(Comment comment, List<FormatBlock> closed, int depth, Placed? next)
    {
        var column = source.PlaceOf(comment.Start).Column;
        if (comment.IsMarker || column <= (next?.Entry.Column ?? 0))
            return next is null ? closed.Count - 1 : -1;
        var home = closed.FindIndex(depth, b => b.Column <= column);
        while (home >= 0 && home + 1 < closed.Count && closed[home + 1].Column == closed[home].Column)
            home++;
        return home < 0 && next is null ? closed.Count - 1 : home;
    }

    // Comments that stand in the lines of an entry.
    private void PlaceInside(Comment comment)
    {
        var index = entries.FindLastIndex(e => e.Entry.Start < comment.Start);
        if (index < 0)
            return;
        var entry = entries[index].Entry;
        var isBehind = comment.Start >= entry.End;
        if (comment.IsAlone && isBehind)
            return;
        if (!comment.IsAlone && isBehind && behind.TryAdd(entry, comment.Text))
            return;
        ListOf(leading, entry).Add(comment.Text);
    }

    private IEnumerable<Comment?> LinesBetween(int after, int before)
    {
        var end = Math.Min(before, LineOf(source.Text.Length) + 1);
        for (var line = after + 1; line < end; line++)
            yield return alone.GetValueOrDefault(line);
    }

    private int LineOf(int offset) => source.PlaceOf(offset).Line;

    private static List<string?> ListOf<T>(Dictionary<T, List<string?>> lists, T key)
        where T : class
    {
        if (!lists.TryGetValue(key, out var list))
            lists[key] = list = [];
        return list;
    }

    /// <summary>An entry, the block it stands in, and the entry that block belongs to.</summary>
    private sealed record Placed(FormatEntry Entry, FormatBlock Block, Placed? Owner);
}
