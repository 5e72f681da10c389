using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Diagnostics;
using Spectre.Console;

namespace PingOneScenarios.Cli.Display;

/// <summary>Scenarios as a table: drawn to the width of a live terminal, plain columns elsewhere.</summary>
internal static class CatalogTable
{
    private static readonly string[] Columns = ["file", "title", "tags", "inputs (* required)"];

    public static void Write(Terminal terminal, IReadOnlyList<CatalogEntry> entries)
    {
        var rows = entries.Select(e => Cells(e).Select(SafeText.Line).ToArray()).ToList();
        if (terminal.IsLive)
            Draw(terminal, rows);
        else
            Print(terminal, rows);
    }

    private static string[] Cells(CatalogEntry entry) =>
        entry.Diagnostics.FirstOrDefault(d => d.Severity == Severity.Error) is { } wrong
            ? [entry.Path, Wrong(entry, wrong), "", ""]
            : [entry.Path, entry.Title, string.Join(", ", entry.Tags), string.Join(", ", entry.Inputs.Select(Input))];

    private static string Wrong(CatalogEntry entry, Diagnostic wrong) =>
        wrong.Span.Source.Path == entry.Path
            ? $"wrong at {wrong.Span.Line}:{wrong.Span.Column}: {wrong.What} ({wrong.Code.Id})"
            : $"{wrong.What} ({wrong.Code.Id})";

    private static string Input(CatalogInput input) => input.Required ? input.Name + "*" : input.Name;

    private static void Draw(Terminal terminal, List<string[]> rows)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var column in Columns)
            table.AddColumn(new TableColumn(new Text(column, new Style(decoration: Decoration.Bold))));
        // Never markup: text of files would be parsed as such.
        foreach (var row in rows)
            table.AddRow(row.Select(cell => new Text(terminal.Letters.Shown(cell))));
        Screen.ConsoleOf(terminal, terminal.Output).Write(table);
    }

    private static void Print(Terminal terminal, List<string[]> rows)
    {
        var widths = Columns.Select((_, i) => rows.Append(Columns).Max(r => r[i].GetCellWidth())).ToArray();
        foreach (var row in rows.Prepend(Columns))
            terminal.Output.WriteLine(string.Join("  ", row.Select((cell, i) => CellText.Column(cell, widths[i]))).TrimEnd());
    }
}
