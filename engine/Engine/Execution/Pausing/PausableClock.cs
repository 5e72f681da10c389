namespace PingOneScenarios.Engine.Execution.Pausing;

/// <summary>
/// A clock that stands still while a person is asked: what is measured on it, budgets, timeouts and durations, leaves that time out. The
/// time of day goes on, because servers and tokens do not wait.
/// </summary>
internal sealed class PausableClock(TimeProvider real) : TimeProvider
{
    private readonly TimeProvider real = real;
    private readonly Lock turn = new();
    private readonly HashSet<PausableTimer> timers = [];

    /// <summary>How long it stood, as timestamps count.</summary>
    private long stood;

    /// <summary>The real timestamp since when it stands; null while it goes.</summary>
    private long? since;

    public override TimeZoneInfo LocalTimeZone => real.LocalTimeZone;

    public override long TimestampFrequency => real.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => real.GetUtcNow();

    public override long GetTimestamp()
    {
        lock (turn)
            return (since ?? real.GetTimestamp()) - stood;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new PausableTimer(this, callback, state);
        lock (turn)
            timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Stands until what is asked has its answer.</summary>
    public async Task<T> StandAsync<T>(Func<Task<T>> ask)
    {
        Stop();
        try
        {
            return await ask();
        }
        finally
        {
            Go();
        }
    }

    private void Stop()
    {
        lock (turn)
        {
            foreach (var timer in timers)
                timer.Stop();
            since = real.GetTimestamp();
        }
    }

    private void Go()
    {
        lock (turn)
        {
            stood += real.GetTimestamp() - since!.Value;
            since = null;
            foreach (var timer in timers)
                timer.Go();
        }
    }

    private sealed class PausableTimer : ITimer
    {
        private readonly PausableClock clock;
        private readonly TimerCallback callback;
        private readonly object? state;
        private readonly ITimer timer;
        private TimeSpan left = Timeout.InfiniteTimeSpan;
        private TimeSpan period = Timeout.InfiniteTimeSpan;
        private long countedFrom;

        public PausableTimer(PausableClock clock, TimerCallback callback, object? state)
        {
            (this.clock, this.callback, this.state) = (clock, callback, state);
            timer = clock.real.CreateTimer(static t => ((PausableTimer)t!).Fire(), this, left, period);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.turn)
            {
                (left, this.period, countedFrom) = (dueTime, period, clock.GetTimestamp());
                return clock.since is not null || timer.Change(dueTime, period);
            }
        }

        public void Stop()
        {
            timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            if (left == Timeout.InfiniteTimeSpan)
                return;
            var rest = left - clock.GetElapsedTime(countedFrom);
            left = rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
        }

        public void Go()
        {
            countedFrom = clock.GetTimestamp();
            timer.Change(left, period);
        }

        public void Dispose()
        {
            lock (clock.turn)
                clock.timers.Remove(this);
            timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Fire()
        {
            lock (clock.turn)
                (left, countedFrom) = (period, clock.GetTimestamp());
            callback(state);
        }
    }
}
