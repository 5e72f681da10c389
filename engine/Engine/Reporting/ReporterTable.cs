using System.Collections.Immutable;
using PingOneScenarios.Engine.Reporting.Html;
using PingOneScenarios.Engine.Reporting.Json;

namespace PingOneScenarios.Engine.Reporting;

/// <summary>A kind of report.</summary>
/// <param name="Name">As in <c>--report name=FILE</c>.</param>
/// <param name="Meaning">What it is, in a few words.</param>
/// <param name="Create">Begins one.</param>
public sealed record Reporter(string Name, string Meaning, Func<ReportSink, IRunReport> Create);

/// <summary>The kinds of reports.</summary>
public static class ReporterTable
{
    public static ImmutableArray<Reporter> Rows { get; } =
    [
        new("json", "everything that was told of the runs, for p1s report, p1s diff and programs", sink => new JsonReport(sink)),
        new("html", "a page to read, to mail and to print; needs no network", sink => new HtmlReport(sink)),
        new("events", "one JSON object a line, written as it happens", sink => new EventsReport(sink)),
    ];

    /// <summary>Null when there is no such kind.</summary>
    public static Reporter? Find(string name) => Rows.FirstOrDefault(r => r.Name == name);
}
