using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Events;

/// <summary>Gives every event to several observers, in their order. One that throws ends neither the run nor the others: it hears nothing more.</summary>
public sealed class ObserverFanOut : IRunObserver
{
    private readonly ImmutableArray<IRunObserver> observers;
    private readonly Exception?[] reasons;

    /// <summary>Called in this order.</summary>
    public ObserverFanOut(params ImmutableArray<IRunObserver> observers)
    {
        this.observers = observers;
        reasons = new Exception?[observers.Length];
        FollowsSteps = observers.Any(o => o.FollowsSteps);
    }

    /// <summary>Those that threw; empty when all is well.</summary>
    public ImmutableArray<ObserverFailure> Failures =>
        [.. observers.Zip(reasons).Where(o => o.Second is not null).Select(o => new ObserverFailure(o.First, o.Second!))];

    /// <inheritdoc/>
    public bool FollowsSteps { get; }

    /// <inheritdoc/>
    public void Observe(RunEvent happened)
    {
        for (var i = 0; i < observers.Length; i++)
        {
            if (reasons[i] is not null)
                continue;
            try
            {
                observers[i].Observe(happened);
            }
            catch (Exception e)
            {
                reasons[i] = e;
            }
        }
    }
}

/// <summary>An observer that threw.</summary>
/// <param name="Observer">Which one.</param>
/// <param name="Reason">What it threw; may quote anything, so only its type is fit to be shown.</param>
public readonly record struct ObserverFailure(IRunObserver Observer, Exception Reason);
