using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using PingOneScenarios.Engine.Batch.Load;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Tests.Batch.Load;

/// <summary>A load on a clock of its own.</summary>
public sealed class LoadRunnerTests
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider clock = new(Begin);
    private readonly ConcurrentDictionary<long, DateTimeOffset> started = new();
    private readonly ConcurrentBag<DateTimeOffset> dropped = [];
    private CancellationToken stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_open_load_begins_its_runs_at_their_times_whatever_became_of_those_before()
    {
        var load = Run(Open(10, TimeSpan.FromSeconds(3)), (_, ct) => Task.Delay(TimeSpan.FromSeconds(12), clock, ct));
        await AdvanceAsync(load, TimeSpan.FromSeconds(20));
        Assert.Equal(30, started.Count);
        Assert.All(started, s => Assert.Equal(Begin.AddMilliseconds(100 * s.Key), s.Value));
        Assert.Empty(dropped);
    }

    [Fact]
    public async Task A_start_that_finds_no_room_is_dropped_and_not_delayed()
    {
        var load = Run(
            Open(10, TimeSpan.FromSeconds(3)) with
            {
                MostRunning = 5,
            },
            (_, ct) => Task.Delay(TimeSpan.FromSeconds(1), clock, ct)
        );
        await AdvanceAsync(load, TimeSpan.FromSeconds(5));
        Assert.Equal(30, started.Count + dropped.Count);
        Assert.InRange(started.Count, 13, 16);
        Assert.All(started, s => Assert.Equal(Begin.AddMilliseconds(100 * s.Key), s.Value));
        var all = started.Values.Concat(dropped).Order();
        Assert.Equal(Enumerable.Range(0, 30).Select(i => Begin.AddMilliseconds(100 * i)), all);
    }

    [Fact]
    public async Task A_closed_load_has_so_many_at_a_time_until_the_time_is_up()
    {
        var (running, most) = (0, 0);
        var load = Run(
            new LoadPlan(LoadModel.Closed, 4, 4, TimeSpan.Zero, TimeSpan.FromSeconds(10)),
            async (_, ct) =>
            {
                var now = Interlocked.Increment(ref running);
                most = Math.Max(most, now);
                await Task.Delay(TimeSpan.FromSeconds(3), clock, ct);
                Interlocked.Decrement(ref running);
            }
        );
        await AdvanceAsync(load, TimeSpan.FromSeconds(20));
        Assert.Equal(4, most);
        // At 0, 3, 6 and 9 s; the last ones end at 12 s.
        Assert.InRange(started.Count, 13, 16);
        Assert.All(started.Values, s => Assert.True(s < Begin.AddSeconds(10)));
        Assert.Equal(Enumerable.Range(0, started.Count).Select(i => (long)i), started.Keys.Order());
    }

    [Fact]
    public async Task Users_of_a_ramp_come_one_after_the_other()
    {
        var plan = new LoadPlan(LoadModel.Closed, 0, 4, TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(10));
        var load = Run(plan, (_, ct) => Task.Delay(TimeSpan.FromSeconds(12), clock, ct));
        await AdvanceAsync(load, TimeSpan.FromSeconds(25));
        Assert.Equal([0, 2, 4, 6], started.Values.Order().Select(s => (int)Math.Round((s - Begin).TotalSeconds)));
    }

    [Fact]
    public async Task One_who_ends_it_waits_for_those_under_way()
    {
        using var quit = new CancellationTokenSource();
        stop = quit.Token;
        var ended = 0;
        var load = Run(
            Open(10, TimeSpan.FromMinutes(5)),
            async (_, ct) =>
            {
                await Task.Delay(TimeSpan.FromHours(1), clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                // What is run at the end whatever happened.
                await Task.Delay(TimeSpan.FromSeconds(1), clock, CancellationToken.None);
                Interlocked.Increment(ref ended);
            }
        );
        for (var i = 0; i < 40; i++)
            await StepAsync(TimeSpan.FromMilliseconds(50));
        await quit.CancelAsync();
        Assert.False(load.IsCompleted);
        await AdvanceAsync(load, TimeSpan.FromSeconds(3));
        Assert.InRange(started.Count, 19, 21);
        Assert.Equal(started.Count, ended);
    }

    [Fact]
    public async Task A_run_that_throws_ends_the_load()
    {
        var load = Run(Open(10, TimeSpan.FromMinutes(5)), (n, _) => n == 3 ? throw new ArgumentException("a bug") : Task.CompletedTask);
        for (var i = 0; i < 40; i++)
            await StepAsync(TimeSpan.FromMilliseconds(50));
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => load);
        Assert.IsType<ArgumentException>(thrown.InnerException);
        Assert.InRange(started.Count, 4, 6);
    }

    private static LoadPlan Open(double rate, TimeSpan duration) => new(LoadModel.Open, rate, rate, TimeSpan.Zero, duration);

    private Task Run(LoadPlan plan, Func<long, CancellationToken, Task> run) =>
        new LoadRunner(new LoadSchedule(plan), clock).RunAsync(
            (number, intended, token) =>
            {
                Assert.True(started.TryAdd(number, intended));
                return run(number, token);
            },
            dropped.Add,
            stop
        );

    private async Task AdvanceAsync(Task load, TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time && !load.IsCompleted; passed += TimeSpan.FromMilliseconds(50))
            await StepAsync(TimeSpan.FromMilliseconds(50));
        await load.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    // What became due is to run before the clock goes on.
    private async Task StepAsync(TimeSpan time)
    {
        clock.Advance(time);
        await Task.Delay(1, TestContext.Current.CancellationToken);
    }
}
