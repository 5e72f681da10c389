using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Batch.Load;

/// <summary>
/// What happened in each second of a load, counted by several threads. When there are too many seconds, two parts become one: each is then
/// twice as long.
/// </summary>
internal sealed class MomentTally
{
    public const int Most = 600;

    /// <summary>Two digits of each time, so that a part takes 25 KB.</summary>
    public const int Digits = 2;

    private readonly Lock turn = new();
    private List<Part> parts = [];

    public TimeSpan Length { get; private set; } = TimeSpan.FromSeconds(1);

    public void Begin(TimeSpan at)
    {
        lock (turn)
            Of(at).Started++;
    }

    public void Drop(TimeSpan at)
    {
        lock (turn)
            Of(at).Dropped++;
    }

    public void End(TimeSpan at, TimeSpan latency, bool isWrong)
    {
        lock (turn)
        {
            var part = Of(at);
            part.Failed += isWrong ? 1 : 0;
            (part.Times ??= new LatencyRecord(Digits)).Add(latency);
        }
    }

    /// <summary>Adds what was counted elsewhere, part by part from its begin.</summary>
    /// <exception cref="FormatException">Its times cannot be read.</exception>
    public void Add(LoadSummary other)
    {
        lock (turn)
        {
            while (Length < other.MomentLength)
                Double();
            for (var i = 0; i < Math.Min(other.Moments.Length, Most); i++)
            {
                var (moment, part) = (other.Moments[i], Of(other.MomentLength * i));
                part.Started += moment.Started;
                part.Dropped += moment.Dropped;
                part.Failed += moment.Failed;
                if (moment.Latency.Count > 0)
                    (part.Times ??= new LatencyRecord(Digits)).Add(moment.Latency);
            }
        }
    }

    public ImmutableArray<LoadMoment> Counted()
    {
        lock (turn)
            return
            [
                .. parts.Select(p => new LoadMoment(
                    p.Started,
                    p.Dropped,
                    p.Failed,
                    p.Times?.Figures() ?? new LatencyFigures { Count = 0 }
                )),
            ];
    }

    private Part Of(TimeSpan at)
    {
        while ((at.Ticks < 0 ? 0 : at.Ticks) / Length.Ticks >= Most)
            Double();
        var index = (int)(Math.Max(0, at.Ticks) / Length.Ticks);
        while (parts.Count <= index)
            parts.Add(new Part());
        return parts[index];
    }

    private void Double()
    {
        Length *= 2;
        parts = [.. parts.Chunk(2).Select(Joined)];
    }

    private static Part Joined(Part[] two)
    {
        var (first, second) = (two[0], two.Length > 1 ? two[1] : new Part());
        if (first.Times is not null && second.Times is not null)
            first.Times.Add(second.Times);
        first.Times ??= second.Times;
        first.Started += second.Started;
        first.Dropped += second.Dropped;
        first.Failed += second.Failed;
        return first;
    }

    private sealed class Part
    {
        public long Started { get; set; }
        public long Dropped { get; set; }
        public long Failed { get; set; }
        public LatencyRecord? Times { get; set; }
    }
}
