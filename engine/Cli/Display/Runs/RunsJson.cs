using PingOneScenarios.Cli.Journals;
using PingOneScenarios.Engine.Reporting.Json;

namespace PingOneScenarios.Cli.Display.Runs;

/// <summary>Runs of a journal as JSON: a list of objects, the newest first (decisions/0025).</summary>
internal static class RunsJson
{
    private static readonly Shape<StandingRun> Run = new Shape<StandingRun>("run", "A run that was written down.")
        .Text("id", "What p1s show, resume and undo take.", r => r.Run.Id)
        .NullableText("scenario", "Its title; null when it is encrypted with a key that is not there.", r => r.Title)
        .Text("digest", "Of all files the scenario is made of.", r => r.Run.Digest)
        .Text("environment", "Its name.", r => r.Run.Environment)
        .Moment("startedAt", "When it began", r => r.Run.StartedAt)
        .Moment("changedAt", "When the last was written of it", r => r.Run.ChangedAt)
        .Choice("standing", "Stopped: it is not over, and its process is gone. Elsewhere: nobody here can see that.", r => r.Standing)
        .NullableText("outcome", "How it ended; null when it is not over.", r => r.Run.Outcome is { } outcome ? Words.Of(outcome) : null)
        .Number("stepsDone", "How many steps have ended.", r => r.Run.StepsDone)
        .Number("leftBehind", "How many things it made are still there.", r => r.Run.LeftBehind)
        .Number("inDoubt", "How many of its requests may have been carried out although no answer came.", r => r.Run.InDoubt)
        .Text("keyId", "Which key it is encrypted with.", r => r.Run.KeyId)
        .NullableText("batch", "The id of the batch it belongs to; null for none.", r => r.Run.Batch)
        .NullableText("rowId", "Which part of its batch it does: a digest; null without a batch.", r => r.Run.RowId)
        .NullableNumber("rowNumber", "Which row of its file that is, from 1; null without rows.", r => r.Run.RowNumber);

    public static string Write(IReadOnlyList<StandingRun> runs) => PrintedJson.Write(Run, runs);

    /// <summary>The JSON Schema of what <see cref="Write"/> writes.</summary>
    public static string Schema() =>
        ShapeSchema.WriteList("p1s runs", "What p1s runs --format json prints. Members may be added, none is renamed or removed.", Run);
}
