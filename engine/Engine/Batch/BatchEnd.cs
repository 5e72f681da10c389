using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Batch;

/// <summary>How one of many runs ended.</summary>
/// <param name="Item">Which one.</param>
/// <param name="NotStarted">Why it did not begin; null for one that did.</param>
/// <param name="Result">Of its last attempt; null for one that did not begin.</param>
internal sealed record BatchEnd(BatchItem Item, RunNotStarted? NotStarted, RunResult? Result)
{
    /// <summary>Whether it is as it should be.</summary>
    public bool HasPassed => Result?.Summary is { Outcome: Outcome.Passed } or { Outcome: Outcome.Skipped, Problems.IsEmpty: true };
}
