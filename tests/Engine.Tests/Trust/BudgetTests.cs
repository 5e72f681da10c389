using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution;
using PingOneScenarios.Engine.Tests.Execution;
using PingOneScenarios.Engine.Tests.Http;
using PingOneScenarios.Engine.Trust;

namespace PingOneScenarios.Engine.Tests.Trust;

/// <summary>What a run may use up (trust rule 12).</summary>
public sealed class BudgetTests
{
    private const string Steps = """
          - step: Make
            request: POST <<api>>/things
            undo: DELETE <<api>>/things/1
          - { step: Slow, request: GET <<api>>/slow, timeout: 2h }
          - { step: Next, request: GET <<api>>/next }
        finally:
          - { step: Clean, request: GET <<api>>/clean }
        """;

    [Fact]
    public async Task Rule_12_at_the_end_of_its_time_a_run_stops_and_still_cleans_up()
    {
        var (happened, asked) = await RunAsync("", "/slow", TimeSpan.FromMinutes(15));
        Assert.Equal(["POST /things", "GET /slow", "GET /clean", "DELETE /things/1"], asked);
        Assert.Equal("passed broken skipped passed passed", happened.Outcomes);
        Assert.Equal("PS5004", happened.Codes);
        Assert.Equal(Outcome.Broken, happened.Outcome);
        Assert.True(happened.Summary.Refused);
        Assert.Empty(happened.Summary.LeftBehind);
        Assert.Contains("at most 15 min (trust rule 12)", happened.Problem.What, StringComparison.Ordinal);
        Assert.Contains("more time, for example 1h", happened.Problem.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rule_12_what_cleans_up_has_an_end_too()
    {
        var (happened, asked) = await RunAsync("", "/clean", TimeSpan.FromMinutes(17));
        Assert.Equal(["POST /things", "GET /slow", "GET /next", "GET /clean"], asked);
        Assert.Equal("passed passed passed broken unknown", happened.Outcomes);
        Assert.Equal("PS5004 PS4014", happened.Codes);
        Assert.Single(happened.Summary.LeftBehind);
    }

    [Theory]
    [InlineData("timeout: 1m", 1, "PS4002")]
    [InlineData("timeout: 10h", 15, "PS5004")]
    public async Task Rule_12_a_scenario_may_lower_its_time_and_not_raise_it(string timeout, int minutes, string code)
    {
        var (happened, _) = await RunAsync(timeout, "/slow", TimeSpan.FromMinutes(minutes));
        Assert.Equal(code, happened.Codes);
    }

    [Fact]
    public async Task Rule_12_the_operator_may_give_more_time()
    {
        var (happened, _) = await RunAsync(
            "",
            "/slow",
            TimeSpan.FromMinutes(20),
            new Budgets { Time = TimeSpan.FromHours(1) },
            answers: true
        );
        happened.Passed();
    }

    [Fact]
    public async Task Rule_12_the_time_counts_while_an_input_is_obtained()
    {
        var clock = new HandClock();
        await using var server = new LoopbackServer(_ =>
        {
            clock.Pass(TimeSpan.FromMinutes(16));
            return null;
        });
        var run = new ScenarioRun(
            "scenario: S\ninputs: { api: { type: url }, token: { obtain: token.yaml } }\nsteps:\n  - { step: A, request: 'GET <<api>>/<<token>>' }\n"
        )
        {
            Clock = clock,
        };
        run.File(
            "token.yaml",
            "scenario: T\ninputs: { api: { type: url } }\nsteps:\n  - { step: B, request: GET <<api>>/t, timeout: 1h, extract: { token: $.a } }\noutputs: { token: <<token>> }\n"
        );
        var happened = await run.With("api", server.Address).RunAsync();
        Assert.Equal(Outcome.Broken, happened.Outcome);
        Assert.Contains("PS5004", happened.Codes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rule_12_steps_are_counted_and_the_flag_is_named()
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var run = ScenarioRun.Steps("  - { step: A, for_each: [1, 2, 3], request: GET <<api>>/<<item>> }") with
        {
            Budgets = new Budgets { Steps = 2 },
        };
        var happened = await run.With("api", server.Address).RunAsync();
        Assert.Equal("PS5004", happened.Codes);
        Assert.Contains("at most 2 steps (trust rule 12)", happened.Problem.What, StringComparison.Ordinal);
        Assert.Contains("more steps, for example 20", happened.Problem.Fix, StringComparison.Ordinal);
        Assert.Equal(2, server.Requests.Count);
    }

    private static async Task<(Happened, string[] Asked)> RunAsync(
        string timeout,
        string slowPath,
        TimeSpan passes,
        Budgets? budgets = null,
        bool answers = false
    )
    {
        var clock = new HandClock();
        await using var server = new LoopbackServer(request =>
        {
            if (request.Target != slowPath)
                return Answers.Empty(204);
            clock.Pass(passes);
            return answers ? Answers.Empty(204) : null;
        });
        var run = ScenarioRun.Steps(Steps, timeout) with { Clock = clock, Undo = UndoPolicy.Always, Budgets = budgets ?? new Budgets() };
        var happened = await run.With("api", server.Address).RunAsync();
        return (happened, [.. server.Requests.Select(r => $"{r.Method} {r.Target}")]);
    }
}
