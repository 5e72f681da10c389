using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Batch.Rows.Outcomes;

/// <summary>What became of a row in one scenario.</summary>
/// <param name="Row">The row.</param>
/// <param name="Name">Null when it has none.</param>
/// <param name="Outcome">Of its run; <see cref="Outcome.Broken"/> for one that was refused.</param>
/// <param name="RunId">Null when there was no run.</param>
/// <param name="Outputs">Of the scenario; empty when it did not pass.</param>
internal sealed record RowOutcome(DataRow Row, string? Name, Outcome Outcome, string? RunId, ImmutableArray<RunOutput> Outputs)
{
    /// <summary>Its path; empty where only one is run.</summary>
    public string Scenario { get; init; } = "";

    /// <summary>Empty where only one is run in.</summary>
    public string Environment { get; init; } = "";

    /// <summary>Whether the row is to be run again.</summary>
    public bool Failed => Outcome is not (Outcome.Passed or Outcome.Skipped);
}
