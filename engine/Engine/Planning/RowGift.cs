using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Planning;

/// <summary>What a row of a file of rows gives to inputs. It comes before all else that is given, and grants no origin (trust rule 1).</summary>
/// <param name="Cells">By the names of inputs, as text; lists and maps as JSON. Names that no scenario knows are passed over.</param>
/// <param name="Place">Where the row is written. Shows nothing of it.</param>
/// <param name="Origin">For people: "row 17 of users.csv".</param>
internal sealed record RowGift(ImmutableArray<KeyValuePair<string, string>> Cells, SourceSpan Place, string Origin)
{
    public static RowGift None { get; } = new([], new SourceText("no row", "").Beginning, "no row");

    /// <summary>Null for an input it gives nothing.</summary>
    public string? CellOf(string input)
    {
        foreach (var cell in Cells)
        {
            if (cell.Key == input)
                return cell.Value;
        }
        return null;
    }
}
