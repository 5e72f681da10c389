namespace PingOneScenarios.Engine.Events;

/// <summary>Listens to a run. Called in order, one event at a time for each run; one that throws hears nothing more.</summary>
public interface IRunObserver
{
    /// <summary>Hears one event. The run waits until it returns.</summary>
    void Observe(RunEvent happened);
}
