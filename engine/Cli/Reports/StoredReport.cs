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
    public static ReportTool? Read(Terminal terminal, string path, ICollection<RunEvent> events)
    {
        try
        {
            return ScenarioReports.Read(path, events);
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
