using PingOneScenarios.Engine.Forecasting;
using Spectre.Console;

namespace PingOneScenarios.Cli.Display.Plans;

/// <summary>Inputs in columns: name, value, where it comes from; the last one below the value where it does not fit beside it.</summary>
internal static class InputText
{
    private const int LongestValue = 200;
    private const int LongestName = 24;
    private const int Gaps = 4;

    public static IEnumerable<string> Lines(IReadOnlyCollection<ForecastInput> inputs, int width)
    {
        string[][] rows = [.. inputs.Select(i => (string[])[i.Name, Value(i), Source(i)])];
        if (rows.Length == 0)
            return [];
        var widths = Enumerable.Range(0, 3).Select(column => rows.Max(r => r[column].GetCellWidth())).ToArray();
        return widths.Sum() + Gaps <= width
            ? FittedText.Columns(rows, widths[..2], width)
            : FittedText.Columns([.. rows.SelectMany(Stacked)], [LongestName], width);
    }

    private static IEnumerable<string[]> Stacked(string[] row) =>
        [
            [row[0], row[1]],
            ["", $"← {row[2]}"],
        ];

    private static string Value(ForecastInput input) => input.Value is { } value ? CellText.Cut(SafeText.Line(value), LongestValue) : "–";

    private static string Source(ForecastInput input) =>
        SafeText.Line(input.Source + (input.To.IsEmpty ? "" : $"; may go to {string.Join(", ", input.To)} only"));
}
