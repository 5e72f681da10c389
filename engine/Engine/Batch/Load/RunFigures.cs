using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Batch.Load;

/// <summary>How many runs there were and how long they took, counted by several threads.</summary>
/// <param name="times">Of those that ended.</param>
internal sealed class RunFigures(LatencyRecord times)
{
    private long intended;
    private long dropped;
    private long ended;
    private long failed;

    public LatencyRecord Times => times;

    public long Ended => Interlocked.Read(ref ended);

    public long Failed => Interlocked.Read(ref failed);

    public long Dropped => Interlocked.Read(ref dropped);

    public void Begin() => Interlocked.Increment(ref intended);

    public void Drop()
    {
        Interlocked.Increment(ref intended);
        Interlocked.Increment(ref dropped);
    }

    public void End(TimeSpan latency, bool isWrong)
    {
        times.Add(latency);
        Interlocked.Increment(ref ended);
        if (isWrong)
            Interlocked.Increment(ref failed);
    }

    /// <summary>A run could not begin, so that it took no time.</summary>
    public void Fail()
    {
        Interlocked.Increment(ref ended);
        Interlocked.Increment(ref failed);
    }

    /// <summary>Adds what was counted elsewhere.</summary>
    /// <exception cref="FormatException">Its times cannot be read.</exception>
    public void Add(LoadFigures other)
    {
        times.Add(other.Latency);
        (intended, dropped) = (intended + other.Intended, dropped + other.Dropped);
        (ended, failed) = (ended + other.Ended, failed + other.Failed);
    }

    /// <param name="time">In which they ended.</param>
    public LoadFigures Counted(TimeSpan time) => Counted(time > TimeSpan.Zero ? Ended / time.TotalSeconds : 0);

    /// <param name="rate">How many ended in a second.</param>
    public LoadFigures Counted(double rate) =>
        new()
        {
            Intended = Interlocked.Read(ref intended),
            Dropped = Dropped,
            Ended = Ended,
            Failed = Failed,
            Rate = rate,
            Latency = times.Figures(),
        };
}
