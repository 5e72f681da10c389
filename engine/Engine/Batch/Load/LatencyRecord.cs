using HdrHistogram;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Batch.Load;

/// <summary>How long many things took, for several threads: the histogram behind it loses records of two writers, so each waits for the other.</summary>
/// <param name="digits">How many of a time are kept; each takes ten times the memory, three take 170 KB.</param>
internal sealed class LatencyRecord(int digits = LatencyRecord.UsualDigits)
{
    public const int UsualDigits = 3;

    private readonly Lock turn = new();
    private readonly LongHistogram histogram = HistogramCode.New(digits);
    private long beyond;

    public void Add(TimeSpan time)
    {
        var nanoseconds = HistogramCode.Clamped(time);
        lock (turn)
        {
            histogram.RecordValue(nanoseconds);
            if (time > HistogramCode.Longest)
                beyond++;
        }
    }

    /// <summary>Adds what another holds; nothing may be recorded there meanwhile.</summary>
    public void Add(LatencyRecord other)
    {
        lock (turn)
        {
            histogram.Add(other.histogram);
            beyond += other.beyond;
        }
    }

    /// <summary>Adds what was measured elsewhere.</summary>
    /// <exception cref="FormatException">It holds no histogram of the same kind.</exception>
    public void Add(LatencyFigures other)
    {
        if (other.Count == 0)
            return;
        var read = HistogramCode.Read(other.Histogram, digits);
        lock (turn)
        {
            histogram.Add(read);
            beyond += other.Beyond;
        }
    }

    /// <summary>The time a share of them stays below; zero when there is none.</summary>
    public TimeSpan Percentile(double percent)
    {
        lock (turn)
            return histogram.TotalCount == 0 ? TimeSpan.Zero : HistogramCode.TimeOf(histogram.GetValueAtPercentile(percent));
    }

    /// <summary>As of now.</summary>
    public LatencyFigures Figures()
    {
        lock (turn)
            return HistogramCode.Figures(histogram, beyond);
    }

    /// <inheritdoc cref="LoadSummary.Bars"/>
    public IReadOnlyList<LatencyBar> Bars(int most)
    {
        lock (turn)
            return LatencyBars.Of(histogram, most);
    }

    /// <summary>All since it was taken last, as a line of a log has it; null when there is nothing.</summary>
    public (string Code, TimeSpan Max)? Take()
    {
        lock (turn)
        {
            if (histogram.TotalCount == 0)
                return null;
            var taken = (Convert.ToBase64String(HistogramCode.Write(histogram)), HistogramCode.TimeOf(histogram.GetMaxValue()));
            histogram.Reset();
            return taken;
        }
    }
}
