using System.Globalization;
using PingOneScenarios.Cli.Journals;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Execution.Journaling;

namespace PingOneScenarios.Cli.Undoing;

/// <summary>A run of the journal.</summary>
/// <param name="kept">What the journal has of it.</param>
/// <param name="journal">Takes what is done now.</param>
internal sealed class JournalUndo(KeptRun kept, RunJournal journal) : IUndoSource
{
    public string Scenario => GoingOn.PathOf(kept.Head, kept.Head.Path);

    public string? File => null;

    public string Name =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{kept.Head.Path}, run {kept.Listed.Id} of {kept.Listed.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC{Environment}"
        );

    public int TakenBack => GoingOn.TakenBack(kept);

    private string Environment => kept.Listed.Environment is "" or "none" ? "" : $", environment {kept.Listed.Environment}";

    public PreparedRun TakeBack(PreparedRun bound) => bound.WrittenInto(journal).ToTakeBack(kept);
}
