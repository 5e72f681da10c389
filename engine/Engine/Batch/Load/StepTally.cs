using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Batch.Load;

/// <summary>What tells the steps of many runs apart: the turns of a loop are the same step.</summary>
internal readonly record struct StepKey(Phase Phase, int Depth, string For, string Id)
{
    public static StepKey Of(ShownPlace place) => new(place.Phase, place.Depth, place.For, place.Id.Length > 0 ? place.Id : place.Title);
}

/// <summary>A step of many runs as it is counted, by several threads.</summary>
/// <param name="place">As it was told first.</param>
/// <param name="order">Which of the steps was told first, from 0.</param>
internal sealed class StepTally(ShownPlace place, int order)
{
    private readonly LatencyRecord times = new();
    private long passed;
    private long failed;
    private long skipped;
    private bool isCall = true;

    public int Order => order;

    public void Add(StepFinished step)
    {
        if (step.Outcome is Outcome.Skipped or Outcome.Cancelled)
        {
            Interlocked.Increment(ref skipped);
            return;
        }
        if (step.Method is not null)
            isCall = false;
        Interlocked.Increment(ref step.Outcome == Outcome.Passed ? ref passed : ref failed);
        times.Add(step.Duration);
    }

    /// <summary>Adds what was counted elsewhere.</summary>
    /// <exception cref="FormatException">Its times cannot be read.</exception>
    public void Add(LoadStep step)
    {
        times.Add(step.Time);
        (passed, failed, skipped) = (passed + step.Passed, failed + step.Failed, skipped + step.Skipped);
        isCall &= step.IsCall;
    }

    public LoadStep Counted() =>
        new(place with { Turn = 0, Turns = 0, Path = default }, times.Figures())
        {
            IsCall = isCall,
            Passed = Interlocked.Read(ref passed),
            Failed = Interlocked.Read(ref failed),
            Skipped = Interlocked.Read(ref skipped),
        };
}
