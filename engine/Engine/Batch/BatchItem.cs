using PingOneScenarios.Engine.Batch.Rows;
using PingOneScenarios.Engine.Execution;

namespace PingOneScenarios.Engine.Batch;

/// <summary>One of many runs: a scenario, an environment, a row.</summary>
/// <param name="Scenario">Read and checked.</param>
/// <param name="Settings">What it is given, the cells of its row and its <see cref="RunSettings.Slot"/> among it.</param>
/// <param name="Row">Null without rows.</param>
internal sealed record BatchItem(LoadedScenario Scenario, RunSettings Settings, DataRow? Row)
{
    /// <summary>Where it stands among all.</summary>
    public Slot Slot => Settings.Slot!;
}
