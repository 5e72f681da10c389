using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Execution;

/// <summary>Steps that begin or pass are told only where somebody follows them; all else always is.</summary>
public sealed class FollowedStepTests
{
    private const string Steps = """
          - step: Make
            request: POST <<api>>/new
            extract: { id: $.id }
            undo: DELETE <<api>>/<<id>>
          - step: Not now
            when: <<1 == 2>>
            request: GET <<api>>/skipped
          - step: Look
            request: GET <<api>>/wrong
            expect: { status: 404 }
          - step: Too late
            request: GET <<api>>/late
        """;

    [Fact]
    public async Task Who_does_not_follow_hears_what_went_wrong_what_was_skipped_and_what_is_taken_back()
    {
        var (all, few) = (await RunAsync(follows: true), await RunAsync(follows: false));
        Assert.Equal("passed skipped failed skipped passed", all.Outcomes);
        Assert.Equal("skipped failed skipped passed", few.Outcomes);
        Assert.Equal(3, all.Events.OfType<StepStarted>().Count());
        Assert.True(Assert.Single(few.Events.OfType<StepStarted>()).Step.TakesBack);
        Assert.Equal(all.Codes, few.Codes);
        Assert.Equal(all.Summary with { Duration = default }, few.Summary with { Duration = default });
    }

    [Fact]
    public async Task Every_exchange_is_told_where_that_is_asked_for()
    {
        var happened = await RunAsync(follows: false, isVerbose: true);
        Assert.Equal("passed skipped failed skipped passed", happened.Outcomes);
        Assert.Equal(3, happened.Events.OfType<RequestSent>().Count());
    }

    [Fact]
    public async Task A_run_without_followers_begins_and_ends()
    {
        await using var server = new LoopbackServer(Answers.Empty(200));
        var run = ScenarioRun.Steps("  - step: A\n    request: GET <<api>>/a").With("api", server.Address) with { Follows = false };
        var happened = await run.RunAsync();
        Assert.Equal([typeof(RunStarted), typeof(RunFinished)], happened.Events.Select(e => e.GetType()));
        Assert.Equal(1, happened.Summary.Passed);
    }

    private static async Task<Happened> RunAsync(bool follows, bool isVerbose = false)
    {
        await using var server = new LoopbackServer(r => r.Method == "POST" ? Answers.Json("{\"id\":7}", 201) : Answers.Empty(200));
        return await (
            ScenarioRun.Steps(Steps).With("api", server.Address) with
            {
                Follows = follows,
                Verbose = isVerbose,
                Undo = UndoPolicy.Failure,
            }
        ).RunAsync();
    }
}
