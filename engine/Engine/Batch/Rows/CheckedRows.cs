using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Batch.Rows;

/// <summary>Rows that were looked at, all of them, before the first request.</summary>
/// <param name="Count">Of those that were chosen.</param>
/// <param name="Digest">SHA-256 over their cells, in lower-case hexadecimal digits; the same however the file quotes them.</param>
/// <param name="Columns">The names that occur, in the order in which they were found.</param>
internal sealed record CheckedRows(long Count, string Digest, ImmutableArray<string> Columns)
{
    private const int LongestName = 200;

    /// <summary>Those of <see cref="Columns"/> whose cells nothing may show.</summary>
    public required IReadOnlySet<string> SecretColumns { get; init; }

    /// <summary>The column that names rows; null when none does.</summary>
    public string? NameColumn { get; init; }

    /// <summary>The name of a row, one line of at most 200 letters; null when it has none.</summary>
    public string? NameOf(DataRow row)
    {
        foreach (var (column, text) in row.Cells)
        {
            if (column == NameColumn)
                return string.IsNullOrWhiteSpace(text) ? null : Bounded(text.Trim());
        }
        return null;
    }

    private static string Bounded(string text) =>
        PlainText.Line(text.Length <= LongestName ? text : string.Concat(text.AsSpan(0, LongestName - 1), "…"));
}
