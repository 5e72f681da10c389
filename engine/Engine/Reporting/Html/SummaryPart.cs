using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting.Html.Drawing;
using PingOneScenarios.Engine.Reporting.Json;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Reporting.Html;

/// <summary>The head of the page: how it ended, in numbers, what went wrong, what took longest.</summary>
internal static class SummaryPart
{
    private const int Slowest = 5;
    private const int MostWrong = 50;
    private const int LongestValue = 80;

    /// <summary>Of the scenario when there is one, else what became of how many.</summary>
    public static string Title(ReportedRuns report)
    {
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

    public static void Write(HtmlWriter html, ReportedRuns report)
    {
        var isAlone = report is { Runs: [_], NotStarted: [] };
        using (html.In("section", "summary", ("aria-labelledby", "title")))
        {
            Badge.Write(html, report.Outcome, "large");
            html.Element("h1", Title(report), null, ("id", "title"));
            if (isAlone)
                html.Element("p", report.Runs[0].Started.Path, "path");
            Bars.WriteSteps(html, report.Runs.SelectMany(r => r.Steps));
            FactList.Write(html, [.. isAlone ? FactList.Of(report.Runs[0]) : FactList.Of(report), .. FactList.Of(report.Tool)]);
        }
        if (!isAlone)
            ContentsPart.Write(html, report);
        WriteWrong(html, report.Runs);
        WriteSlowest(html, report.Runs);
    }

    private static void WriteWrong(HtmlWriter html, ImmutableArray<ReportedRun> runs)
    {
        var wrong = runs.SelectMany(r => r.Wrong.Select(s => (Run: r, Step: s))).ToList();
        if (wrong.Count == 0)
            return;
        using var section = html.In("section", "wrong-steps");
        html.Element("h2", "What went wrong");
        if (wrong.Count > MostWrong)
            html.Element("p", $"The first {MostWrong} of {Said.Count(wrong.Count, "step")}; the others are marked below.", "note");
        using var list = html.In("ol", "cards");
        foreach (var (run, step) in wrong.Take(MostWrong))
        {
            using var card = html.In("li", $"card {Words.Of(step.Outcome)}");
            Badge.Write(html, step.Outcome);
            html.Link(step.Id, step.Label, "title");
            html.Element("span", runs.Length == 1 ? $"step {step.Number}" : $"step {step.Number} of {run.Started.Title}", "of");
            WriteReasons(html, step);
        }
    }

    // What was expected and what was there says more than that they differ.
    private static void WriteReasons(HtmlWriter html, StepNode step)
    {
        var wrong = step.Log.Step.Checks.Where(c => !c.Passed).ToList();
        foreach (var check in wrong)
        {
            using var reason = html.In("p", "what");
            html.Element("code", check.What);
            html.Text(" expected ");
            html.Element("code", Cut(check.Expected));
            html.Text(", was ");
            html.Element("code", Cut(check.Actual));
        }
        foreach (var problem in step.Log.Step.Problems.Where(p => !wrong.Exists(c => IsSameLine(c.Span, p.Span))))
            html.Element("p", problem.What, "what");
    }

    private static bool IsSameLine(ShownLine one, SourceSpan other) => one.Path == other.Source.Path && one.Line == other.Line;

    private static string Cut(string text) => text.Length <= LongestValue ? text : text[..LongestValue] + "…";

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
