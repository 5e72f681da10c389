namespace PingOneScenarios.Engine.Events;

/// <summary>Listens to a run. Called in order, one event at a time for each run; one that throws hears nothing more.</summary>
public interface IRunObserver
{
    /// <summary>
    /// Whether it does anything with a step that begins, or that passed: while nobody does, those are not told. All else is told to everybody.
    /// </summary>
    bool FollowsSteps => true;

    /// <summary>Hears one event. The run waits until it returns.</summary>
    void Observe(RunEvent happened);
}
