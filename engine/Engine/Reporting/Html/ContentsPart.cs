using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting.Html.Drawing;
using PingOneScenarios.Engine.Reporting.Json;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Reporting.Html;

/// <summary>The list of scenarios a report tells of.</summary>
internal static class ContentsPart
{
    public static void Write(HtmlWriter html, ReportedRuns report)
    {
        using var nav = html.In("nav", "contents", ("aria-labelledby", "contents"));
        html.Element("h2", report.Totals.HasManyOfOne ? "Runs" : "Scenarios", null, ("id", "contents"));
        HiddenPart.Write(html, report.Totals);
        var wrong = report.Runs.Where(r => r.IsWrong).ToList();
        if (wrong.Count + report.NotStarted.Length == 0)
        {
            WriteRows(html, report.Runs);
            return;
        }
        using (html.In("ol", "rows"))
        {
            foreach (var run in wrong)
                Write(html, run);
            for (var i = 0; i < report.NotStarted.Length; i++)
                WriteNotStarted(html, report.NotStarted[i], i);
        }
        var rest = report.Runs.Where(r => !r.IsWrong).ToList();
        if (rest.Count == 0)
            return;
        using var fold = html.In("details", "part folded-rows");
        html.Element("summary", Counted(rest, report.Totals.Noun));
        WriteRows(html, rest);
    }

    /// <summary>How many there are of runs that are not wrong: <c>49 scenarios passed (1 flaky)</c>.</summary>
    public static string Counted(IReadOnlyCollection<ReportedRun> runs, string noun)
    {
        var flaky = runs.Count(r => r.IsFlaky);
        return string.Join(
            ", ",
            runs.GroupBy(r => r.Outcome)
                .OrderBy(g => g.Key)
                .Select((g, i) => $"{(i == 0 ? Said.Count(g.Count(), noun) : Said.Number(g.Count()))} {Words.Of(g.Key)}{Flaky(g.Key)}")
        );

        string Flaky(Outcome outcome) => outcome == Outcome.Passed && flaky > 0 ? $" ({Said.Number(flaky)} flaky)" : "";
    }

    private static void WriteRows(HtmlWriter html, IEnumerable<ReportedRun> runs)
    {
        using var list = html.In("ol", "rows");
        foreach (var run in runs)
            Write(html, run);
    }

    private static void Write(HtmlWriter html, ReportedRun run)
    {
        using var item = html.In("li");
        Badge.Write(html, run.Outcome);
        WriteTitle(html, run);
        html.Element("span", run.Started.Path, "path");
        Bars.WriteSteps(html, run.Steps);
        html.Element("span", Said.Count(run.Steps.Length, "step"), "count");
        html.Element("span", DurationText.Fine(run.Duration), "time");
    }

    private static void WriteTitle(HtmlWriter html, ReportedRun run)
    {
        if (!run.IsFlaky)
        {
            html.Link(run.Id, run.Name, "title");
            return;
        }
        using var title = html.In("span", "title");
        html.Link(run.Id, run.Name);
        FlakyMark.Write(html, run);
    }

    private static void WriteNotStarted(HtmlWriter html, RunNotStarted run, int index)
    {
        using var item = html.In("li");
        Badge.Write(html, Outcome.Broken);
        html.Link(NotStartedPart.IdOf(index), RunNames.Of(run), "title");
        html.Element("span", "could not begin", "path");
    }
}
