using PingOneScenarios.Engine.Batch.Load;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Tests.Batch.Load;

/// <summary>When the runs of a load begin: to the tick, and how many there are.</summary>
public sealed class LoadScheduleTests
{
    [Theory]
    [InlineData(50, 50, 0, 2, 100)]
    [InlineData(3, 3, 0, 1, 3)]
    [InlineData(0.5, 0.5, 0, 10, 5)]
    [InlineData(1000, 1000, 0, 60, 60_000)]
    // The area below the line: 50 × 120 / 2, then 50 × 60.
    [InlineData(0, 50, 120, 120, 3000)]
    [InlineData(0, 50, 120, 180, 6000)]
    [InlineData(10, 50, 4, 4, 120)]
    [InlineData(50, 10, 4, 4, 120)]
    [InlineData(50, 10, 4, 5, 130)]
    [InlineData(20, 0, 10, 60, 100)]
    [InlineData(10, 10, 5, 6, 60)]
    public void An_open_load_begins_as_many_runs_as_its_rate_says(double from, double to, int ramp, int duration, int count)
    {
        var starts = Starts(from, to, ramp, duration);
        Assert.InRange(starts.Count, count, count + (to == 0 ? 1 : 0));
        Assert.Equal(TimeSpan.Zero, starts[0]);
        Assert.True(starts.Zip(starts.Skip(1)).All(pair => pair.First < pair.Second));
        Assert.True(starts[^1] < TimeSpan.FromSeconds(duration));
    }

    [Fact]
    public void A_rate_spaces_runs_evenly()
    {
        var starts = Starts(50, 50, 0, 2);
        Assert.All(starts.Index(), s => Assert.Equal(TimeSpan.FromMilliseconds(20 * s.Index), s.Item));
    }

    [Fact]
    public void A_rate_that_no_tick_divides_does_not_drift()
    {
        var starts = Starts(3, 3, 0, 3600);
        Assert.Equal(10_800, starts.Count);
        Assert.Equal(TimeSpan.FromSeconds(3000), starts[9000]);
    }

    [Fact]
    public void A_ramp_begins_each_run_where_the_area_below_it_is_its_number()
    {
        // From 0 to 8 a second in 4 s: t² runs by t.
        var starts = Starts(0, 8, 4, 6);
        Assert.Equal(TimeSpan.FromSeconds(1), starts[1]);
        Assert.Equal(TimeSpan.FromSeconds(2), starts[4]);
        Assert.Equal(TimeSpan.FromSeconds(3), starts[9]);
        Assert.Equal(TimeSpan.FromSeconds(4), starts[16]);
        Assert.Equal(TimeSpan.FromSeconds(4.125), starts[17]);
        Assert.Equal(32, starts.Count);
    }

    [Theory]
    [InlineData(5, 5, 0, "0-10 0-10 0-10 0-10 0-10")]
    [InlineData(0, 4, 8, "0-10 2-10 4-10 6-10")]
    [InlineData(2, 4, 8, "0-10 0-10 0-10 4-10")]
    [InlineData(4, 2, 8, "0-10 0-10 0-8 0-4")]
    [InlineData(0, 4, 40, "0-10 10-10 10-10 10-10")]
    [InlineData(3, 0, 6, "0-6 0-4 0-2")]
    public void Users_come_and_go_along_the_ramp(int from, int to, int ramp, string turns)
    {
        var schedule = Schedule(LoadModel.Closed, from, to, ramp, 10);
        var actual = Enumerable
            .Range(0, schedule.Users)
            .Select(u => schedule.TurnsOf(u))
            .Select(t => $"{t.From.TotalSeconds}-{t.To.TotalSeconds}");
        Assert.Equal(turns, string.Join(' ', actual));
    }

    private static List<TimeSpan> Starts(double from, double to, int ramp, int duration)
    {
        var schedule = Schedule(LoadModel.Open, from, to, ramp, duration);
        var starts = new List<TimeSpan>();
        while (schedule.StartOf(starts.Count) is { } start)
            starts.Add(start);
        return starts;
    }

    private static LoadSchedule Schedule(LoadModel model, double from, double to, int ramp, int duration) =>
        new(new LoadPlan(model, from, to, TimeSpan.FromSeconds(ramp), TimeSpan.FromSeconds(duration)));
}
