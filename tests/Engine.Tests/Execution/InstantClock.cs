namespace PingOneScenarios.Engine.Tests.Execution;

/// <summary>Time that only passes while something waits for it, and then at once: a pause of an hour takes no time at all.</summary>
internal sealed class InstantClock : TimeProvider
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private long passed;

    /// <summary>Every pause that was waited for, in order.</summary>
    public List<TimeSpan> Pauses { get; } = [];

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref passed);

    public override DateTimeOffset GetUtcNow() => Begin + TimeSpan.FromTicks(Interlocked.Read(ref passed));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime == Timeout.InfiniteTimeSpan)
            return new Inert();
        Pauses.Add(dueTime);
        Interlocked.Add(ref passed, dueTime.Ticks);
        ThreadPool.QueueUserWorkItem(_ => callback(state));
        return new Inert();
    }

    private sealed class Inert : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() { }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
