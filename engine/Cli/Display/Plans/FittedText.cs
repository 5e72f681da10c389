using System.Text;
using Spectre.Console;

namespace PingOneScenarios.Cli.Display.Plans;

/// <summary>Text on several lines that fit a width: broken at spaces and behind the marks of an address, inside a word only when it must be.</summary>
internal static class FittedText
{
    private const int ReadableWidth = 16;
    private const string Gap = "  ";

    /// <summary>The lines, each within the width; those that go on with a line are indented below it.</summary>
    public static IEnumerable<string> Lines(string text, int width) =>
        SafeText.Lines(text).ReplaceLineEndings("\n").Replace('\t', ' ').Split('\n').SelectMany(line => LineBreaker.Break(line, width));

    /// <summary>Rows of cells in columns; a cell that is too long goes on below itself.</summary>
    /// <param name="rows">Each with as many cells.</param>
    /// <param name="widest">The most a column may take; the last one takes what is left.</param>
    /// <param name="width">Of the whole.</param>
    public static IEnumerable<string> Columns(IReadOnlyList<string[]> rows, int[] widest, int width) =>
        Rows(rows, widest, width).SelectMany(r => r);

    /// <summary>The same, the lines of each row by themselves.</summary>
    public static IEnumerable<IEnumerable<string>> Rows(IReadOnlyList<string[]> rows, int[] widest, int width)
    {
        if (rows.Count == 0)
            return [];
        var widths = widest.Select((most, i) => Math.Min(most, rows.Max(r => SafeText.Line(r[i]).GetCellWidth()))).ToArray();
        var gaps = Gap.Length * widths.Length;
        // Deep inside a narrow terminal every column gets its share.
        if (width - widths.Sum() - gaps < ReadableWidth)
            widths = [.. widths.Select(w => Math.Min(w, Math.Max(2, (width - gaps) / (widths.Length + 1))))];
        var last = Math.Max(2, width - widths.Sum() - gaps);
        return rows.Select(row =>
            Beside([.. row.Select((cell, i) => LineBreaker.Break(SafeText.Line(cell), i < widths.Length ? widths[i] : last))], widths)
        );
    }

    private static IEnumerable<string> Beside(IReadOnlyList<string>[] cells, int[] widths)
    {
        for (var line = 0; line < cells.Max(c => c.Count); line++)
        {
            var text = new StringBuilder();
            for (var i = 0; i < cells.Length; i++)
            {
                var cell = cells[i].ElementAtOrDefault(line) ?? "";
                text.Append(i < widths.Length ? CellText.Column(cell, widths[i]) + Gap : cell);
            }
            yield return text.ToString().TrimEnd();
        }
    }
}
