using System.Collections.Immutable;
using PingOneScenarios.Engine.Batch.Load;

namespace PingOneScenarios.Engine.Tests.Batch.Load;

/// <summary>Times in a histogram: none is lost, each is exact to three digits, and they are read back.</summary>
public sealed class LatencyRecordTests
{
    [Fact]
    public async Task Eight_writers_lose_no_record()
    {
        var record = new LatencyRecord();
        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(w =>
                    Task.Run(() =>
                    {
                        for (var i = 0; i < 200_000; i++)
                            record.Add(TimeSpan.FromTicks(10L * (1 + (i * 8 + w) % 500_000)));
                    })
                )
        );
        Assert.Equal(1_600_000, record.Figures().Count);
    }

    [Theory]
    [InlineData(0.001)]
    [InlineData(0.05)]
    [InlineData(1.234)]
    [InlineData(99.99)]
    [InlineData(1234.5)]
    [InlineData(59_999.9)]
    [InlineData(600_000)]
    public void A_time_is_exact_to_three_digits(double milliseconds)
    {
        var record = new LatencyRecord();
        record.Add(TimeSpan.FromMilliseconds(milliseconds));
        var error = Math.Abs(record.Figures().P50.TotalMilliseconds - milliseconds);
        // Below half a microsecond nothing is told apart.
        Assert.True(error <= milliseconds / 1000 + 0.0006, $"{error}");
    }

    [Fact]
    public void Percentiles_are_those_of_the_sorted_times()
    {
        var record = new LatencyRecord();
        for (var i = 1; i <= 10_000; i++)
            record.Add(TimeSpan.FromMilliseconds(i / 10.0));
        var figures = record.Figures();
        Assert.Equal(500, figures.P50.TotalMilliseconds, tolerance: 1);
        Assert.Equal(900, figures.P90.TotalMilliseconds, tolerance: 1);
        Assert.Equal(950, figures.P95.TotalMilliseconds, tolerance: 1);
        Assert.Equal(990, figures.P99.TotalMilliseconds, tolerance: 1);
        Assert.Equal(999, figures.P999.TotalMilliseconds, tolerance: 1);
        Assert.Equal(1000, figures.Max.TotalMilliseconds, tolerance: 1);
        Assert.Equal(500.05, figures.Mean.TotalMilliseconds, tolerance: 1);
    }

    [Fact]
    public void What_takes_too_long_or_no_time_is_counted()
    {
        var record = new LatencyRecord();
        record.Add(TimeSpan.FromHours(3));
        record.Add(TimeSpan.FromTicks(-5));
        record.Add(TimeSpan.Zero);
        var figures = record.Figures();
        Assert.Equal((3, 1), (figures.Count, figures.Beyond));
        Assert.Equal(TimeSpan.FromMinutes(10), figures.Max);
    }

    [Fact]
    public void Nothing_has_no_percentile()
    {
        var figures = new LatencyRecord().Figures();
        Assert.Equal((0, TimeSpan.Zero, TimeSpan.Zero), (figures.Count, figures.P50, figures.Max));
        Assert.Equal(TimeSpan.Zero, new LatencyRecord().Percentile(95));
        Assert.Empty(new LatencyRecord().Bars(60));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void What_is_packed_adds_up(int digits)
    {
        var (one, other, both) = (new LatencyRecord(digits), new LatencyRecord(digits), new LatencyRecord(digits));
        for (var i = 1; i < 3000; i++)
        {
            one.Add(TimeSpan.FromMicroseconds(i * 37));
            other.Add(TimeSpan.FromMicroseconds(i * 1111));
            both.Add(TimeSpan.FromMicroseconds(i * 37));
            both.Add(TimeSpan.FromMicroseconds(i * 1111));
        }
        var sum = new LatencyRecord(digits);
        sum.Add(one.Figures());
        sum.Add(other.Figures());
        Assert.Equal(both.Figures() with { Histogram = [] }, sum.Figures() with { Histogram = [] });
        Assert.Equal(both.Figures().Histogram, sum.Figures().Histogram);
    }

    [Fact]
    public void What_is_no_histogram_of_ours_is_refused()
    {
        var good = Recorded().Figures();
        ImmutableArray<ImmutableArray<byte>> wrong =
        [
            [],
            [1, 2, 3],
            [.. new byte[64]],
            good.Histogram[..20],
            [.. good.Histogram.Take(8), .. new byte[200]],
            good.Histogram.SetItem(3, 5),
        ];
        foreach (var histogram in wrong)
            Assert.Throws<FormatException>(() => new LatencyRecord().Add(good with { Histogram = histogram }));
        Assert.Throws<FormatException>(() => new LatencyRecord(2).Add(good));
    }

    [Fact]
    public void Damaged_bytes_are_refused_or_read_as_a_histogram()
    {
#pragma warning disable CA5394 // Chance that can be repeated.
        var random = new Random(5);
        var good = Recorded().Figures();
        for (var i = 0; i < 400; i++)
        {
            var bytes = good.Histogram.ToArray();
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            try
            {
                var record = new LatencyRecord();
                record.Add(good with { Histogram = [.. bytes] });
                _ = record.Figures();
            }
            catch (FormatException) { }
        }
#pragma warning restore CA5394
    }

    [Fact]
    public void Bars_hold_every_time()
    {
        var bars = Recorded().Bars(60);
        Assert.InRange(bars.Count, 2, 60);
        Assert.Equal(2999, bars.Sum(b => b.Count));
        Assert.True(bars.Zip(bars.Skip(1)).All(p => p.First.UpTo < p.Second.UpTo));
    }

    private static LatencyRecord Recorded()
    {
        var record = new LatencyRecord();
        for (var i = 1; i < 3000; i++)
            record.Add(TimeSpan.FromMicroseconds(i * 37));
        return record;
    }
}
