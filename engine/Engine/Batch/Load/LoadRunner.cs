using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Batch.Load;

/// <summary>Begins one run of a load.</summary>
/// <param name="number">From 0; one that found no room has a number too.</param>
/// <param name="intended">When it was to begin.</param>
/// <param name="ct">Ends it in order.</param>
internal delegate Task LoadStart(long number, DateTimeOffset intended, CancellationToken ct);

/// <summary>Begins the runs of a load when their time has come, and waits for those under way at the end.</summary>
/// <param name="schedule">When that is.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class LoadRunner(LoadSchedule schedule, TimeProvider clock)
{
    /// <summary>A timer knows nothing shorter.</summary>
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);

    private readonly long begun = clock.GetTimestamp();
    private readonly DateTimeOffset at = clock.GetUtcNow();
    private readonly TaskCompletionSource allEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? fault;
    private int running;
    private long numbers;

    /// <summary>When the load began.</summary>
    public DateTimeOffset Began => at;

    /// <summary>How many runs are under way.</summary>
    public int Running => Volatile.Read(ref running);

    /// <summary>How long ago the load began.</summary>
    public TimeSpan Elapsed => clock.GetElapsedTime(begun);

    /// <summary>Whether the load came to its end by itself is told by <paramref name="ct"/>. To be called once.</summary>
    /// <param name="start">Begins a run; what it throws ends the load.</param>
    /// <param name="drop">Hears of a run that found no room.</param>
    /// <param name="ct">Begins no further run; those under way end in order.</param>
    public async Task RunAsync(LoadStart start, Action<DateTimeOffset> drop, CancellationToken ct)
    {
        if (schedule.Plan.Model == LoadModel.Open)
            await OpenAsync(start, drop, ct);
        else
            await Task.WhenAll(
                Enumerable.Range(0, schedule.Users).Select(user => Task.Run(() => UserAsync(user, start, ct), CancellationToken.None))
            );
        if (fault is not null)
            throw new InvalidOperationException("a run of a load did not end in order", fault);
    }

    private async Task OpenAsync(LoadStart start, Action<DateTimeOffset> drop, CancellationToken ct)
    {
        // One for the loop itself, so that the last run to end is not the last while others may begin.
        var open = 1;
        for (var number = 0L; schedule.StartOf(number) is { } offset; number++)
        {
            if (!await WaitAsync(offset, ct) || Volatile.Read(ref fault) is not null)
                break;
            if (Running >= schedule.MostRunning)
            {
                drop(at + offset);
                continue;
            }
            Interlocked.Increment(ref running);
            Interlocked.Increment(ref open);
            var (next, intended) = (number, at + offset);
            _ = Task.Run(() => RunOneAsync(next, intended), CancellationToken.None);
        }
        Leave();
        await allEnded.Task;

        async Task RunOneAsync(long number, DateTimeOffset intended)
        {
            await GuardedAsync(start, number, intended, ct);
            Interlocked.Decrement(ref running);
            Leave();
        }

        void Leave()
        {
            if (Interlocked.Decrement(ref open) == 0)
                allEnded.SetResult();
        }
    }

    private async Task UserAsync(int user, LoadStart start, CancellationToken ct)
    {
        var (from, to) = schedule.TurnsOf(user);
        if (from >= to || !await WaitAsync(from, ct))
            return;
        while (Elapsed is var now && now < to && !ct.IsCancellationRequested && Volatile.Read(ref fault) is null)
        {
            Interlocked.Increment(ref running);
            await GuardedAsync(start, Interlocked.Increment(ref numbers) - 1, at + now, ct);
            Interlocked.Decrement(ref running);
        }
    }

#pragma warning disable CA1031 // Whatever a run throws ends the load, and is thrown when the others have ended.
    private async Task GuardedAsync(LoadStart start, long number, DateTimeOffset intended, CancellationToken ct)
    {
        try
        {
            await start(number, intended, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested) { }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref fault, e, null);
        }
    }
#pragma warning restore CA1031

    // False when the load is ended meanwhile.
    private async Task<bool> WaitAsync(TimeSpan offset, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var rest = offset - Elapsed;
            if (rest <= TimeSpan.Zero)
                return true;
            try
            {
                await Task.Delay(rest > ShortestWait ? rest : ShortestWait, clock, ct);
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }
        return false;
    }
}
