using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting;

namespace PingOneScenarios.Engine.Tests.Reporting;

/// <summary>The text a report makes of events.</summary>
internal static class ReportText
{
    public static readonly ReportTool Tool = new("1.2.3", ".NET 10", "Linux, x64");

    public static string Of(string kind, IEnumerable<RunEvent> events)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var report = ReporterTable.Find(kind)!.Create(new ReportSink(text, Tool) { OpenSpool = () => new MemoryStream() });
        foreach (var happened in events)
            report.Observe(happened);
        report.Complete();
        return text.ToString();
    }
}
