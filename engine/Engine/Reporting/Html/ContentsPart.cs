using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting.Html.Drawing;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Reporting.Html;

/// <summary>The list of scenarios a report tells of.</summary>
internal static class ContentsPart
{
    public static void Write(HtmlWriter html, ReportedRuns report)
    {
        using var nav = html.In("nav", "contents", ("aria-labelledby", "contents"));
        html.Element("h2", "Scenarios", null, ("id", "contents"));
        using var list = html.In("ol", "rows");
        foreach (var run in report.Runs)
        {
            using var item = html.In("li");
            Badge.Write(html, run.Outcome);
            html.Link(run.Id, run.Started.Title, "title");
            html.Element("span", run.Started.Path, "path");
            Bars.WriteSteps(html, run.Steps);
            html.Element("span", Said.Count(run.Steps.Length, "step"), "count");
            html.Element("span", DurationText.Fine(run.Duration), "time");
        }
        for (var i = 0; i < report.NotStarted.Length; i++)
        {
            using var item = html.In("li");
            Badge.Write(html, Outcome.Broken);
            html.Link(NotStartedPart.IdOf(i), report.NotStarted[i].Path, "title");
            html.Element("span", "could not begin", "path");
        }
    }
}
