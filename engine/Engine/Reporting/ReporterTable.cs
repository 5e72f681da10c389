using System.Collections.Immutable;
using PingOneScenarios.Engine.Reporting.Curl;
using PingOneScenarios.Engine.Reporting.Har;
using PingOneScenarios.Engine.Reporting.Html;
using PingOneScenarios.Engine.Reporting.Json;
using PingOneScenarios.Engine.Reporting.JUnit;
using PingOneScenarios.Engine.Reporting.Markdown;

namespace PingOneScenarios.Engine.Reporting;

/// <summary>A kind of report.</summary>
/// <param name="Name">As in <c>--report name=FILE</c>.</param>
/// <param name="Meaning">What it is, in a few words.</param>
/// <param name="Create">Begins one.</param>
public sealed record Reporter(string Name, string Meaning, Func<ReportSink, IRunReport> Create)
{
    /// <summary>Whether it is read while it is written; any other is there when it is whole.</summary>
    public bool IsStreamed { get; init; }
}

/// <summary>The kinds of reports.</summary>
public static class ReporterTable
{
    /// <summary>Each kind once, in the order they are listed for people.</summary>
    public static ImmutableArray<Reporter> Rows { get; } =
    [
        new("json", "everything that was told of the runs, for p1s report, p1s diff and programs", sink => new JsonReport(sink)),
        new("html", "a page to read, to mail and to print; needs no network", sink => new HtmlReport(sink)),
        new("events", "one JSON object a line, written as it happens", sink => new EventsReport(sink)) { IsStreamed = true },
        new("junit", "JUnit XML, a test case a step, for CI systems", sink => new JUnitReport(sink)),
        new("tap", "Test Anything Protocol 14, a subtest a scenario, written as it happens", sink => new TapReport(sink))
        {
            IsStreamed = true,
        },
        new("har", "an HTTP Archive 1.2 of all exchanges, for browsers and proxies", sink => new HarReport(sink)),
        new("curl", "a shell script of the requests as sent, secrets as variables", sink => new CurlReport(sink)),
        new("markdown", "a summary fit for a pull request", sink => new MarkdownReport(sink)),
    ];

    /// <summary>Null when there is no such kind.</summary>
    public static Reporter? Find(string name) => Rows.FirstOrDefault(r => r.Name == name);
}
