using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting;

namespace PingOneScenarios.Cli.Reports;

/// <summary>All reports of one command.</summary>
internal sealed class ReportSet : IRunObserver, IDisposable
{
    private readonly ImmutableArray<OpenReport> reports;

    /// <inheritdoc cref="OpenReport(WantedReport, ArtefactScan, ReportTool)"/>
    public ReportSet(ImmutableArray<WantedReport> wanted, ArtefactScan scan, ReportTool? tool = null) =>
        reports = [.. wanted.Select(w => new OpenReport(w, scan, tool))];

    /// <summary>Why nothing may be run, a line for each report that stands in the way.</summary>
    public IEnumerable<string> Refusals => reports.Select(r => r.Refusal).OfType<string>();

    public bool FollowsSteps => !reports.IsEmpty;

    public void Observe(RunEvent happened)
    {
        foreach (var report in reports)
            report.Observe(happened);
    }

    /// <summary>Writes what is still to be written; gives the reports that could not be.</summary>
    public IReadOnlyList<ReportFailure> Complete()
    {
        foreach (var report in reports)
            report.Complete();
        return [.. reports.Select(r => r.Failure).OfType<ReportFailure>()];
    }

    public void Dispose()
    {
        foreach (var report in reports)
            report.Dispose();
    }
}
