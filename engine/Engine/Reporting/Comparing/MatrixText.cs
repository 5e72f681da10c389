using System.Globalization;
using System.Text;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Reporting.Json;

namespace PingOneScenarios.Engine.Reporting.Comparing;

/// <summary>A matrix as lines of plain text.</summary>
internal static class MatrixText
{
    private const int Gap = 2;
    private const int NarrowestName = 16;
    private const int WidestColumn = 12;

    /// <summary>None is wider than asked for; environments there is no room for stand in further blocks below.</summary>
    /// <param name="matrix">What to show.</param>
    /// <param name="width">In columns of the terminal.</param>
    public static IEnumerable<string> Lines(Matrix matrix, int width)
    {
        var columns = matrix.Environments.Select((name, i) => new Column(Cut(PlainText.Line(name), WidestColumn), i)).ToList();
        var name = Math.Clamp(
            matrix.Lines.Select(l => LengthOf(PlainText.Line(l.Name))).DefaultIfEmpty(0).Max(),
            NarrowestName,
            Math.Max(NarrowestName, width / 2)
        );
        var hasDifferences = false;
        while (columns.Count > 0)
        {
            var block = Fitting(columns, width - name, matrix);
            columns.RemoveRange(0, block.Count);
            hasDifferences |= columns.Count == 0;
            foreach (var line in Block(matrix, block, name, hasDifferences ? width : 0))
                yield return Cut(line.TrimEnd(), width);
        }
        foreach (var line in Rest(matrix))
            yield return Cut(line, width);
    }

    private static List<Column> Fitting(List<Column> columns, int room, Matrix matrix)
    {
        var block = new List<Column>();
        foreach (var column in columns)
        {
            var cells = matrix.Lines.Select(l => WordOf(l.Cells[column.Index]).Length).DefaultIfEmpty(0).Max();
            var sized = column with { Width = Math.Max(LengthOf(column.Name), cells) };
            room -= sized.Width + Gap;
            if (room < 0 && block.Count > 0)
                break;
            block.Add(sized);
        }
        return block;
    }

    private static IEnumerable<string> Block(Matrix matrix, List<Column> columns, int name, int width)
    {
        yield return Row("", columns.Select(c => (c.Name, c.Width)), name);
        foreach (var line in matrix.Lines)
        {
            yield return Row(PlainText.Line(line.Name), columns.Select(c => (WordOf(line.Cells[c.Index]), c.Width)), name);
            foreach (var difference in width == 0 ? [] : line.Differences)
                yield return "  " + PlainText.Line(difference.ToString());
        }
    }

    private static string Row(string name, IEnumerable<(string Text, int Width)> cells, int width)
    {
        var row = new StringBuilder(Padded(Cut(name, width), width));
        foreach (var (text, cell) in cells)
            row.Append(' ', Gap).Append(Padded(text, cell));
        return row.ToString();
    }

    private static string WordOf(MatrixCell? cell) =>
        cell is null ? "–"
        : cell.IsFlaky ? "flaky"
        : Words.Of(cell.Outcome);

    private static IEnumerable<string> Rest(Matrix matrix)
    {
        if (matrix.LeftOut > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"{matrix.LeftOut:N0} more scenarios are not shown here");
        if (matrix.EnvironmentsLeftOut > 0)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{matrix.EnvironmentsLeftOut:N0} more environments are not shown here"
            );
    }

    private static int LengthOf(string text) => new StringInfo(text).LengthInTextElements;

    private static string Padded(string text, int width) => text + new string(' ', Math.Max(0, width - LengthOf(text)));

    private static string Cut(string text, int width)
    {
        var elements = new StringInfo(text);
        return elements.LengthInTextElements <= width || width < 2 ? text : elements.SubstringByTextElements(0, width - 1) + "…";
    }

    private readonly record struct Column(string Name, int Index)
    {
        public int Width { get; init; }
    }
}
