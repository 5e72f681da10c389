using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting.Ordering;

/// <summary>
/// Brings what several runs tell at the same time into the order they began in: the first of them is told as it happens, the others wait,
/// masked as they are, in memory for a little and in a file for more. Safe to use from several threads.
/// </summary>
/// <param name="told">Hears one run after the other.</param>
/// <param name="openSpool">A place for what waits: empty, of its own, gone when it is closed.</param>
/// <param name="mostInMemory">About how much of it may wait in memory, in bytes.</param>
internal sealed class RunOrder(IRunObserver told, Func<Stream> openSpool, long mostInMemory = 8 << 20) : IDisposable
{
    private readonly Lock turn = new();
    private readonly Queue<RunLane> lanes = new();
    private readonly EventSpool spool = new(openSpool, mostInMemory);

    /// <inheritdoc cref="IRunObserver.FollowsSteps"/>
    public bool FollowsSteps => told.FollowsSteps;

    /// <summary>Why something that waited could not be told; null when all could.</summary>
    public IOException? Failure { get; private set; }

    /// <summary>The next run begins.</summary>
    public RunLane Begin()
    {
        lock (turn)
        {
            var lane = new RunLane(this);
            lanes.Enqueue(lane);
            return lane;
        }
    }

    /// <summary>What a run tells.</summary>
    public void Observe(RunLane lane, RunEvent happened)
    {
        lock (turn)
        {
            if (ReferenceEquals(lanes.Peek(), lane))
                told.Observe(happened);
            else
                Try(() => lane.Keep(happened, spool));
        }
    }

    /// <summary>A run tells no more.</summary>
    /// <param name="lane">Of the run.</param>
    /// <param name="onTurn">Called when all it told has been heard.</param>
    public void End(RunLane lane, Action? onTurn)
    {
        lock (turn)
        {
            lane.OnTurn = onTurn;
            lane.HasEnded = true;
            if (!ReferenceEquals(lanes.Peek(), lane))
            {
                Try(() => lane.Rest(spool));
                return;
            }
            while (lanes.TryPeek(out var first) && first.HasEnded)
            {
                lanes.Dequeue();
                first.OnTurn?.Invoke();
                // The next tells what waits, and goes on as it happens.
                if (lanes.TryPeek(out var next))
                    Try(() => next.Tell(told, spool));
            }
        }
    }

    /// <summary>What still waits is not told.</summary>
    public void Dispose() => spool.Dispose();

    private void Try(Action spooling)
    {
        try
        {
            spooling();
        }
        catch (IOException e)
        {
            Failure ??= e;
        }
    }
}
