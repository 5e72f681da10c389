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
        var totals = report.Totals;
        if (report is { IsOne: true, Runs: [var only] })
            return only.Name;
        if (totals.Runs + totals.NotStarted == 0)
            return "Nothing was run";
        var outcomes = totals
            .ByOutcome.Select(c => $"{Said.Number(c.Count)} {Words.Of(c.Outcome)}{totals.FlakyOf(c.Outcome)}")
            .Concat(totals.NotStarted == 0 ? [] : [$"{Said.Number(totals.NotStarted)} could not begin"]);
        return $"{Said.Count(totals.Runs + totals.NotStarted, totals.Noun)}: {string.Join(", ", outcomes)}";
    }

    public static void Write(HtmlWriter html, ReportedRuns report, IReadOnlyList<RunView> views)
    {
        using (html.In("section", "summary", ("aria-labelledby", "title")))
        {
            Badge.Write(html, report.Outcome, "large");
            if (report.IsOne)
                FlakyMark.Write(html, report.Runs[0]);
            html.Element("h1", Title(report), null, ("id", "title"));
            if (report.IsOne)
                html.Element("p", report.Runs[0].Started.Path, "path");
            if (report.Load is null)
                WriteBar(html, report);
        }
        if (report.Load is { } load)
        {
            LoadPart.Write(html, load, report);
            return;
        }
        MatrixPart.Write(html, report);
        WrongPart.Write(html, report, views);
        FactList.Write(html, [.. report.IsOne ? FactList.Of(report.Runs[0]) : FactList.Of(report.Totals), .. FactList.Of(report.Tool)]);
        if (!report.IsOne)
            ContentsPart.Write(html, report);
        WriteSlowest(html, report.Runs, report.Totals.HasManyOfOne);
    }

    // In the order of the steps where all are shown, else by what became of them.
    private static void WriteBar(HtmlWriter html, ReportedRuns report)
    {
        if (report.Totals.Hidden.IsEmpty)
        {
            Bars.WriteSteps(html, report.Runs.SelectMany(r => r.Steps));
            return;
        }
        var (from, all) = (0.0, Math.Max(1.0, report.Totals.Steps));
        var bars = new List<Bar>();
        foreach (var (outcome, count) in report.Totals.StepsByOutcome.Where(s => s.Count > 0))
        {
            bars.Add(new Bar(Words.Of(outcome), from, count / all));
            from += count / all;
        }
        Bars.Write(html, bars);
    }

    private static void WriteSlowest(HtmlWriter html, ImmutableArray<ReportedRun> runs, bool hasManyOfOne)
    {
        var steps = runs.SelectMany(r => r.Steps.Where(s => !s.IsCall && s.Outcome != Outcome.Skipped).Select(s => (Run: r, Step: s)))
            .OrderByDescending(s => s.Step.Log.Step.Duration)
            .ToList();
        if (steps.Count < 3)
            return;
        var whole = Math.Max(1, runs.Sum(r => r.Duration.TotalMilliseconds));
        var longest = Math.Max(1, steps[0].Step.Log.Step.Duration.TotalMilliseconds);
        using var section = html.In("section", "slowest");
        html.Element("h2", "Slowest steps");
        using var list = html.In("ol", "bars");
        foreach (var (run, step) in steps.Take(Slowest))
        {
            var time = step.Log.Step.Duration;
            using var item = html.In("li");
            html.Link(step.Id, hasManyOfOne ? $"{step.Label}, {run.Name}" : step.Label);
            Bars.Write(html, [new Bar("wait", 0, time.TotalMilliseconds / longest)]);
            html.Element("span", Said.Share(time.TotalMilliseconds / whole), "share");
            html.Element("span", DurationText.Fine(time), "time");
        }
    }
}
