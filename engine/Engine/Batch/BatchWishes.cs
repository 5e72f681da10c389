using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Batch;

/// <summary>How many runs are run.</summary>
internal sealed record BatchWishes
{
    /// <summary>How many at a time.</summary>
    public int Parallel { get; init; } = 1;

    /// <summary>No run begins when so many did not pass; null for never.</summary>
    public int? StopAfter { get; init; }

    /// <summary>Asked at the steps where it wants to be; null runs without a stop.</summary>
    public IStepGate? Gate { get; init; }
}
