using HdrHistogram;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Batch.Load;

/// <summary>A histogram as few bars: their bounds grow by the same factor, from the shortest time to the longest.</summary>
internal static class LatencyBars
{
    /// <summary>Empty when nothing was recorded.</summary>
    public static IReadOnlyList<LatencyBar> Of(LongHistogram histogram, int most)
    {
        if (histogram.TotalCount == 0)
            return [];
        var values = histogram
            .RecordedValues()
            .Select(v => (Value: (double)Math.Max(1, v.ValueIteratedTo), Count: v.CountAddedInThisIterationStep))
            .ToList();
        var (least, largest) = (values[0].Value, values[^1].Value);
        // Times that hardly differ are not drawn apart.
        var factor = Math.Max(1.05, Math.Pow(largest / least, 1.0 / most));
        var counts = new long[most];
        foreach (var (value, count) in values)
            counts[Math.Clamp((int)Math.Floor(Math.Log(value / least) / Math.Log(factor)), 0, most - 1)] += count;
        var last = Array.FindLastIndex(counts, c => c > 0);
        return [.. counts.Take(last + 1).Select((c, i) => new LatencyBar(HistogramCode.TimeOf(least * Math.Pow(factor, i + 1)), c))];
    }
}
