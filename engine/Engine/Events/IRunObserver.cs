namespace PingOneScenarios.Engine.Events;

/// <summary>Listens to a run. Called in order, one event at a time for each run; must not throw.</summary>
public interface IRunObserver
{
    void On(RunEvent happened);
}

/// <summary>Gives every event to several observers, in their order.</summary>
public sealed class ObserverFanOut(IReadOnlyList<IRunObserver> observers) : IRunObserver
{
    public void On(RunEvent happened)
    {
        foreach (var observer in observers)
            observer.On(happened);
    }
}
