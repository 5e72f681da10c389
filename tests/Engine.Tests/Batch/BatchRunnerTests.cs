using PingOneScenarios.Engine.Batch;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Tests.Batch;

/// <summary>Many runs: how many at a time, in which order they are told, when no more begin, and which are begun anew.</summary>
public sealed class BatchRunnerTests
{
    private const string Look = """
        scenario: Look
        inputs: { api: { type: url } }
        steps:
          - step: Make
            request: POST <<api>>/made
            extract: { id: $.id }
            undo: DELETE <<api>>/made/<<id>>
          - step: Look
            request: GET <<api>>/look
            expect: { status: 200 }
        """;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public async Task So_many_are_under_way_at_a_time_and_all_are_told_in_their_order(int parallel)
    {
        await using var stage = new BatchStage(Look);
        await stage.RunAsync(40, new BatchWishes { Parallel = parallel });
        Assert.Equal(Enumerable.Range(0, 40).Select(i => (long)i), stage.Ends.Select(e => e.Item.Slot.Index));
        Assert.All(stage.Ends, e => Assert.True(e.HasPassed));
        Assert.Equal(parallel, stage.MostAtOnce);
        // One after the other: no run begins to be told before the one before it is over.
        Assert.Equal(80, stage.Told.Count);
        Assert.All(stage.Told.Index(), e => Assert.Equal(e.Index % 2 == 0, e.Item is RunStarted));
        Assert.Equal(40, stage.Told.Select(e => e.RunId.Text).Distinct().Count());
    }

    [Fact]
    public async Task No_more_begin_when_enough_did_not_pass()
    {
        await using var stage = new BatchStage(Look) { Answer = i => i % 5 == 4 ? 500 : 200 };
        var runner = await stage.RunAsync(100, new BatchWishes { Parallel = 1, StopAfter = 3 });
        Assert.True(runner.HasStopped);
        Assert.Equal(15, stage.Ends.Count);
    }

    [Fact]
    public async Task That_many_failed_with_the_last_of_all_is_no_stop()
    {
        await using var stage = new BatchStage(Look) { Answer = i => i == 4 ? 500 : 200 };
        var runner = await stage.RunAsync(5, new BatchWishes { StopAfter = 1 });
        Assert.False(runner.HasStopped);
        Assert.Equal(5, stage.Ends.Count);
    }

    [Fact]
    public async Task A_run_that_failed_is_begun_anew_when_it_has_taken_back_what_it_made()
    {
        await using var stage = new BatchStage(Look) { Answer = i => i is 0 or 1 ? 500 : 200, Attempts = 3 };
        await stage.RunAsync(2, new BatchWishes());
        var finished = stage.Told.OfType<RunFinished>().Select(e => e.Summary).ToList();
        Assert.Equal([true, true, false, false], finished.Select(s => s.IsRunAnew));
        Assert.Equal([false, false, true, false], finished.Select(s => s.IsFlaky));
        Assert.Equal([1, 2, 3, 1], stage.Told.OfType<RunStarted>().Select(e => e.Slot!.Attempt));
        Assert.Equal([0, 0, 0, 1], stage.Told.OfType<RunStarted>().Select(e => e.Slot!.Index));
        Assert.Equal(["POST", "GET", "DELETE", "POST", "GET", "DELETE", "POST", "GET", "POST", "GET"], stage.Methods);
        Assert.All(stage.Ends, e => Assert.True(e.HasPassed));
    }

    [Fact]
    public async Task What_fails_each_time_has_failed()
    {
        await using var stage = new BatchStage(Look) { Answer = _ => 500, Attempts = 2 };
        await stage.RunAsync(1, new BatchWishes());
        Assert.Equal([true, false], stage.Told.OfType<RunFinished>().Select(e => e.Summary.IsRunAnew));
        Assert.False(Assert.Single(stage.Ends).HasPassed);
        Assert.Equal(Outcome.Failed, stage.Ends[0].Result!.Summary!.Outcome);
    }

    [Fact]
    public async Task What_may_have_been_carried_out_is_not_begun_anew()
    {
        await using var stage = new BatchStage(Look.Replace("POST <<api>>/made", "POST <<api>>/lost")) { Attempts = 3 };
        await stage.RunAsync(1, new BatchWishes());
        Assert.Equal(Outcome.Unknown, Assert.Single(stage.Told.OfType<RunFinished>()).Summary.Outcome);
    }

    [Fact]
    public async Task What_is_refused_is_not_begun_anew()
    {
        await using var stage = new BatchStage(Look.Replace("GET <<api>>/look", "GET https://elsewhere.example/<<id>>")) { Attempts = 3 };
        await stage.RunAsync(1, new BatchWishes());
        Assert.InRange(stage.Told.Count(e => e is RunFinished or RunNotStarted), 1, 1);
    }

    [Fact]
    public async Task Who_wants_to_stop_gets_no_more_runs_and_no_more_attempts()
    {
        using var stop = new CancellationTokenSource();
        await using var stage = new BatchStage(Look)
        {
            Attempts = 5,
            Answer = _ => 500,
            OnEnd = () => stop.Cancel(),
        };
        stage.Stop = stop.Token;
        await stage.RunAsync(100, new BatchWishes { Parallel = 2 });
        // One that had begun before the wish was heard may end too.
        Assert.InRange(stage.Ends.Count, 1, 3);
    }

    [Fact]
    public async Task What_an_item_throws_ends_the_others_in_order()
    {
        await using var stage = new BatchStage(Look) { Throws = 3 };
        await Assert.ThrowsAsync<InvalidOperationException>(() => stage.RunAsync(50, new BatchWishes { Parallel = 2 }));
        Assert.InRange(stage.Ends.Count, 3, 10);
    }
}
