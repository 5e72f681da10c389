using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting.Html.Drawing;
using PingOneScenarios.Engine.Reporting.Json;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Reporting.Html;

/// <summary>The head of the page: how it ended, in numbers, what went wrong, what took longest.</summary>
internal static class SummaryPart
{
    private const int Slowest = 5;

    /// <summary>Of the scenario when there is one, else what became of how many.</summary>
    public static string Title(ReportedRuns report)
    {
        if (report.Load is { } load)
            return $"Load: {LoadWords.Counts(load)}";
        if (report is { Runs: [var only], NotStarted: [] })
            return only.Started.Title;
        var count = Said.Count(report.Runs.Length + report.NotStarted.Length, "scenario");
        var outcomes = report
            .Runs.GroupBy(r => r.Outcome)
            .OrderByDescending(g => g.Key)
            .Select(g => $"{Said.Number(g.Count())} {Words.Of(g.Key)}")
            .Concat(report.NotStarted.IsEmpty ? [] : [$"{Said.Number(report.NotStarted.Length)} could not begin"]);
        return report.Runs.Length + report.NotStarted.Length == 0 ? "Nothing was run" : $"{count}: {string.Join(", ", outcomes)}";
    }

    public static void Write(HtmlWriter html, ReportedRuns report, IReadOnlyList<RunView> views)
    {
        var isAlone = report is { Runs: [_], NotStarted: [], Load: null };
        using (html.In("section", "summary", ("aria-labelledby", "title")))
        {
            Badge.Write(html, report.Outcome, "large");
            html.Element("h1", Title(report), null, ("id", "title"));
            if (isAlone)
                html.Element("p", report.Runs[0].Started.Path, "path");
            if (report.Load is null)
                Bars.WriteSteps(html, report.Runs.SelectMany(r => r.Steps));
        }
        if (report.Load is { } load)
        {
            LoadPart.Write(html, load, report);
            return;
        }
        WrongPart.Write(html, report, views);
        FactList.Write(html, [.. isAlone ? FactList.Of(report.Runs[0]) : FactList.Of(report), .. FactList.Of(report.Tool)]);
        if (!isAlone)
            ContentsPart.Write(html, report);
        WriteSlowest(html, report.Runs);
    }

    private static void WriteSlowest(HtmlWriter html, ImmutableArray<ReportedRun> runs)
    {
        var steps = runs.SelectMany(r => r.Steps.Where(s => !s.IsCall && s.Outcome != Outcome.Skipped))
            .OrderByDescending(s => s.Log.Step.Duration)
            .ToList();
        if (steps.Count < 3)
            return;
        var whole = Math.Max(1, runs.Sum(r => r.Duration.TotalMilliseconds));
        var longest = Math.Max(1, steps[0].Log.Step.Duration.TotalMilliseconds);
        using var section = html.In("section", "slowest");
        html.Element("h2", "Slowest steps");
        using var list = html.In("ol", "bars");
        foreach (var step in steps.Take(Slowest))
        {
            var time = step.Log.Step.Duration;
            using var item = html.In("li");
            html.Link(step.Id, step.Label);
            Bars.Write(html, [new Bar("wait", 0, time.TotalMilliseconds / longest)]);
            html.Element("span", Said.Share(time.TotalMilliseconds / whole), "share");
            html.Element("span", DurationText.Fine(time), "time");
        }
    }
}
