using Microsoft.Extensions.Time.Testing;
using PingOneScenarios.Engine.Execution.Pausing;

namespace PingOneScenarios.Engine.Tests.Execution;

/// <summary>The clock of a run that stands still while a person is asked.</summary>
public sealed class PausableClockTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider real = new();

    [Fact]
    public async Task What_passes_while_it_stands_is_not_measured()
    {
        var clock = new PausableClock(real);
        var start = clock.GetTimestamp();
        real.Advance(Minute);
        var within = await clock.StandAsync(() =>
        {
            real.Advance(60 * Minute);
            return Task.FromResult(clock.GetElapsedTime(start));
        });
        real.Advance(Minute);
        Assert.Equal((Minute, 2 * Minute), (within, clock.GetElapsedTime(start)));
        Assert.Equal(real.GetUtcNow(), clock.GetUtcNow());
    }

    [Fact]
    public async Task A_timer_goes_on_where_it_stood()
    {
        var clock = new PausableClock(real);
        using var limit = new CancellationTokenSource(5 * Minute, clock);
        real.Advance(3 * Minute);
        await Stand(clock, 60 * Minute);
        real.Advance(Minute);
        await Stand(clock, 60 * Minute);
        real.Advance(Minute - TimeSpan.FromMilliseconds(1));
        Assert.False(limit.IsCancellationRequested);
        real.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(limit.IsCancellationRequested);
    }

    [Fact]
    public async Task A_timer_set_while_it_stands_begins_when_it_goes()
    {
        var clock = new PausableClock(real);
        using var limit = await clock.StandAsync(() =>
        {
            var set = new CancellationTokenSource(Minute, clock);
            real.Advance(60 * Minute);
            return Task.FromResult(set);
        });
        Assert.False(limit.IsCancellationRequested);
        real.Advance(Minute);
        Assert.True(limit.IsCancellationRequested);
    }

    [Fact]
    public async Task A_timer_fires_once_or_at_its_period_and_never_when_it_is_gone()
    {
        var clock = new PausableClock(real);
        var fired = new List<string>();
        await using var once = clock.CreateTimer(_ => fired.Add("once"), null, Minute, Timeout.InfiniteTimeSpan);
        await using var often = clock.CreateTimer(_ => fired.Add("often"), null, Minute, 2 * Minute);
        var gone = clock.CreateTimer(_ => fired.Add("gone"), null, 2 * Minute, Minute);
        real.Advance(Minute);
        await gone.DisposeAsync();
        await Stand(clock, 60 * Minute);
        real.Advance(2 * Minute);
        Assert.Equal(["often", "often", "once"], fired.Order());
    }

    private Task<bool> Stand(PausableClock clock, TimeSpan time) =>
        clock.StandAsync(() =>
        {
            real.Advance(time);
            return Task.FromResult(true);
        });
}
