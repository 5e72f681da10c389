using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting.Html.Steps;

/// <summary>What was expected of an answer, side by side with what was there.</summary>
internal static class CheckTable
{
    public static void Write(RunView view, ImmutableArray<CheckRecord> checks)
    {
        if (checks.IsEmpty)
            return;
        var html = view.Html;
        var passed = checks.Count(c => c.Passed);
        using var part = html.In("details", "part checks", ("open", ""));
        using (html.In("summary"))
        {
            html.Text("Expected ");
            html.Element("small", $"{(passed == checks.Length ? "" : $"{passed} of ")}{checks.Length} as expected");
        }
        using var table = html.In("table");
        using (html.In("thead"))
        using (html.In("tr"))
        {
            foreach (var name in (string[])["Result", "What", "Expected", "Actual", "Line"])
                html.Element("th", name, null, ("scope", "col"));
        }
        using var body = html.In("tbody");
        foreach (var check in checks.OrderBy(c => c.Passed))
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
