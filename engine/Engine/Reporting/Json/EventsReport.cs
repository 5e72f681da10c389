using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting.Json;

/// <summary>Events as they happen, one JSON object a line (NDJSON), passed on line by line: what reads along sees whole lines.</summary>
internal sealed class EventsReport(ReportSink sink) : IRunReport
{
    private readonly JsonLine line = new();

    public void Observe(RunEvent happened)
    {
        sink.Text.Write(line.Of(json => EventShapes.Write(json, happened)));
        sink.Text.Write('\n');
        sink.Text.Flush();
    }

    public void Complete() => sink.Text.Flush();
}
