using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Reporting.Html;

/// <summary>A run, or several, in numbers.</summary>
internal static class FactList
{
    public static void Write(HtmlWriter html, IEnumerable<(string Name, string Text)> facts)
    {
        using var list = html.In("dl", "facts");
        foreach (var (name, text) in facts.Where(f => f.Text.Length > 0))
        {
            using var fact = html.In("div");
            html.Element("dt", name);
            html.Element("dd", text);
        }
    }

    public static IEnumerable<(string Name, string Text)> Of(ReportedRun run) =>
        [
            ("Steps", Steps(run)),
            ("Duration", run.Finished is null ? "" : DurationText.Fine(run.Duration)),
            ("Resumed", ResumedPart.Told(run)),
            ("Requests", Requests([run])),
            ("Sent, received", Sizes([run])),
            ("Environment", run.Started.Environment),
            ("Started", Said.Moment(run.Started.At)),
            ("Run", run.Started.RunId),
        ];

    public static IEnumerable<(string Name, string Text)> Of(ReportedRuns report) =>
        [
            ("Duration", DurationText.Fine(report.Runs.Aggregate(TimeSpan.Zero, (sum, r) => sum + r.Duration))),
            ("Steps", Said.Number(report.Runs.Sum(r => r.Steps.Length))),
            ("Requests", Requests(report.Runs)),
            ("Sent, received", Sizes(report.Runs)),
            ("Environment", string.Join(", ", report.Runs.Select(r => r.Started.Environment).Distinct())),
            ("Started", report.Runs.IsEmpty ? "" : Said.Moment(report.Runs.Min(r => r.Started.At))),
        ];

    /// <summary>Who ran them.</summary>
    public static IEnumerable<(string Name, string Text)> Of(ReportTool tool) =>
        [("p1s", $"{tool.Version} on {tool.Runtime}"), ("System", tool.System)];

    private static string Steps(ReportedRun run)
    {
        if (run.Finished is not { Summary: var summary })
            return $"{Said.Count(run.Steps.Length, "step")}; how it ended was never told";
        return string.Join(", ", SummaryCounts.Of(summary).Select(c => $"{Said.Number(c.Count)} {c.Word}").DefaultIfEmpty("none"));
    }

    private static string Requests(IEnumerable<ReportedRun> runs)
    {
        var steps = runs.SelectMany(r => r.Steps).ToList();
        var exchanges = steps.SelectMany(s => s.Log.Exchanges).ToList();
        (int Count, string Word)[] counts =
        [
            (exchanges.Count(e => e.Attempt > 1 && e.Hop == 0), "sent again"),
            (exchanges.Count(e => e.Hop > 0), "redirected"),
            (exchanges.Count(e => e.Status is null), "without answer"),
        ];
        return string.Join(
            ", ",
            counts.Where(c => c.Count > 0).Select(c => $"{Said.Number(c.Count)} {c.Word}").Prepend(Said.Number(exchanges.Count))
        );
    }

    private static string Sizes(IEnumerable<ReportedRun> runs)
    {
        var exchanges = runs.SelectMany(r => r.Steps).SelectMany(s => s.Log.Exchanges).ToList();
        return $"{Said.Size(exchanges.Sum(e => e.RequestSize))}, {Said.Size(exchanges.Sum(e => e.AnswerSize))}";
    }
}
