using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting.Json;

namespace PingOneScenarios.Engine.Reporting.Html;

/// <summary>The page from its first line to its last.</summary>
internal static class ReportPage
{
    private const int MostUnfolded = 20;

    public static void Write(HtmlWriter html, ReportedRuns report)
    {
        html.Own("<!doctype html>\n");
        using var page = html.In("html", null, ("lang", "en"));
        WriteHead(html, report);
        using var body = html.In("body", null, ("id", "top"));
        html.Link("steps", "To the steps", "skip");
        Toolbar.Write(html, report);
        using (html.In("main"))
        {
            var sources = PageSources.Of(report.Runs);
            var views = report.Runs.Select(run => new RunView(html, run, report.IsOne, sources)).ToList();
            SummaryPart.Write(html, report, views);
            WriteRuns(html, report, views);
            NotStartedPart.Write(html, report.NotStarted);
        }
        WriteFoot(html, report.Tool);
        html.Own("<script>");
        html.Own(PageAssets.Script);
        html.Own("</script>\n");
    }

    private static void WriteHead(HtmlWriter html, ReportedRuns report)
    {
        using var head = html.In("head");
        html.Own(
            $"""

            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{PageAssets.Policy(report.Load is not null)}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <link rel="icon" href="{Icon(report.Outcome)}">

            """
        );
        html.Element("title", $"{Words.Of(report.Outcome)}: {SummaryPart.Title(report)}");
        html.Own("<style>");
        html.Own(PageAssets.Style(report.Load is not null));
        html.Own("</style>");
    }

    // Where something went wrong nobody looks for what passed.
    private static void WriteRuns(HtmlWriter html, ReportedRuns report, List<RunView> views)
    {
        using var steps = html.In("div", null, ("id", "steps"));
        var folded = views.Exists(v => v.Run.IsWrong) || views.Count > MostUnfolded ? views.Where(v => !v.Run.IsWrong).ToList() : [];
        foreach (var view in views.Except(folded))
            RunPart.Write(view);
        if (folded.Count == 0)
            return;
        using var fold = html.In("details", "folded-runs");
        using (html.In("summary"))
            html.Element("h2", ContentsPart.Counted([.. folded.Select(v => v.Run)], report.Totals.Noun));
        foreach (var view in folded)
            RunPart.Write(view);
    }

    private static void WriteFoot(HtmlWriter html, ReportTool tool)
    {
        using var foot = html.In("footer");
        html.Element("p", $"Written by p1s {tool.Version} on {tool.Runtime}, {tool.System}. This page loads nothing and sends nothing.");
        html.Element("p", "No secret is in it: ‹name› stands where one was.");
    }

    // A dot in the colour of the outcome, so that tabs can be told apart.
    private static string Icon(Outcome outcome)
    {
        var (colour, sign) = outcome switch
        {
            Outcome.Passed => ("%2317794a", "M4.5 8.4l2.4 2.4 4.6-5"),
            Outcome.Failed => ("%23c0322b", "M5.2 5.2l5.6 5.6M10.8 5.2l-5.6 5.6"),
            Outcome.Broken or Outcome.Unknown => ("%239a4a00", "M8 4v5M8 11.4v.2"),
            _ => ("%23667080", "M5 8h6"),
        };
        return "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Ccircle cx='8' cy='8' r='8' fill='"
            + $"{colour}'/%3E%3Cpath d='{sign}' stroke='white' stroke-width='2' stroke-linecap='round' fill='none'/%3E%3C/svg%3E";
    }
}
