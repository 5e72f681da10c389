using PingOneScenarios.Engine;

namespace PingOneScenarios.Cli.Undoing;

/// <summary>A run that is over and that the command line names: in a report, or in a journal.</summary>
internal interface IUndoSource
{
    /// <summary>Of its scenario, as the run knew it.</summary>
    string Scenario { get; }

    /// <summary>What it is read from, where no report may be written; null for what is no file.</summary>
    string? File { get; }

    /// <summary>Which run it is, in a line.</summary>
    string Name { get; }

    /// <summary>How much of it was taken back already.</summary>
    int TakenBack { get; }

    /// <summary>The run that takes back what is left of it.</summary>
    /// <param name="bound">Its scenario, bound by the operator.</param>
    PreparedRun TakeBack(PreparedRun bound);
}
