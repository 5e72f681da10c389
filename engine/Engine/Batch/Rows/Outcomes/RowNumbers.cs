using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Batch.Rows.Outcomes;

/// <summary>The numbers of rows in a file that was written when rows failed.</summary>
internal static class RowNumbers
{
    /// <summary>The column they stand in.</summary>
    public const string Column = "row";

    /// <summary>The rows, or null after having said why there are none.</summary>
    /// <param name="wish">The file.</param>
    /// <param name="problems">Takes what is wrong.</param>
    /// <param name="ct">Ends the reading.</param>
    public static async Task<RowSelection?> ReadAsync(RowWish wish, DiagnosticBag problems, CancellationToken ct)
    {
        using var file = await RowFile.OpenAsync(wish, problems, ct);
        if (file is null)
            return null;
        try
        {
            return Read(file);
        }
        catch (DiagnosticException e)
        {
            problems.Add(e.Diagnostic);
            return null;
        }
    }

    private static RowSelection Read(RowFile file)
    {
        var numbers = new List<(long, long)>();
        foreach (var row in file.Read())
        {
            var cell = row.Cells.FirstOrDefault(c => c.Key == Column).Value;
            var number = cell is null ? null : RowSelection.Number(cell);
            if (number is null)
                throw file.Problems.Malformed(
                    row.Line,
                    1,
                    "no number of a row stands here",
                    $"a file that chooses rows has their numbers, from 1, in the column \"{Column}\"",
                    "name the file that was written for rows that failed, or write their numbers: 1,5,7-9"
                );
            numbers.Add((number.Value, number.Value));
        }
        return numbers.Count > 0
            ? RowSelection.Of(numbers)
            : throw file.Problems.Unreadable(
                1,
                1,
                "the file chooses no row",
                "nothing would be run",
                "name one that holds numbers of rows"
            );
    }
}
