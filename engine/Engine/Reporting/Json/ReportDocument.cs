using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting.Json;

/// <summary>A JSON report as a whole, for its schema: <see cref="JsonReport"/> writes it piece by piece as the runs go on.</summary>
internal static class ReportDocument
{
    private static readonly Shape<int> Root = new Shape<int>("report", "")
        .Number("format", "1.", format => format)
        .Object("tool", "Who ran the scenarios, and where.", ReportShapes.Tool, _ => ReportTool.Own)
        .List("runs", "In their order.", ReportShapes.WholeRun, _ => [])
        .List("notStarted", "The scenarios that could not begin.", ReportShapes.NotStarted, _ => [])
        .OptionalObject<LoadSummary>(
            "load",
            "All runs of a load, of which only some that went wrong are among runs; absent without one.",
            LoadShapes.Load,
            _ => null
        );

    /// <summary>The JSON Schema of a report and of its events.</summary>
    public static string Schema() =>
        ShapeSchema.Write(
            "p1s report",
            "What p1s run --report json=FILE writes. Members may be added; the format is raised when one changes its meaning. A line of --report events=FILE is an object of definitions whose name begins with \"event \".",
            Root,
            EventShapes.All
        );
}
