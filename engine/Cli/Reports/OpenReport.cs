using PingOneScenarios.Cli.Display;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Files;
using PingOneScenarios.Engine.Reporting;

namespace PingOneScenarios.Cli.Reports;

/// <summary>A report that is being written. That it cannot be written breaks no run: it hears no more from then on, and says so at the end.</summary>
internal sealed class OpenReport : IRunObserver, IDisposable
{
    private readonly WantedReport wanted;
    private ReportFile? file;
    private IRunReport? report;

    /// <param name="wanted">What was asked for.</param>
    /// <param name="scan">Watches what is written of the runs.</param>
    /// <param name="tool">Who ran the scenarios; null for this process.</param>
    public OpenReport(WantedReport wanted, ArtefactScan scan, ReportTool? tool)
    {
        this.wanted = wanted;
        Try(() =>
        {
            file = ScenarioReports.Open(wanted.Path, wanted.Writing);
            var watched = scan.Watch($"the report {wanted.Path}", file.Text);
            report = wanted.Reporter.Create(ScenarioReports.SinkOf(watched, tool));
        });
    }

    /// <summary>Why nothing may be run that is to be written there; null when all is well.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Why it could not be written; null when it could.</summary>
    public ReportFailure? Failure { get; private set; }

    public void Observe(RunEvent happened)
    {
        if (Failure is null)
            Try(() => report?.Observe(happened));
    }

    /// <summary>Writes what is still to be written, and closes the file.</summary>
    public void Complete()
    {
        if (Failure is null)
            Try(() =>
            {
                report?.Complete();
                (report as IDisposable)?.Dispose();
                file?.Commit();
            });
        Dispose();
    }

    public void Dispose() =>
        Try(() =>
        {
            var (open, made) = (file, report as IDisposable);
            (file, report) = (null, null);
            using (open)
                made?.Dispose();
        });

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (ReportRefusedException e)
        {
            Refusal = $"the report {wanted.Reporter.Name}={SafeText.Line(wanted.Path)} {e.Why}; name another file";
            Fail(e.Why);
        }
        catch (IOException)
        {
            Fail("look at its folder, at its permissions, and whether the disk is full");
        }
        catch (Exception e)
        {
            Fail($"its writer failed ({e.GetType().Name}), which is a fault of p1s, please report it");
        }
    }

    private void Fail(string why) =>
        Failure ??= new ReportFailure(
            $"the report {wanted.Reporter.Name}={SafeText.Line(wanted.Path)} could not be written; {why}",
            Counts: !wanted.IsAutomatic
        );
}
