namespace PingOneScenarios.Engine.Editing.Places;

/// <summary>The lines of a text, counted from 0.</summary>
internal sealed class TextRows
{
    private readonly List<int> starts = [0];

    public TextRows(string text)
    {
        Text = text;
        for (var i = text.IndexOf('\n', StringComparison.Ordinal); i >= 0; i = text.IndexOf('\n', i + 1))
            starts.Add(i + 1);
    }

    public string Text { get; }

    public int Count => starts.Count;

    public int StartOf(int row) => starts[row];

    /// <summary>Behind its last letter, in front of the line break.</summary>
    public int EndOf(int row)
    {
        var end = row + 1 < starts.Count ? starts[row + 1] - 1 : Text.Length;
        return end > starts[row] && Text[end - 1] == '\r' ? end - 1 : end;
    }

    public int RowOf(int offset)
    {
        var found = starts.BinarySearch(offset);
        return found >= 0 ? found : ~found - 1;
    }

    public LineShape? ShapeOf(int row) => LineShape.Of(Text.AsSpan(starts[row], EndOf(row) - starts[row]));
}
