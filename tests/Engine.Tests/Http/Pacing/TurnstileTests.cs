using System.Diagnostics;
using PingOneScenarios.Engine.Http.Pacing;
using PingOneScenarios.Engine.Tests.Execution;

namespace PingOneScenarios.Engine.Tests.Http.Pacing;

/// <summary>Requests to one origin leave evenly, in their order, and none in a pause.</summary>
public sealed class TurnstileTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("10/s", 10)]
    [InlineData("600/m", 10)]
    [InlineData("0.5/s", 0.5)]
    [InlineData("1/h", 1 / 3600.0)]
    [InlineData("10000/s", 10_000)]
    [InlineData("7200/h", 2)]
    public void Rates_are_read(string text, double perSecond)
    {
        Assert.True(PaceRate.TryParse(text, out var rate));
        Assert.Equal(perSecond, rate.PerSecond, 9);
    }

    [Theory]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("/s")]
    [InlineData("10/")]
    [InlineData("10/d")]
    [InlineData("0/s")]
    [InlineData("-1/s")]
    [InlineData("1e3/s")]
    [InlineData("10001/s")]
    [InlineData("0.5/h")]
    [InlineData("NaN/s")]
    [InlineData("1,000/s")]
    [InlineData("10/s ")]
    [InlineData("10 /s")]
    public void What_is_no_rate_is_none(string text) => Assert.False(PaceRate.TryParse(text, out _));

    [Fact]
    public async Task Ten_a_second_leave_each_tenth_of_a_second_and_never_ten_at_once()
    {
        var clock = new HandClock();
        var turnstile = new Turnstile(clock, new PaceRate(10));
        var waits = Enumerable.Range(0, 21).Select(_ => turnstile.PassAsync(Stop).AsTask()).ToList();
        for (var passed = 0; passed < 20; passed++)
        {
            await Eventually(waits, passed + 1);
            clock.Pass(TimeSpan.FromMilliseconds(60));
            await Eventually(waits, passed + 1);
            clock.Pass(TimeSpan.FromMilliseconds(40));
        }
        await Eventually(waits, 21);
    }

    [Fact]
    public async Task Nothing_is_saved_up_while_nobody_sends()
    {
        var clock = new HandClock();
        var turnstile = new Turnstile(clock, new PaceRate(10));
        Assert.False(await turnstile.PassAsync(Stop));
        clock.Pass(TimeSpan.FromMinutes(1));
        var waits = Enumerable.Range(0, 5).Select(_ => turnstile.PassAsync(Stop).AsTask()).ToList();
        await Eventually(waits, 1);
        clock.Pass(TimeSpan.FromMilliseconds(100));
        await Eventually(waits, 2);
    }

    [Fact]
    public async Task A_machine_that_stood_still_makes_no_burst()
    {
        var clock = new HandClock();
        var turnstile = new Turnstile(clock, new PaceRate(100));
        var waits = Enumerable.Range(0, 100).Select(_ => turnstile.PassAsync(Stop).AsTask()).ToList();
        clock.Pass(TimeSpan.FromSeconds(30));
        await Eventually(waits, 7);
    }

    [Fact]
    public async Task Whoever_waits_longest_is_next_and_whoever_leaves_takes_no_turn()
    {
        var clock = new HandClock();
        var turnstile = new Turnstile(clock, new PaceRate(1));
        await turnstile.PassAsync(Stop);
        using var wish = new CancellationTokenSource();
        var first = turnstile.PassAsync(wish.Token).AsTask();
        var second = turnstile.PassAsync(Stop).AsTask();
        var third = turnstile.PassAsync(Stop).AsTask();
        await wish.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        clock.Pass(TimeSpan.FromSeconds(1));
        Assert.True(await second);
        Assert.False(third.IsCompleted);
        clock.Pass(TimeSpan.FromSeconds(1));
        Assert.True(await third);
    }

    [Fact]
    public async Task A_wish_to_stop_that_came_before_takes_no_place()
    {
        var clock = new HandClock();
        var turnstile = new Turnstile(clock, new PaceRate(1));
        await turnstile.PassAsync(Stop);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await turnstile.PassAsync(new CancellationToken(true)));
        clock.Pass(TimeSpan.FromSeconds(1));
        Assert.False(await turnstile.PassAsync(Stop));
    }

    [Fact]
    public async Task In_a_pause_nothing_leaves_and_behind_it_not_all_at_once()
    {
        var clock = new HandClock();
        var turnstile = new Turnstile(clock, null);
        for (var i = 0; i < 50; i++)
        {
            Assert.False(await turnstile.PassAsync(Stop));
            turnstile.Answered();
        }
        turnstile.Pause(TimeSpan.FromSeconds(1));
        Assert.True(turnstile.IsPaused);
        var waits = Enumerable.Range(0, 64).Select(_ => turnstile.PassAsync(Stop).AsTask()).ToList();
        clock.Pass(TimeSpan.FromMilliseconds(999));
        await Eventually(waits, 0);
        clock.Pass(TimeSpan.FromMilliseconds(1));
        await Eventually(waits, 1);
        // Fifty in a second were answered, so one goes each fiftieth of a second.
        for (var passed = 2; passed < 10; passed++)
        {
            clock.Pass(TimeSpan.FromMilliseconds(20));
            await Eventually(waits, passed);
        }
    }

    [Fact]
    public async Task A_pause_that_comes_while_others_wait_holds_for_them_and_a_shorter_one_ends_none()
    {
        var clock = new HandClock();
        var turnstile = new Turnstile(clock, new PaceRate(10));
        var waits = Enumerable.Range(0, 3).Select(_ => turnstile.PassAsync(Stop).AsTask()).ToList();
        turnstile.Pause(TimeSpan.FromSeconds(60));
        turnstile.Pause(TimeSpan.FromSeconds(1));
        turnstile.Pause(TimeSpan.Zero);
        turnstile.Pause(TimeSpan.FromSeconds(-5));
        clock.Pass(TimeSpan.FromSeconds(59.9));
        await Eventually(waits, 1);
        clock.Pass(TimeSpan.FromSeconds(0.1));
        await Eventually(waits, 2);
        clock.Pass(TimeSpan.FromSeconds(0.1));
        await Eventually(waits, 3);
    }

    [Fact]
    public async Task What_goes_well_for_long_is_slowed_down_no_more()
    {
        var clock = new HandClock();
        var turnstile = new Turnstile(clock, null);
        await turnstile.PassAsync(Stop);
        turnstile.Pause(TimeSpan.FromSeconds(100));
        clock.Pass(TimeSpan.FromSeconds(100));
        await turnstile.PassAsync(Stop);
        Assert.False(turnstile.PassAsync(Stop).AsTask().IsCompleted);
        clock.Pass(TimeSpan.FromSeconds(300));
        for (var i = 0; i < 100; i++)
            Assert.True(turnstile.PassAsync(Stop).AsTask().IsCompleted);
    }

    [Fact]
    public async Task A_pause_of_a_thousand_years_ends_with_the_wish_to_stop()
    {
        var turnstile = new Turnstile(TimeProvider.System, null);
        turnstile.Pause(TimeSpan.MaxValue);
        using var wish = new CancellationTokenSource(50);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await turnstile.PassAsync(wish.Token));
    }

    [Theory]
    [InlineData(100, 4)]
    [InlineData(1000, 64)]
    [InlineData(2000, 1)]
    [InlineData(5000, 64)]
    [InlineData(10_000, 64)]
    public async Task The_rate_is_met(int rate, int senders)
    {
        var turnstile = new Turnstile(TimeProvider.System, new PaceRate(rate));
        var (count, start) = (0, Stopwatch.GetTimestamp());
        var length = TimeSpan.FromSeconds(1);
        await Task.WhenAll(
            Enumerable
                .Range(0, senders)
                .Select(_ =>
                    Task.Run(
                        async () =>
                        {
                            while (Stopwatch.GetElapsedTime(start) < length)
                            {
                                await turnstile.PassAsync(Stop);
                                if (Stopwatch.GetElapsedTime(start) < length)
                                    Interlocked.Increment(ref count);
                            }
                        },
                        Stop
                    )
                )
        );
        TestContext.Current.SendDiagnosticMessage($"{rate}/s by {senders}: {count} in a second");
        // Never more; how much less a busy machine makes of it is for the benchmark to say.
        Assert.InRange(count, rate * 0.5, rate * 1.02 + 1);
    }

    private static async Task Eventually(List<Task<bool>> waits, int passed)
    {
        for (var i = 0; i < 200 && waits.Count(w => w.IsCompleted) < passed; i++)
            await Task.Delay(1, Stop);
        Assert.Equal(passed, waits.Count(w => w.IsCompleted));
    }
}
