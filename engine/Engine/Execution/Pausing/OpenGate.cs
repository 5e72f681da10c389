using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Execution.Pausing;

/// <summary>The gate of a run that nobody runs step by step: it never stops, and answers at once.</summary>
internal sealed class OpenGate : IStepGate
{
    private static readonly StepAnswer GoOn = new GoOn();

    public static OpenGate Instance { get; } = new();

    public bool StopsBefore(ShownPlace place) => false;

    public bool StopsAfter(ShownPlace place) => false;

    public Task<StepAnswer> AskAsync(StepPause pause, CancellationToken ct) => Task.FromResult(GoOn);
}
