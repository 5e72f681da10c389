using PingOneScenarios.Cli.Display;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting;
using PingOneScenarios.Engine.Reporting.Json;

namespace PingOneScenarios.Cli.Reports;

/// <summary>A JSON report on disk.</summary>
internal static class StoredReport
{
    /// <summary>Who ran the scenarios; null after having said why it cannot be read.</summary>
    /// <param name="terminal">Takes what is wrong.</param>
    /// <param name="path">As the user wrote it.</param>
    /// <param name="events">Takes the events.</param>
    public static ReportTool? Read(Terminal terminal, string path, ICollection<RunEvent> events) =>
        Try(terminal, path, () => ScenarioReports.Read(path, events));

    /// <summary>Its runs one by one, every one of which can be told; null after having said why it cannot be read.</summary>
    /// <param name="terminal">Takes what is wrong.</param>
    /// <param name="path">As the user wrote it.</param>
    public static ReportContent? Open(Terminal terminal, string path)
    {
        var runs = Try(terminal, path, () => ScenarioReports.Open(path));
        if (runs is null || Try(terminal, path, () => Told(runs)) is not null)
            return runs;
        runs.Dispose();
        return null;
    }

    private static ReportContent Told(ReportContent runs)
    {
        runs.Tell(_ => { });
        return runs;
    }

    private static T? Try<T>(Terminal terminal, string path, Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (IOException e)
        {
            terminal.Error.WriteLine(SafeText.Line($"p1s: {path} {e.Message}; name a report that p1s run --report json=FILE wrote"));
        }
        catch (ReportFormatException e)
        {
            terminal.Error.WriteLine(
                SafeText.Line($"p1s: {path} is no report of p1s: {e.Message}; name one that p1s run --report json=FILE wrote")
            );
        }
        return null;
    }
}
