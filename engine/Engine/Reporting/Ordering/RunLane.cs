using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting.Ordering;

/// <summary>What one of several runs tells, until it is its turn.</summary>
internal sealed class RunLane(RunOrder order) : IRunObserver, IDisposable
{
    /// <summary>What a run that is under way may keep in memory, in bytes, when there is no room for more.</summary>
    private const int Least = 16 << 10;

    private readonly List<RunEvent> recent = [];
    private SpooledEvents? spooled;
    private long weight;

    /// <inheritdoc/>
    public bool FollowsSteps => order.FollowsSteps;

    /// <summary>Whether it tells no more.</summary>
    public bool HasEnded { get; set; }

    /// <summary>Called when all it told has been heard.</summary>
    public Action? OnTurn { get; set; }

    /// <inheritdoc/>
    public void Observe(RunEvent happened) => order.Observe(this, happened);

    /// <summary>It ended.</summary>
    /// <param name="onTurn">Called when all it told has been heard.</param>
    public void End(Action onTurn) => order.End(this, onTurn);

    /// <summary>It waits for its turn.</summary>
    /// <exception cref="IOException">There is no room in memory, and the file cannot be written.</exception>
    public void Keep(RunEvent happened, EventSpool spool)
    {
        recent.Add(happened);
        var added = EventSpool.WeightOf(happened);
        weight += added;
        spool.Hold(added);
        if (weight > Least)
            Rest(spool);
    }

    /// <summary>It waits for longer.</summary>
    /// <inheritdoc cref="Keep" path="/exception"/>
    public void Rest(EventSpool spool)
    {
        if (spool.HasRoom || recent.Count == 0)
            return;
        spooled ??= spool.Begin();
        var waiting = recent.ToList();
        Forget(spool);
        spooled.Add(waiting);
    }

    /// <summary>It is its turn: tells what waits.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public void Tell(IRunObserver told, EventSpool spool)
    {
        var (before, waiting) = (spooled, recent.ToList());
        spooled = null;
        Forget(spool);
        foreach (var happened in (before?.Take() ?? []).Concat(waiting))
            told.Observe(happened);
    }

    /// <summary>It broke off, unless it ended before.</summary>
    public void Dispose()
    {
        if (!HasEnded)
            order.End(this, null);
    }

    private void Forget(EventSpool spool)
    {
        spool.LetGo(weight);
        recent.Clear();
        weight = 0;
    }
}
