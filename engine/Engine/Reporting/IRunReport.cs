using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting;

/// <summary>A report in the making: hears runs one after the other and writes what it makes of them.</summary>
public interface IRunReport : IRunObserver
{
    /// <summary>All runs are over: writes what is still to be written. Called once, also when there was no run.</summary>
    /// <exception cref="IOException">It cannot be written; also from <see cref="IRunObserver.Observe"/>.</exception>
    void Complete();
}
