using System.Collections.Immutable;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting;
using PingOneScenarios.Engine.Reporting.Html;

namespace PingOneScenarios.Engine.Tests.Reporting.Html;

/// <summary>Runs as events tell them, with times that are always the same.</summary>
internal static class Told
{
    public static readonly DateTimeOffset Begin = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly ReportTool Tool = new("1.2.3", ".NET", "Linux, x64");

    public static string Page(params IEnumerable<RunEvent> events) => Page(Tool, events);

    public static string Page(ReportTool tool, IEnumerable<RunEvent> events)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var report = new HtmlReport(new ReportSink(text, tool) { OpenSpool = () => new MemoryStream() });
        foreach (var happened in events)
            report.Observe(happened);
        report.Complete();
        return text.ToString();
    }

    public static IHtmlDocument Parsed(string page) => new HtmlParser().ParseDocument(page);

    public static RunStarted Started(string title = "Buy a badge") =>
        Masked.Started(title, "buy.yaml", "a1b2c3d4", "staging", 3) with
        {
            At = Begin,
        };

    public static RunFinished Finished(Outcome outcome = Outcome.Passed, params ImmutableArray<SourceRecord> sources) =>
        new(
            new RunSummary
            {
                Outcome = outcome,
                Passed = 1,
                Failed = 0,
                Broken = 0,
                Skipped = 0,
                Duration = TimeSpan.FromSeconds(1),
            }
        )
        {
            At = Begin.AddSeconds(1),
            Sources = sources,
        };

    public static StepFinished Step(ShownPlace place, Outcome outcome = Outcome.Passed) =>
        new()
        {
            Step = place,
            Outcome = outcome,
            Duration = TimeSpan.FromMilliseconds(20),
            At = Begin.AddMilliseconds(20),
        };

    public static StepFinished Step(string title, Outcome outcome = Outcome.Passed) =>
        Step(Place(title), outcome) with
        {
            Method = Masked.Text("GET"),
            Target = Masked.Text("/" + title),
        };

    public static ShownPlace Place(string title) => Masked.Place(Phase.Steps, 1, 3, 0, title, title);

    public static ExchangeRecord Exchange(string address = "https://shop.example/badges") =>
        new()
        {
            At = Begin.AddMilliseconds(2),
            Method = Masked.Text("GET"),
            Address = Masked.Text(address),
            Status = 200,
            Reason = Masked.Text("OK"),
            Version = Masked.Text("1.1"),
            Duration = TimeSpan.FromMilliseconds(12),
        };

    public static SourceSpan At(string text, string marked, string path = "buy.yaml") =>
        new(new SourceText(path, text), text.IndexOf(marked, StringComparison.Ordinal), marked.Length);

    public static Diagnostic Problem(SourceSpan span) =>
        new(new DiagnosticCode("PS6003", Severity.Error, ""), span, "$.price is not as expected", "expected: 1\nactual: 2", "look at it");
}
