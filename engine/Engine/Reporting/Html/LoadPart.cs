using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting.Html.Drawing;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Reporting.Html;

/// <summary>A load: its limits, its times as a table and as drawings, and what went wrong. It says all of it in text as well.</summary>
internal static class LoadPart
{
    /// <summary>Without a limit of failures none may be.</summary>
    public static Outcome OutcomeOf(LoadSummary load) =>
        load.Limits.Any(l => l.IsMissed) ? Outcome.Failed
        : load.IsCut ? Outcome.Cancelled
        : load.All.Failed > 0 && !load.Limits.Any(l => l.Measure == LimitMeasure.Failures) ? Outcome.Failed
        : load.All.Dropped > 0 && !load.Limits.Any(l => l.Measure == LimitMeasure.Dropped) ? Outcome.Failed
        : Outcome.Passed;

    public static void Write(HtmlWriter html, LoadSummary load, ReportedRuns report)
    {
        html.Element("p", LoadWords.Asked(load.Plan), "asked");
        if (LoadWords.Dropped(load) is { } dropped)
            html.Element("p", dropped, "asked crowded");
        if (load.IsCut)
            html.Element("p", "It was ended before its time; what is told is of the runs until then.", "asked crowded");
        FactList.Write(html, [.. FactsOf(load), .. FactList.Of(report.Tool)]);
        WriteLimits(html, load);
        LoadTable.Write(html, load);
        LoadDrawings.Write(html, load);
        WriteErrors(html, load);
        if (report.Runs.IsEmpty && report.NotStarted.IsEmpty)
            return;
        html.Element(
            "p",
            $"{Said.Count(report.Runs.Length + report.NotStarted.Length, "run")} that went wrong {(report.Runs.Length + report.NotStarted.Length == 1 ? "is" : "are")} told below, of {Said.Number(load.All.Failed)}.",
            "asked"
        );
        ContentsPart.Write(html, report);
    }

    private static IEnumerable<(string Name, string Text)> FactsOf(LoadSummary load) =>
        [
            ("Started", Said.Moment(load.Began)),
            ("Duration", DurationText.Fine(load.Elapsed)),
            ("Runs", Said.Number(load.All.Ended)),
            ("Rate", LimitText.Show(load.All.Rate, LimitUnit.PerSecond)),
            ("Failed", Said.Number(load.All.Failed)),
            ("Dropped", Said.Number(load.All.Dropped)),
            ("Put together from", load.Shards > 1 ? Said.Count(load.Shards, "shard") : ""),
        ];

    private static void WriteLimits(HtmlWriter html, LoadSummary load)
    {
        if (load.Limits.IsEmpty)
            return;
        using var section = html.In("section", "limits", ("aria-labelledby", "limits"));
        html.Element("h2", "Limits", null, ("id", "limits"));
        using var table = html.In("table", "numbers");
        LoadTable.WriteHead(html, "limit", "", "measured", "");
        using var body = html.In("tbody");
        foreach (var limit in load.Limits)
        {
            using var row = html.In("tr");
            html.Element("th", LoadWords.NameOf(limit), null, ("scope", "row"));
            html.Element("td", LoadWords.Bound(limit));
            html.Element("td", LoadWords.Measured(limit));
            using var cell = html.In("td");
            html.Element("span", limit.IsMissed ? "missed" : "kept", limit.IsMissed ? "sign failed" : "sign passed");
        }
    }

    private static void WriteErrors(HtmlWriter html, LoadSummary load)
    {
        if (load.Errors.IsEmpty)
            return;
        using var section = html.In("section", "errors", ("aria-labelledby", "errors"));
        html.Element("h2", "What went wrong", null, ("id", "errors"));
        using (html.In("ol", "kinds"))
        {
            foreach (var error in load.Errors)
            {
                using var item = html.In("li");
                html.Element("span", $"{Said.Number(error.Count)} ×", "title");
                html.Element("span", error.Step?.Title.Text ?? "the run as a whole", "title");
                html.Element("code", error.Problem.Code.Id);
                html.Element("span", error.Problem.What);
            }
        }
        if (load.OtherErrors > 0)
            html.Element("p", $"{Said.Number(load.OtherErrors)} went wrong in other ways.", "note");
    }
}
