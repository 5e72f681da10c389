namespace PingOneScenarios.Engine.Http.Pacing;

/// <summary>
/// Lets requests to one origin leave one after the other: evenly at a rate, none in a pause the origin asked for, and behind such a pause not
/// all at once. Whoever waits longest is next. Safe to use from several threads.
/// </summary>
internal sealed class Turnstile
{
    /// <summary>What a late timer is made up for, at most: a machine that stood still is no reason for a burst.</summary>
    private static readonly TimeSpan MostMadeUp = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);

    private readonly Lock turn = new();
    private readonly LinkedList<Waiter> waiting = [];
    private readonly TimeProvider clock;
    private readonly PauseRamp? ramp;
    private readonly long mostMadeUp;
    private readonly long given;
    private ITimer? timer;
    private long next;
    private long lateness;
    private long pausedUntil;

    /// <param name="clock">Time that only goes forward.</param>
    /// <param name="rate">Null lets everything leave at once while no pause is asked for.</param>
    public Turnstile(TimeProvider clock, PaceRate? rate)
    {
        this.clock = clock;
        mostMadeUp = ToTicks(MostMadeUp);
        next = pausedUntil = clock.GetTimestamp();
        given = rate is null ? 0 : (long)Math.Round(clock.TimestampFrequency / rate.PerSecond);
        ramp = rate is null ? new PauseRamp(clock.TimestampFrequency, next) : null;
    }

    /// <summary>Whether the origin has asked for a pause that is not over.</summary>
    public bool IsPaused
    {
        get
        {
            lock (turn)
                return clock.GetTimestamp() < pausedUntil;
        }
    }

    /// <summary>How long the pause still lasts that the origin asked for; zero without one.</summary>
    public TimeSpan PauseLeft
    {
        get
        {
            lock (turn)
                return clock.GetTimestamp() is var now && now < pausedUntil ? clock.GetElapsedTime(now, pausedUntil) : TimeSpan.Zero;
        }
    }

    /// <summary>Waits until a request may leave; true when it had to.</summary>
    /// <exception cref="OperationCanceledException">The wish to stop came first; whoever is behind moves up.</exception>
    public ValueTask<bool> PassAsync(CancellationToken ct)
    {
        lock (turn)
        {
            var now = clock.GetTimestamp();
            if (waiting.Count == 0 && MayPass(now))
            {
                Step(now);
                return new ValueTask<bool>(false);
            }
            ct.ThrowIfCancellationRequested();
            var waiter = new Waiter();
            var place = waiting.AddLast(waiter);
            if (waiting.Count == 1)
                Arm(now);
            return new ValueTask<bool>(WaitAsync(place, ct));
        }
    }

    /// <summary>The origin asked for a pause: nothing leaves before it is over.</summary>
    public void Pause(TimeSpan length)
    {
        if (length <= TimeSpan.Zero)
            return;
        lock (turn)
        {
            var now = clock.GetTimestamp();
            pausedUntil = Math.Max(pausedUntil, now + ToTicks(length < LongestPause ? length : LongestPause));
            next = Math.Max(next, pausedUntil);
            ramp?.Refused(pausedUntil);
            Arm(now);
        }
    }

    /// <summary>The origin answered, and asked for no pause.</summary>
    public void Answered()
    {
        lock (turn)
            ramp?.Answered();
    }

    private async Task<bool> WaitAsync(LinkedListNode<Waiter> place, CancellationToken ct)
    {
        await using var stop = ct.UnsafeRegister(
            (_, token) =>
            {
                lock (turn)
                {
                    if (place.List is not null)
                        waiting.Remove(place);
                }
                place.Value.TrySetCanceled(token);
            },
            null
        );
        await place.Value.Task;
        return true;
    }

    private bool MayPass(long now) => now >= pausedUntil && now >= next;

    // Where it was a timer that came late, the one behind is not made later for it.
    private void Step(long now)
    {
        var interval = ramp?.IntervalAt(now, pausedUntil) ?? given;
        if (now - next > lateness)
            (next, lateness) = (now, 0);
        next += interval;
    }

    private void OnTime()
    {
        lock (turn)
        {
            var now = clock.GetTimestamp();
            if (MayPass(now))
            {
                lateness = Math.Min(now - next, mostMadeUp);
                next = now - lateness;
            }
            while (waiting.First is { } first && MayPass(now))
            {
                waiting.RemoveFirst();
                Step(now);
                first.Value.TrySetResult();
            }
            Arm(now);
        }
    }

    // Timers count whole milliseconds, and one that is rounded down would come before its time.
    private void Arm(long now)
    {
        timer?.Dispose();
        timer = null;
        if (waiting.Count == 0)
            return;
        var due = clock.GetElapsedTime(now, Math.Max(now, Math.Max(next, pausedUntil)));
        timer = clock.CreateTimer(
            static me => ((Turnstile)me!).OnTime(),
            this,
            TimeSpan.FromMilliseconds(Math.Ceiling(due.TotalMilliseconds)),
            Timeout.InfiniteTimeSpan
        );
    }

    private long ToTicks(TimeSpan time) => (long)(time.TotalSeconds * clock.TimestampFrequency);

    private sealed class Waiter() : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
}
