using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Execution;

/// <summary>Steps that run whatever happened, time limits, and the wish to stop.</summary>
public sealed class FinallyTests
{
    private const string Finally = """
        finally:
          - step: First
            request: GET <<api>>/first
          - step: Second
            request: DELETE <<api>>/second/<<id>>
          - step: Third
            request: GET <<api>>/third
        """;

    [Theory]
    [InlineData(200, 200, "passed passed passed passed passed", Outcome.Passed)]
    [InlineData(200, 500, "passed passed failed passed passed", Outcome.Failed)]
    [InlineData(500, 200, "failed skipped passed skipped passed", Outcome.Failed)]
    [InlineData(500, 500, "failed skipped failed skipped passed", Outcome.Failed)]
    public async Task Each_one_runs_even_if_another_failed(int step, int first, string outcomes, Outcome outcome)
    {
        await using var server = new LoopbackServer(r =>
            r.Target switch
            {
                "/a" => Answers.Json("{\"id\":\"1\"}", step),
                "/first" => Answers.Empty(first),
                _ => Answers.Empty(204),
            }
        );
        var steps =
            "  - step: A\n    request: GET <<api>>/a\n    extract: { id: $.id }\n  - step: B\n    request: GET <<api>>/b\n" + Finally;
        var happened = await ScenarioRun.Steps(steps).With("api", server.Address).RunAsync();
        Assert.Equal(outcomes, happened.Outcomes);
        Assert.Equal(outcome, happened.Outcome);
        if (step == 500)
            Assert.Equal("no step provided \"id\"", happened.Steps[3].Note);
    }

    [Fact]
    public async Task A_broken_end_does_not_hide_a_failed_expectation()
    {
        await using var server = new LoopbackServer(r => r.Target == "/a" ? Answers.Empty(500) : "");
        var steps = "  - step: A\n    request: GET <<api>>/a\nfinally:\n  - step: B\n    request: GET <<api>>/b";
        var happened = await ScenarioRun.Steps(steps).With("api", server.Address).RunAsync();
        Assert.Equal("failed broken", happened.Outcomes);
        Assert.Equal(Outcome.Failed, happened.Outcome);
    }

    [Fact]
    public async Task When_an_input_cannot_be_computed_nothing_runs_but_what_can_still_be_done()
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var steps =
            "  - step: A\n    request: GET <<api>>/a\nfinally:\n  - step: B\n    request: GET <<api>>/b\n  - step: C\n    request: GET <<api>>/<<x>>";
        var happened = await ScenarioRun
            .Steps(steps, "vars: { x: '<<json.parse v>>' }")
            .With("api", server.Address)
            .With("v", "no json")
            .RunAsync();
        Assert.Equal("skipped passed skipped", happened.Outcomes);
        Assert.Equal(Outcome.Broken, happened.Outcome);
        Assert.Single(happened.Summary.Problems);
        Assert.Equal("/b", server.Only.Target);
    }

    [Fact]
    public async Task A_scenario_that_takes_too_long_is_broken_and_not_cancelled()
    {
        await using var server = new LoopbackServer(r => r.Target == "/slow" ? null : Answers.Empty(204));
        var steps =
            "  - step: A\n    request: GET <<api>>/slow\n  - step: B\n    request: GET <<api>>/b\nfinally:\n  - step: C\n    request: GET <<api>>/c";
        var happened = await ScenarioRun.Steps(steps, "timeout: 200ms").With("api", server.Address).RunAsync();
        Assert.Equal("broken skipped passed", happened.Outcomes);
        Assert.Equal("PS4002", happened.Codes);
        Assert.Contains("the scenario did not end within 200 ms", happened.Problem.What, StringComparison.Ordinal);
        Assert.Equal(Outcome.Broken, happened.Outcome);
    }

    [Fact]
    public async Task The_limit_of_a_caller_ends_the_call()
    {
        await using var server = new LoopbackServer(_ => null);
        var run = ScenarioRun
            .Steps("  - step: A\n    call: inner.yaml\n    with: { api: <<api>> }", "timeout: 200ms")
            .With("api", server.Address);
        var happened = await run.File(
                "inner.yaml",
                "scenario: I\ninputs: { api: { type: url } }\nsteps: [{ step: S, request: GET <<api>> }]"
            )
            .RunAsync();
        Assert.Equal(Outcome.Broken, happened.Outcome);
        Assert.Equal("PS4002", happened.Codes);
    }

    [Fact]
    public async Task Stopping_ends_the_steps_and_still_cleans_up()
    {
        using var stop = new CancellationTokenSource();
        await using var server = new LoopbackServer(r =>
        {
            if (r.Target != "/slow")
                return Answers.Json("{}");
            stop.Cancel();
            return null;
        });
        var steps =
            "  - step: A\n    request: POST <<api>>/a\n    undo: DELETE <<api>>/a\n  - step: B\n    request: GET <<api>>/slow\n"
            + "  - step: C\n    request: GET <<api>>/c\nfinally:\n  - step: D\n    request: GET <<api>>/d";
        var run = ScenarioRun.Steps(steps).With("api", server.Address) with
        {
            Stop = stop.Token,
            Undo = Engine.Execution.UndoPolicy.Failure,
        };
        var happened = await run.RunAsync();
        Assert.Equal("passed cancelled skipped passed passed", happened.Outcomes);
        Assert.Equal(Outcome.Cancelled, happened.Outcome);
        Assert.Equal(["/a", "/slow", "/d", "/a"], server.Requests.Select(r => r.Target));
        Assert.Empty(happened.Summary.LeftBehind);
        Assert.Equal("", happened.Codes);
    }

    [Fact]
    public async Task Stopping_between_steps_counts_too()
    {
        using var stop = new CancellationTokenSource();
        await using var server = new LoopbackServer(Answers.Empty(204));
        var steps =
            "  - step: A\n    request: GET <<api>>/a\n  - step: B\n    request: GET <<api>>/b\nfinally:\n  - step: C\n    request: GET <<api>>/c";
        var run = ScenarioRun.Steps(steps).With("api", server.Address) with
        {
            Stop = stop.Token,
            Hear = e =>
            {
                if (e is StepFinished)
                    stop.Cancel();
            },
        };
        var happened = await run.RunAsync();
        Assert.Equal("passed skipped passed", happened.Outcomes);
        Assert.Equal(Outcome.Cancelled, happened.Outcome);
        Assert.Equal("the run was cancelled", happened.Steps[1].Note);
    }

    [Fact]
    public async Task Stopping_again_ends_everything_and_says_what_is_left()
    {
        using var stop = new CancellationTokenSource();
        using var abort = new CancellationTokenSource();
        await using var server = new LoopbackServer(r =>
        {
            if (r.Method == "POST")
                return Answers.Json("{}");
            (r.Target == "/slow" ? stop : abort).Cancel();
            return null;
        });
        var steps =
            "  - step: A\n    request: POST <<api>>/a\n    undo: DELETE <<api>>/a\n  - step: B\n    request: GET <<api>>/slow\n"
            + "finally:\n  - step: C\n    request: GET <<api>>/c\n  - step: D\n    request: GET <<api>>/d";
        var run = ScenarioRun.Steps(steps).With("api", server.Address) with
        {
            Stop = stop.Token,
            Abort = abort.Token,
            Undo = Engine.Execution.UndoPolicy.Always,
        };
        var happened = await run.RunAsync();
        Assert.Equal("passed cancelled cancelled skipped unknown", happened.Outcomes);
        Assert.Equal(Outcome.Unknown, happened.Outcome);
        Assert.Equal(["/a", "/slow", "/c"], server.Requests.Select(r => r.Target));
        Assert.Equal([$"DELETE {server.Address}/a"], happened.LeftBehind);
    }
}
