namespace PingOneScenarios.Engine.Tests.Execution;

/// <summary>Time that passes when the test says so.</summary>
internal sealed class HandClock : TimeProvider
{
    private readonly Lock turn = new();
    private readonly List<(TimeSpan Due, TimerCallback Callback, object? State)> timers = [];
    private TimeSpan passed;
    private TaskCompletionSource? awaited;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        var now = passed.Ticks;
        Interlocked.Exchange(ref awaited, null)?.SetResult();
        return now;
    }

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero) + passed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (turn)
        {
            if (dueTime != Timeout.InfiniteTimeSpan)
                timers.Add((passed + dueTime, callback, state));
        }
        return new Kept();
    }

    /// <summary>Ends as soon as somebody has looked at the clock.</summary>
    public Task NextLook() => (awaited = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Pass(TimeSpan time)
    {
        List<(TimeSpan Due, TimerCallback Callback, object? State)> due;
        lock (turn)
        {
            passed += time;
            due = timers.FindAll(t => t.Due <= passed);
            timers.RemoveAll(t => t.Due <= passed);
        }
        foreach (var (_, callback, state) in due)
            callback(state);
    }

    private sealed class Kept : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() { }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
