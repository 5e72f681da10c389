using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Cli.Display;

/// <summary>A step that has begun and not ended.</summary>
internal sealed class RunningStep(StepStarted started, TimeProvider time)
{
    private readonly long begun = time.GetTimestamp();
    private RetryScheduled? last;
    private long lastEnded;

    public StepStarted Started => started;

    public ShownPlace Place => started.Step;

    /// <summary>Whether it has lasted long enough to be looked at.</summary>
    public bool IsShown { get; set; }

    public TimeSpan Elapsed => time.GetElapsedTime(begun);

    /// <summary>Whether it waits for its next attempt.</summary>
    public bool IsPausing => Pause > TimeSpan.Zero;

    /// <summary>Which attempt it is, when the next one begins, and why there is one; null during the first.</summary>
    public string? Attempts =>
        last is null ? null
        : IsPausing ? $"attempt {last.Attempt + 1} in {DurationText.Running(Pause)} (attempt {last.Attempt}: {last.Reason})"
        : $"attempt {last.Attempt + 1} (attempt {last.Attempt}: {last.Reason})";

    private TimeSpan Pause => last is null ? TimeSpan.Zero : last.Pause - time.GetElapsedTime(lastEnded);

    public void Retry(RetryScheduled retry) => (last, lastEnded) = (retry, time.GetTimestamp());
}
