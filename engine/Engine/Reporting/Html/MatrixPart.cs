using PingOneScenarios.Engine.Reporting.Comparing;
using PingOneScenarios.Engine.Reporting.Json;

namespace PingOneScenarios.Engine.Reporting.Html;

/// <summary>Scenarios by environments, and below each what some environments did differently; nothing of runs against one.</summary>
internal static class MatrixPart
{
    public static void Write(HtmlWriter html, ReportedRuns report)
    {
        if (report.Matrix is not { } matrix)
            return;
        var places = report.Runs.ToDictionary(r => (long)r.Number, r => r.Id);
        using var section = html.In("section", "matrix", ("aria-labelledby", "matrix"));
        html.Element("h2", "By environment", null, ("id", "matrix"));
        using (html.In("div", "wide", ("tabindex", "0"), ("role", "region"), ("aria-labelledby", "matrix")))
        using (html.In("table", "cells"))
        {
            WriteHead(html, matrix);
            using var body = html.In("tbody");
            foreach (var line in matrix.Lines)
                Write(html, line, places);
        }
        WriteRest(html, matrix);
    }

    private static void WriteHead(HtmlWriter html, Matrix matrix)
    {
        using var head = html.In("thead");
        using var row = html.In("tr");
        html.Element("th", "scenario", null, ("scope", "col"));
        foreach (var environment in matrix.Environments)
            html.Element("th", environment, null, ("scope", "col"));
    }

    private static void Write(HtmlWriter html, MatrixLine line, Dictionary<long, string> places)
    {
        using (html.In("tr", line.IsSame ? null : "differs"))
        {
            html.Element("th", line.Name, null, ("scope", "row"), ("title", line.Path));
            foreach (var cell in line.Cells)
                Write(html, cell, places);
        }
        if (line.Differences.IsEmpty)
            return;
        using var row = html.In("tr", "differences");
        using var all = html.In("td", null, ("colspan", $"{line.Cells.Length + 1}"));
        using var list = html.In("ul");
        foreach (var difference in line.Differences)
        {
            using var item = html.In("li");
            html.Element("b", difference.Environments);
            html.Text(": " + difference.What);
        }
    }

    private static void Write(HtmlWriter html, MatrixCell? cell, Dictionary<long, string> places)
    {
        using var data = html.In("td");
        if (cell is null)
        {
            html.Element("span", "not run", "none");
            return;
        }
        var (word, css) = cell.IsFlaky ? ("flaky", "sign flaky-sign") : (Words.Of(cell.Outcome), $"sign {Words.Of(cell.Outcome)}");
        if (places.TryGetValue(cell.Number, out var place))
            html.Link(place, word, css);
        else
            html.Element("span", word, css);
    }

    private static void WriteRest(HtmlWriter html, Matrix matrix)
    {
        string[] rest =
        [
            .. matrix.LeftOut == 0 ? Array.Empty<string>() : [Said.Count(matrix.LeftOut, "more scenario")],
            .. matrix.EnvironmentsLeftOut == 0 ? Array.Empty<string>() : [Said.Count(matrix.EnvironmentsLeftOut, "more environment")],
        ];
        if (rest.Length > 0)
            html.Element("p", $"Not in the table: {string.Join(", ", rest)}.", "note");
    }
}
