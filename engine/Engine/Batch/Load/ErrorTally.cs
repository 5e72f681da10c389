using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Batch.Load;

/// <summary>What went wrong in many runs, by step and cause, counted by several threads.</summary>
internal sealed class ErrorTally
{
    /// <summary>Kinds that are told apart.</summary>
    public const int Most = 100;

    private readonly Lock turn = new();
    private readonly Dictionary<(StepKey?, string Code, string What), LoadError> kinds = [];
    private long others;

    /// <param name="step">Null for the run as a whole.</param>
    /// <param name="problem">The cause.</param>
    /// <param name="count">How often.</param>
    public void Add(ShownPlace? step, MaskedDiagnostic problem, long count = 1)
    {
        var key = (step is null ? (StepKey?)null : StepKey.Of(step), problem.Code.Id, problem.What);
        lock (turn)
        {
            if (kinds.TryGetValue(key, out var kind))
                kinds[key] = kind with { Count = kind.Count + count };
            else if (kinds.Count < Most)
                kinds[key] = new LoadError(step, problem, count);
            else
                others += count;
        }
    }

    /// <summary>Adds what was counted elsewhere.</summary>
    public void Add(LoadSummary other)
    {
        foreach (var error in other.Errors)
            Add(error.Step, error.Problem, error.Count);
        others += other.OtherErrors;
    }

    /// <summary>The most frequent first, and how many are not among them.</summary>
    public (ImmutableArray<LoadError> Kinds, long Others) Counted()
    {
        lock (turn)
            return ([.. kinds.Values.OrderByDescending(k => k.Count).ThenBy(k => k.Problem.What, StringComparer.Ordinal)], others);
    }
}
