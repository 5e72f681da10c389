using PingOneScenarios.Cli.Display;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Cli.Pausing;

/// <summary>
/// Stops a run at its pause points. It stands before the display, because that learns of a step that did not pass before anybody is asked
/// about it, and must not hear of it twice.
/// </summary>
/// <param name="display">Shows the run.</param>
/// <param name="points">Where to stop.</param>
/// <param name="dialog">Asks.</param>
/// <param name="quit">Ends the run, and the runs behind it, in order.</param>
internal sealed class Pauser(IRunDisplay display, PausePoints points, PauseDialog dialog, CancellationTokenSource quit)
    : IStepGate,
        IRunDisplay
{
    /// <summary>What the display has been told before the run told it.</summary>
    private StepFinished? shown;
    private bool isRetried;

    // One run after the other.
    public bool IsLive => false;

    public void Observe(RunEvent happened)
    {
        switch (happened)
        {
            case StepFinished finished when finished.Step == shown?.Step:
                shown = null;
                break;
            case RetryScheduled retry when isRetried && retry.Step == shown?.Step:
                display.Observe(new StepStarted(shown.Step, shown.Method, shown.Target ?? default));
                (shown, isRetried) = (null, false);
                break;
            default:
                display.Observe(happened);
                break;
        }
    }

    public void Rest() => display.Rest();

    public void Finish() => display.Finish();

    public bool StopsBefore(ShownPlace place) => points.IsBefore(place);

    public bool StopsAfter(ShownPlace place) => points.IsAfter(place);

    public async Task<StepAnswer> AskAsync(StepPause pause, CancellationToken ct)
    {
        if (pause.Finished is { } finished && shown is null)
            display.Observe(shown = finished);
        display.Rest();
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(ct, quit.Token);
        var answer = await AnswerAsync(pause, ends.Token);
        isRetried = answer is RetryStep;
        if (answer is QuitRun)
        {
            points.End();
            await quit.CancelAsync();
        }
        return answer;
    }

    private async Task<StepAnswer> AnswerAsync(StepPause pause, CancellationToken ct)
    {
        try
        {
            return await dialog.AskAsync(pause, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return new QuitRun();
        }
    }
}
