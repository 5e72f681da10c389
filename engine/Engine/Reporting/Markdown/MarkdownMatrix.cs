using System.Globalization;
using System.Text;
using PingOneScenarios.Engine.Reporting.Comparing;

namespace PingOneScenarios.Engine.Reporting.Markdown;

/// <summary>Scenarios by environments as a table, and what differs below it.</summary>
internal static class MarkdownMatrix
{
    /// <param name="to">Takes it.</param>
    /// <param name="matrix">Null writes nothing.</param>
    public static void Write(TextWriter to, Matrix? matrix)
    {
        if (matrix is null)
            return;
        var rows = new BoundedText(64 << 10);
        var differences = new BoundedText(32 << 10);
        foreach (var line in matrix.Lines)
        {
            rows.Add($"| {MarkdownText.Line(line.Name)} |{string.Concat(line.Cells.Select(c => $" {Of(c)} |"))}\n");
            if (!line.Differences.IsEmpty)
                differences.Add(DifferencesOf(line));
        }
        to.Write("### By environment\n\n| scenario |");
        to.Write(string.Concat(matrix.Environments.Select(e => $" {MarkdownText.Line(e)} |")));
        to.Write(
            $"\n| --- |{string.Concat(matrix.Environments.Select(_ => " --- |"))}\n{rows}\n{Rest(matrix.LeftOut + rows.LeftOut, "scenario")}"
        );
        to.Write(Rest(matrix.EnvironmentsLeftOut, "environment"));
        if (!differences.IsEmpty)
            to.Write($"{differences}\n{Rest(differences.LeftOut, "scenario that differs", "scenarios that differ")}");
    }

    private static string DifferencesOf(MatrixLine line)
    {
        var text = new StringBuilder($"- {MarkdownText.Line(line.Name)}\n");
        foreach (var difference in line.Differences)
            text.Append("  - ").Append(MarkdownText.Line(difference.ToString())).Append('\n');
        return text.ToString();
    }

    private static string Of(MatrixCell? cell) => cell is null ? "–" : MarkdownReport.Mark(cell.Outcome, cell.IsFlaky);

    private static string Rest(long count, string one, string? many = null) =>
        count == 0
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"… and {count:N0} more {(count == 1 ? one : many ?? one + "s")}.\n\n");
}
