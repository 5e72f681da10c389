using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Batch;

/// <summary>How one of many runs ended.</summary>
/// <param name="Item">Which one.</param>
/// <param name="NotStarted">Why it did not begin; null for one that did, and one that was not run now.</param>
/// <param name="Result">Of its last attempt; null for one that did not begin, and one that was not run now.</param>
internal sealed record BatchEnd(BatchItem Item, RunNotStarted? NotStarted, RunResult? Result)
{
    /// <summary>Whether it is as it should be; what was not run now is nothing to stop for.</summary>
    public bool HasPassed =>
        Item.Standing is not null || Result?.Summary is { Outcome: Outcome.Passed } or { Outcome: Outcome.Skipped, Problems.IsEmpty: true };

    /// <summary>Of the scenario, as the user knows it; empty for one that was not run now.</summary>
    public string Path { get; init; } = "";

    /// <summary>The name of its environment; empty for one that was not run now.</summary>
    public string Environment { get; init; } = "";
}
