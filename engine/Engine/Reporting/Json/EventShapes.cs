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

    public static readonly Shape<DoubtSettled> DoubtSettled = ReportShapes.Settled;

    public static readonly Shape<RunResumed> RunResumed = ReportShapes.Resumption;

    public static readonly Shape<LoadFinished> LoadFinished = new Shape<LoadFinished>("loadFinished", "A load is over.")
        .Moment("at", When, e => e.At)
        .Include(LoadShapes.Load, e => e.Load);

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
            ("doubtSettled", DoubtSettled),
            ("runResumed", RunResumed),
            ("loadFinished", LoadFinished),
        ];

    /// <summary>The object of an event: its name, its run, its members.</summary>
    /// <param name="json">Takes it.</param>
    /// <param name="happened">What happened.</param>
    public static void Write(Utf8JsonWriter json, RunEvent happened)
    {
        json.WriteStartObject();
        json.WriteString("event", NameOf(happened));
        if (happened is not (Events.RunStarted or Events.RunNotStarted) && happened.RunId.Length > 0)
            json.WriteString("runId", happened.RunId);
        WriteMembers(json, happened);
        json.WriteEndObject();
    }

    /// <summary>What happened, in a word.</summary>
    public static string NameOf(RunEvent happened) =>
        happened switch
        {
            Events.RunStarted => "runStarted",
            Events.StepStarted => "stepStarted",
            Events.RequestSent => "requestSent",
            Events.RetryScheduled => "retryScheduled",
            Events.StepFinished => "stepFinished",
            Events.RunFinished => "runFinished",
            Events.RunNotStarted => "runNotStarted",
            Events.DoubtSettled => "doubtSettled",
            Events.RunResumed => "runResumed",
            Events.LoadFinished => "loadFinished",
            _ => throw new ArgumentOutOfRangeException(nameof(happened)),
        };

    /// <summary>The members of an event alone.</summary>
    public static void WriteMembers(Utf8JsonWriter json, RunEvent happened)
    {
        switch (happened)
        {
            case RunStarted e:
                RunStarted.WriteMembers(json, e);
                break;
            case StepStarted e:
                StepStarted.WriteMembers(json, e);
                break;
            case RequestSent e:
                RequestSent.WriteMembers(json, e);
                break;
            case RetryScheduled e:
                RetryScheduled.WriteMembers(json, e);
                break;
            case StepFinished e:
                StepFinished.WriteMembers(json, e);
                break;
            case RunFinished e:
                RunFinished.WriteMembers(json, e);
                break;
            case RunNotStarted e:
                RunNotStarted.WriteMembers(json, e);
                break;
            case DoubtSettled e:
                DoubtSettled.WriteMembers(json, e);
                break;
            case RunResumed e:
                RunResumed.WriteMembers(json, e);
                break;
            case LoadFinished e:
                LoadFinished.WriteMembers(json, e);
                break;
        }
    }
}
