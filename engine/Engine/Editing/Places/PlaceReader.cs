using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Editing.Places;

/// <summary>A text and an offset to the place of the cursor. The text need not be YAML: while someone types it seldom is.</summary>
internal static class PlaceReader
{
    public static CursorKey Read(string text, int offset)
    {
        var rows = new TextRows(text);
        var row = rows.RowOf(offset);
        var (start, column) = (rows.StartOf(row), offset - rows.StartOf(row));
        var shape = ShapeAt(rows, row, column);
        var climb = new PathClimb(rows);
        var map = climb.Climb(row, shape.Column, shape.Dashes).ToImmutableArray();
        if (shape.Key is not null && column <= shape.KeyEnd)
            return new CursorKey(map, null, start + shape.Column, shape.KeyEnd - shape.Column, [.. climb.Siblings]);
        var word = Word(text, offset, start + shape.Value);
        var open = FlowScan.Run(text, start + shape.Value, offset);
        if (open.Count > 0)
            return InFlow(shape.Key is null ? map : map.Add(shape.Key), open, word);
        return new CursorKey(map, shape.Key, word.Start, word.Length, shape.Key is null ? [.. climb.Siblings] : []);
    }

    // In front of its content, and where there is none, a line is only as deep as the cursor stands.
    private static LineShape ShapeAt(TextRows rows, int row, int column)
    {
        var shape = rows.ShapeOf(row);
        return shape is null ? new LineShape([], column, null, column, column)
            : shape.Key is null && column < shape.Column
                ? new LineShape([.. shape.Dashes.Where(d => d < column)], column, null, column, column)
            : shape;
    }

    private static CursorKey InFlow(ImmutableArray<string> map, IReadOnlyList<FlowLevel> open, (int Start, int Length) word)
    {
        map = map.AddRange(open.SkipLast(1).Select(level => level.IsMap ? level.Key ?? "" : CursorKey.Item));
        var inner = open[^1];
        return inner.IsMap
            ? new CursorKey(map, inner.Key, word.Start, word.Length, inner.Key is null ? [.. inner.Keys] : [])
            : new CursorKey(map.Add(CursorKey.Item), null, word.Start, word.Length, []);
    }

    private static (int Start, int Length) Word(string text, int offset, int from)
    {
        var start = offset;
        while (start > from && IsLetter(text[start - 1]))
            start--;
        var end = offset;
        while (end < text.Length && IsLetter(text[end]))
            end++;
        return (start, end - start);
    }

    private static bool IsLetter(char letter) => char.IsLetterOrDigit(letter) || letter is '_' or '-' or '.';
}
