using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Files;
using PingOneScenarios.Engine.Printing;
using PingOneScenarios.Engine.Reporting;
using PingOneScenarios.Engine.Reporting.Diffing;
using PingOneScenarios.Engine.Reporting.Json;
using PingOneScenarios.Engine.Reporting.Ordering;

namespace PingOneScenarios.Engine;

/// <summary>The files reports are written to and read from.</summary>
public static class ScenarioReports
{
    /// <inheritdoc cref="ReportFiles.Open"/>
    internal static ReportFile Open(string path, ReportWriting writing) => ReportFiles.Open(path, writing);

    /// <summary>Brings what several runs tell into the order they began in.</summary>
    /// <param name="told">Hears one run after the other.</param>
    internal static RunOrder Order(IRunObserver told) => new(told, ReportFiles.OpenSpool);

    /// <summary>The file a path leads to in the end, also when it is not there yet: two paths to one file give the same.</summary>
    internal static string PlaceOf(string path) => PackPaths.Canonical(path);

    /// <summary>What a report is written to.</summary>
    /// <param name="text">Takes the report.</param>
    /// <param name="tool">Who ran the scenarios; null for this process.</param>
    public static ReportSink SinkOf(TextWriter text, ReportTool? tool = null) =>
        new(text, tool ?? ReportTool.Own) { OpenSpool = ReportFiles.OpenSpool };

    /// <summary>Reads a JSON report back as the events it was made of; gives who ran the scenarios.</summary>
    /// <param name="path">As the user knows it.</param>
    /// <param name="events">Takes the events, in order.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="ReportFormatException">It is no report of p1s.</exception>
    internal static ReportTool Read(string path, ICollection<RunEvent> events) => new ReportReader(ReportFiles.Read(path)).Read(events.Add);

    /// <summary>The same, a run at a time.</summary>
    /// <inheritdoc cref="Read"/>
    internal static ReportContent Open(string path) => new ReportReader(ReportFiles.Read(path)).Open();

    /// <summary>What differs between two reports, ids, times and random values left aside.</summary>
    /// <param name="before">All events of the first.</param>
    /// <param name="after">All events of the second.</param>
    internal static ImmutableArray<Change> Diff(IEnumerable<RunEvent> before, IEnumerable<RunEvent> after) =>
        RunDiff.Compare(before, after);

    /// <summary>The JSON Schema of a JSON report.</summary>
    internal static string Schema() => ReportDocument.Schema();

    /// <summary>A plan as JSON, without a line break at its end.</summary>
    internal static string Plan(ForecastResult plan) => PlanShapes.Write(plan.Forecast, plan.Diagnostics);

    /// <summary>Several plans as a list in JSON, without a line break at its end.</summary>
    internal static string Plans(IEnumerable<ForecastResult> plans) => $"[\n{string.Join(",\n", plans.Select(Plan))}\n]";

    /// <summary>The JSON Schema of a plan.</summary>
    internal static string PlanSchema() => PlanShapes.Schema();
}
