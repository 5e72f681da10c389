using System.Text.Json;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting.Json;

/// <summary>The events of a run as JSON objects.</summary>
internal static class EventShapes
{
    private const string When = "When it was told";

    public static readonly Shape<RunStarted> RunStarted = ReportShapes.Run;

    public static readonly Shape<StepStarted> StepStarted = new Shape<StepStarted>("stepStarted", "A step begins.")
        .Moment("at", When, e => e.At)
        .Include(ReportShapes.Place, e => e.Step)
        .OptionalText("method", "Absent for a call.", e => e.Method)
        .Text("target", "The address as written, or the called file.", e => e.Target);

    public static readonly Shape<RequestSent> RequestSent = new Shape<RequestSent>(
        "requestSent",
        "A request was sent, and answered or not."
    )
        .Moment("at", When, e => e.At)
        .Include(ReportShapes.Place, e => e.Step)
        .Object("exchange", "What was sent and received.", ReportShapes.Exchange, e => e.Exchange);

    public static readonly Shape<RetryScheduled> RetryScheduled = new Shape<RetryScheduled>(
        "retryScheduled",
        "An attempt is followed by another."
    )
        .Moment("at", When, e => e.At)
        .Include(ReportShapes.Place, e => e.Step)
        .Include(ReportShapes.Retry, e => e);

    public static readonly Shape<StepFinished> StepFinished = ReportShapes.Finished;

    public static readonly Shape<RunFinished> RunFinished = new Shape<RunFinished>("runFinished", "A run is over.")
        .Moment("at", When, e => e.At)
        .Include(ReportShapes.Summary, e => e.Summary);

    public static readonly Shape<RunNotStarted> RunNotStarted = ReportShapes.NotStarted;

    /// <summary>All of them with their names.</summary>
    public static IEnumerable<(string Name, Shape Shape)> All =>
        [
            ("runStarted", RunStarted),
            ("stepStarted", StepStarted),
            ("requestSent", RequestSent),
            ("retryScheduled", RetryScheduled),
            ("stepFinished", StepFinished),
            ("runFinished", RunFinished),
            ("runNotStarted", RunNotStarted),
        ];

    /// <summary>The object of an event: its name, its run, its members.</summary>
    /// <param name="json">Takes it.</param>
    /// <param name="happened">What happened.</param>
    public static void Write(Utf8JsonWriter json, RunEvent happened)
    {
        switch (happened)
        {
            case RunStarted e:
                Write(json, "runStarted", "", RunStarted, e);
                break;
            case StepStarted e:
                Write(json, "stepStarted", happened.RunId, StepStarted, e);
                break;
            case RequestSent e:
                Write(json, "requestSent", happened.RunId, RequestSent, e);
                break;
            case RetryScheduled e:
                Write(json, "retryScheduled", happened.RunId, RetryScheduled, e);
                break;
            case StepFinished e:
                Write(json, "stepFinished", happened.RunId, StepFinished, e);
                break;
            case RunFinished e:
                Write(json, "runFinished", happened.RunId, RunFinished, e);
                break;
            case RunNotStarted e:
                Write(json, "runNotStarted", "", RunNotStarted, e);
                break;
        }
    }

    private static void Write<T>(Utf8JsonWriter json, string name, string runId, Shape<T> shape, T happened)
    {
        json.WriteStartObject();
        json.WriteString("event", name);
        if (runId.Length > 0)
            json.WriteString("runId", runId);
        shape.WriteMembers(json, happened);
        json.WriteEndObject();
    }
}
