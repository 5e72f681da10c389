using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Batch;

namespace PingOneScenarios.Cli.Many;

/// <summary>What the runs of a command are given besides what is theirs alone.</summary>
/// <param name="Written">Writes a run down where runs are written down.</param>
internal sealed record RunDress(Func<PreparedRun, PreparedRun> Written)
{
    /// <summary>Says what was done before; null where nothing is written down.</summary>
    public BatchBook? Book { get; init; }

    /// <summary>A keyed hash of a secret cell; null leaves secret cells out.</summary>
    public Func<string, byte[]>? Hide { get; init; }

    /// <summary>What all runs share.</summary>
    public Func<RunSettings, RunSettings> Given { get; init; } = settings => settings;
}
