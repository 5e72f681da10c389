using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting.Html.Steps;

/// <summary>What was expected of an answer, side by side with what was there.</summary>
internal static class CheckTable
{
    /// <summary>Those that are as expected; what differs is said before them.</summary>
    public static void Write(RunView view, ImmutableArray<CheckRecord> checks)
    {
        var passed = checks.Where(c => c.Passed).ToList();
        if (passed.Count == 0)
            return;
        var html = view.Html;
        using var part = html.In("details", "part", ("open", passed.Count == checks.Length ? "" : null));
        using (html.In("summary"))
        {
            html.Text("Expected ");
            html.Element("small", $"{(passed.Count == checks.Length ? "" : $"{passed.Count} of ")}{checks.Length} as expected");
        }
        WriteRows(view, passed);
    }

    public static void WriteRows(RunView view, IEnumerable<CheckRecord> checks)
    {
        var html = view.Html;
        using var table = html.In("table", "checks");
        using (html.In("thead"))
        using (html.In("tr"))
        {
            foreach (var name in (string[])["Result", "What", "Expected", "Actual", "Line"])
                html.Element("th", name, null, ("scope", "col"));
        }
        using var body = html.In("tbody");
        foreach (var check in checks)
            WriteRow(view, check);
    }

    private static void WriteRow(RunView view, CheckRecord check)
    {
        var html = view.Html;
        using var row = html.In("tr", check.Passed ? null : "wrong");
        using (html.In("td", "result"))
            html.Element("span", check.Passed ? "as expected" : "differs", check.Passed ? "sign passed" : "sign failed");
        html.Element("th", check.What, null, ("scope", "row"));
        html.Element("td", check.Expected, "value");
        html.Element("td", check.Actual, "value");
        using var line = html.In("td", "line");
        view.WritePlace(check.Span, $"{check.Span.Line}");
    }
}
