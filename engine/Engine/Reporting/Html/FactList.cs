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
            ("Requests", Requests(TrafficOf(run))),
            ("Sent, received", Sizes(TrafficOf(run))),
            ("Environment", run.Started.Environment),
            ("Row", RunNames.NumberedRow(run.Started.Slot)),
            ("Attempt", AttemptOf(run)),
            ("Shard", run.Started.Slot?.Shard ?? default),
            ("Batch", run.Started.Slot?.Batch ?? default),
            ("Started", Said.Moment(run.Started.At)),
            ("Run", run.Started.RunId),
        ];

    /// <summary>Of all runs, shown or not.</summary>
    public static IEnumerable<(string Name, string Text)> Of(PageTotals totals) =>
        [
            ("Duration", DurationText.Fine(totals.Duration)),
            ("Steps", Said.Number(totals.Steps)),
            ("Requests", Requests(totals.Traffic)),
            ("Sent, received", Sizes(totals.Traffic)),
            ("Environment", totals.Environments),
            ("Shard", totals.Shards),
            ("Begun anew", totals.Uncounted == 0 ? "" : Said.Count(totals.Uncounted, "time")),
            ("Started", totals.Started is { } started ? Said.Moment(started) : ""),
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

    private static string AttemptOf(ReportedRun run) =>
        run.Started.Slot is { Attempt: > 1 } slot ? Said.Number(slot.Attempt) + (run.IsFlaky ? ", flaky" : "") : "";

    private static TrafficCount TrafficOf(ReportedRun run) =>
        run.Steps.Aggregate(default(TrafficCount), (sum, step) => sum.With(step.Log.Exchanges));

    private static string Requests(TrafficCount traffic)
    {
        (long Count, string Word)[] counts =
        [
            (traffic.Again, "sent again"),
            (traffic.Redirected, "redirected"),
            (traffic.Unanswered, "without answer"),
        ];
        return string.Join(
            ", ",
            counts.Where(c => c.Count > 0).Select(c => $"{Said.Number(c.Count)} {c.Word}").Prepend(Said.Number(traffic.Requests))
        );
    }

    private static string Sizes(TrafficCount traffic) => $"{Said.Size(traffic.Sent)}, {Said.Size(traffic.Received)}";
}
