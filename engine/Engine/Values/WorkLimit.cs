using System.Runtime.ExceptionServices;

namespace PingOneScenarios.Engine.Values;

/// <summary>
/// How long what is computed now may take (trust rule 12). Whatever loops over what others made spends of it, and now and then it looks whether
/// somebody wishes to stop, or the time is up. One for each run; not thread-safe.
/// </summary>
/// <param name="clock">Tells the time.</param>
internal sealed class WorkLimit(TimeProvider clock)
{
    /// <summary>In steps of about 0.01 to 0.1 microseconds: a look each millisecond or so.</summary>
    private const int BetweenLooks = 1 << 14;

    private long left = BetweenLooks;
    private long start;
    private TimeSpan time = Timeout.InfiniteTimeSpan;

    /// <summary>Ends what is computed.</summary>
    public CancellationToken Token { get; private set; }

    /// <summary>What is computed from now on ends when the token does.</summary>
    public void Begin(CancellationToken ct) => Begin(Timeout.InfiniteTimeSpan, ct);

    /// <summary>What is computed from now on ends when the token does, or after a time.</summary>
    public void Begin(TimeSpan most, CancellationToken ct)
    {
        (Token, time) = (ct, most);
        start = most == Timeout.InfiniteTimeSpan ? 0 : clock.GetTimestamp();
    }

    /// <exception cref="OperationCanceledException">Somebody wishes to stop.</exception>
    /// <exception cref="WorkTimedOutException">The time is up.</exception>
    public void Spend(long steps)
    {
        left -= steps;
        if (left < 0)
            Look();
    }

    /// <inheritdoc cref="Spend"/>
    public void Look()
    {
        left = BetweenLooks;
        Token.ThrowIfCancellationRequested();
        if (time != Timeout.InfiniteTimeSpan && clock.GetElapsedTime(start) > time)
            throw new WorkTimedOutException(time);
    }

    /// <summary>Does what nothing can stop from outside, on a thread that is left to its own end when somebody wishes to stop or the time is up.</summary>
    /// <param name="most">How long it may take at all.</param>
    /// <param name="work">Must touch nothing that others change, and end soon after its token does.</param>
    /// <param name="late">What to throw when it takes longer than it may at all.</param>
    /// <inheritdoc cref="Spend"/>
    public T Leaving<T>(TimeSpan most, Func<CancellationToken, T> work, Func<Exception> late)
    {
        Look();
        // Not disposed of, what is left alone still looks at it.
        var end = CancellationTokenSource.CreateLinkedTokenSource(Token);
        end.CancelAfter(Left() is { } rest && rest < most ? rest : most);
        var running = Task.Run(() => work(end.Token), CancellationToken.None);
        try
        {
            running.Wait(end.Token);
            return running.Result;
        }
        catch (OperationCanceledException)
        {
            Look();
            throw late();
        }
        catch (AggregateException e) when (e.InnerException is { } inner)
        {
            if (inner is OperationCanceledException)
            {
                Look();
                throw late();
            }
            ExceptionDispatchInfo.Throw(inner);
            throw;
        }
    }

    private TimeSpan? Left() =>
        time == Timeout.InfiniteTimeSpan ? null
        : time - clock.GetElapsedTime(start) is var rest && rest > TimeSpan.Zero ? rest
        : TimeSpan.Zero;
}

/// <summary>The time for what is computed is up.</summary>
internal sealed class WorkTimedOutException(TimeSpan time) : Exception("the time for computing is up")
{
    /// <summary>All there was.</summary>
    public TimeSpan Time => time;
}
