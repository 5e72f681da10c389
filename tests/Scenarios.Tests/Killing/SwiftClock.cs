namespace PingOneScenarios.Scenarios.Tests.Killing;

/// <summary>The system's time, in which pauses pass at once, also where the clock stands now and then; what is longer than any pause never comes.</summary>
internal sealed class SwiftClock : TimeProvider
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private long skipped;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref skipped));

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Swift(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Swift(SwiftClock clock, TimerCallback callback, object? state) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime < TimeSpan.Zero || dueTime > LongestPause)
                return true;
            Interlocked.Add(ref clock.skipped, dueTime.Ticks);
            return ThreadPool.QueueUserWorkItem(_ => callback(state));
        }

        public void Dispose() { }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
