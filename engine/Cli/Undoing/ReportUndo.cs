using System.Globalization;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Execution.Undoing;

namespace PingOneScenarios.Cli.Undoing;

/// <summary>A run of a JSON report.</summary>
/// <param name="path">Of the report.</param>
/// <param name="told">The run.</param>
/// <param name="acceptsChanges">Whether files that have changed since will do.</param>
internal sealed class ReportUndo(string path, ToldRun told, bool acceptsChanges) : IUndoSource
{
    public string Scenario => told.Started.Path;

    public string File => path;

    public string Name =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{told.Started.Path}, run {told.Started.RunId} of {told.Started.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC{Environment}"
        );

    public int TakenBack => told.TakenBack;

    private string Environment => told.Started.Environment.Text is "" or "none" ? "" : $", environment {told.Started.Environment}";

    public PreparedRun TakeBack(PreparedRun bound) => bound.ToTakeBack(told, acceptsChanges);
}
