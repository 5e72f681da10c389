using System.Collections.Concurrent;
using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Batch.Load;

/// <summary>The steps of many runs; no more than so many, so that they take a bounded memory.</summary>
internal sealed class StepTallies
{
    /// <summary>The histogram of each takes 170 KB; steps beyond them are counted in no row.</summary>
    public const int Most = 200;

    private readonly ConcurrentDictionary<StepKey, StepTally> steps = new();

    /// <summary>Null for one that is not counted.</summary>
    public StepTally? Of(ShownPlace place)
    {
        var key = StepKey.Of(place);
        if (steps.TryGetValue(key, out var step))
            return step;
        return steps.Count < Most ? steps.GetOrAdd(key, _ => new StepTally(place, steps.Count)) : null;
    }

    /// <summary>In the order they were told first.</summary>
    public ImmutableArray<LoadStep> Counted() => [.. steps.Values.OrderBy(s => s.Order).Select(s => s.Counted())];
}
