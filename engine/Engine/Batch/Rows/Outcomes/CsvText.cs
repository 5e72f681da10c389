using System.Buffers;

namespace PingOneScenarios.Engine.Batch.Rows.Outcomes;

/// <summary>Rows of cells as RFC 4180 has them, each line ended by <c>\n</c>.</summary>
internal static class CsvText
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create("\",\r\n;\t|");
    private static readonly SearchValues<char> OfNumbers = SearchValues.Create("0123456789.eE+-");

    /// <param name="text">Takes the row.</param>
    /// <param name="cells">As they are to be read back.</param>
    public static void Write(TextWriter text, IEnumerable<string> cells)
    {
        var (isFirst, count, last) = (true, 0, "");
        foreach (var cell in cells)
        {
            if (!isFirst)
                text.Write(',');
            isFirst = false;
            (count, last) = (count + 1, cell);
            WriteCell(text, cell);
        }
        // A single cell without letters would be a blank line.
        if (count == 1 && last.Length == 0)
            text.Write("\"\"");
        text.Write('\n');
    }

    /// <summary>A cell that no spreadsheet computes (trust rule 11): what begins like a formula gets an apostrophe, a plain number stays.</summary>
    public static string Shown(string cell) =>
        cell is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] && !IsNumber(cell) ? "'" + cell : cell;

    private static bool IsNumber(string cell) =>
        !cell.AsSpan().ContainsAnyExcept(OfNumbers) && double.TryParse(cell, System.Globalization.CultureInfo.InvariantCulture, out _);

    // Whoever opens the file may separate by another letter; quotes keep a cell whole, and blanks at its ends.
    private static void WriteCell(TextWriter text, string cell)
    {
        if (!cell.AsSpan().ContainsAny(NeedQuotes) && cell is not ([' ', ..] or [.., ' ']))
        {
            text.Write(cell);
            return;
        }
        text.Write('"');
        text.Write(cell.Replace("\"", "\"\"", StringComparison.Ordinal));
        text.Write('"');
    }
}
