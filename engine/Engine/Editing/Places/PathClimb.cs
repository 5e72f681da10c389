namespace PingOneScenarios.Engine.Editing.Places;

/// <summary>Climbs from a line to the lines it belongs to, by their indentation, and collects their keys.</summary>
internal sealed class PathClimb(TextRows rows)
{
    /// <summary>Innermost first, as it is found.</summary>
    private readonly List<string> path = [];
    private readonly List<string> siblings = [];

    /// <summary>The column of the map or list that is looked for a parent of.</summary>
    private int column;

    /// <summary>Whether that is a list, whose dashes may stand below the key itself.</summary>
    private bool isList;

    /// <summary>Whether the lines met still belong to the map the climb began in.</summary>
    private bool isAtStart = true;

    /// <summary>The keys of the same map in other lines.</summary>
    public IReadOnlyList<string> Siblings => siblings;

    /// <summary>The keys that lead to the content of a line, outermost first.</summary>
    /// <param name="row">The line.</param>
    /// <param name="from">The column of its content.</param>
    /// <param name="dashes">The columns of its dashes.</param>
    public IReadOnlyList<string> Climb(int row, int from, IReadOnlyList<int> dashes)
    {
        column = from;
        Below(row);
        PushItems(dashes);
        for (var above = row - 1; above >= 0 && (column > 0 || isList); above--)
        {
            if (rows.ShapeOf(above) is { } shape)
                Meet(shape, above);
        }
        path.Reverse();
        return path;
    }

    private void Meet(LineShape shape, int row)
    {
        if (isList ? shape.Column <= column && !shape.Dashes.Contains(column) : shape.Column < column)
            EnterParent(shape, row);
        else if (!isList && shape.Column == column)
            MeetSibling(shape);
        else if (!isList && !shape.Dashes.IsEmpty && shape.Dashes[0] < column)
            PushItems(shape.Dashes);
    }

    private void EnterParent(LineShape shape, int row)
    {
        var (start, end) = (rows.StartOf(row), rows.EndOf(row));
        var open = FlowScan.Run(rows.Text, start + shape.Value, end);
        if (shape.Key is null && open.Count == 0)
            return;
        isAtStart = false;
        foreach (var level in open.Reverse())
        {
            if (!level.IsMap)
                path.Add(CursorKey.Item);
            else if (level.Key is { } key)
                path.Add(key);
        }
        if (shape.Key is { } name)
            path.Add(name);
        (column, isList) = (shape.Column, false);
        PushItems(shape.Dashes);
    }

    private void MeetSibling(LineShape shape)
    {
        if (isAtStart && shape.Key is { } key)
            siblings.Add(key);
        PushItems(shape.Dashes);
    }

    private void PushItems(IReadOnlyList<int> dashes)
    {
        for (var i = dashes.Count - 1; i >= 0; i--)
        {
            path.Add(CursorKey.Item);
            (column, isList, isAtStart) = (dashes[i], true, false);
        }
    }

    // The keys of the same map in the lines that follow.
    private void Below(int row)
    {
        for (var below = row + 1; below < rows.Count; below++)
        {
            if (rows.ShapeOf(below) is not { } shape)
                continue;
            if (shape.Column < column || !shape.Dashes.IsEmpty && shape.Dashes[0] < column)
                return;
            if (shape.Column == column && shape.Dashes.IsEmpty && shape.Key is { } key)
                siblings.Add(key);
        }
    }
}
