namespace PingOneScenarios.Engine.Events;

/// <summary>
/// Whoever runs a scenario step by step. Asked in order, one question at a time; sees only what may be shown. While it is asked the time
/// of the run stands still.
/// </summary>
public interface IStepGate
{
    /// <summary>Whether to be asked before the step is sent. One whose <c>when</c> is not true is not asked about.</summary>
    bool StopsBefore(ShownPlace place);

    /// <summary>Whether to be asked after the step, which did not pass.</summary>
    bool StopsAfter(ShownPlace place);

    /// <summary>What to do. After <see cref="SetVariable"/> it is asked again.</summary>
    /// <param name="pause">Where the run stands.</param>
    /// <param name="ct">Ends the waiting when the run ends.</param>
    Task<StepAnswer> AskAsync(StepPause pause, CancellationToken ct);
}
