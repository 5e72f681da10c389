using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting.Json;

/// <summary>What is told of a run as a whole, read back.</summary>
internal static class RunReading
{
    /// <exception cref="ReportFormatException">Something is missing or of another kind, as with all of these.</exception>
    public static RunStarted Started(Node node) =>
        new(node.Stored("title"), node.Stored("path"), node.Stored("environment"), node.Count("stepCount"))
        {
            At = node.Moment("at"),
            Slot = SlotIn(node),
        };

    public static RunNotStarted NotStarted(Node node) =>
        new(node.Stored("path"), StepReading.Problems(node)) { At = node.Moment("at"), Slot = SlotIn(node) };

    public static RunSummary Summary(Node node) =>
        new()
        {
            Outcome = node.Choice<Outcome>("outcome"),
            Passed = node.Count("passed"),
            Failed = node.Count("failed"),
            Broken = node.Count("broken"),
            Skipped = node.Count("skipped"),
            // A report of an older p1s knows of no doubts.
            Unknown = node.OptionalCount("unknown") ?? 0,
            Doubts = [.. node.OptionalList("doubts").Select(Doubt)],
            Duration = node.Time("durationMs"),
            LeftBehind = node.StoredTexts("leftBehind"),
            UndoWasDue = node.Flag("undoWasDue"),
            TakesBack = node.Has("takesBack") && node.Flag("takesBack"),
            IsRunAnew = node.Has("isRunAnew") && node.Flag("isRunAnew"),
            IsFlaky = node.Has("isFlaky") && node.Flag("isFlaky"),
            Refused = node.Flag("refused"),
            Problems = StepReading.Problems(node),
        };

    public static ImmutableArray<SourceRecord> Sources(Node node) =>
        [.. node.List("sources").Select(s => new SourceRecord(s.Stored("path"), s.Stored("text")))];

    /// <summary>A report of an older p1s has none.</summary>
    public static ImmutableArray<FileDigest> Files(Node node) =>
        [.. node.OptionalList("files").Select(f => new FileDigest(f.Stored("path"), f.Stored("sha256")))];

    public static DoubtSettled Settled(Node node) =>
        new(StepReading.Place(node), Doubt(node.Object("request")), node.Choice<DoubtEnd>("end"), node.Stored("by"))
        {
            At = node.Moment("at"),
        };

    public static RunResumed Resumption(Node node) =>
        new(node.Moment("stoppedAt"), node.Has("step") ? StepReading.Place(node.Object("step")) : null, node.Stored("why"))
        {
            At = node.Moment("at"),
        };

    private static BatchSlot? SlotIn(Node node) => node.Has("slot") ? Slot(node.Object("slot")) : null;

    private static BatchSlot Slot(Node slot) =>
        new()
        {
            Index = slot.Place("index"),
            Batch = slot.OptionalStored("batch"),
            RowNumber = slot.Has("rowNumber") ? slot.Place("rowNumber") : null,
            Row = slot.OptionalStored("row"),
            Repetition = slot.OptionalCount("repetition"),
            Attempt = slot.Count("attempt"),
            IsInMatrix = slot.Has("isInMatrix") && slot.Flag("isInMatrix"),
            Shard = slot.OptionalStored("shard"),
        };

    private static DoubtfulRequest Doubt(Node doubt) =>
        new(doubt.Stored("method"), doubt.Stored("address"), doubt.Stored("step"), doubt.Stored("reason"))
        {
            Attempt = doubt.Count("attempt"),
            IsSettledAgain = doubt.Choice<Settlement>("settlement") == Settlement.Again,
        };
}
