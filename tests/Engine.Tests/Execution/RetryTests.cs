using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Execution;

/// <summary>A request that is sent again: why, how often, after which pauses, and what is told of it.</summary>
public sealed class RetryTests
{
    private const string Ok = "{\"status\":\"DONE\"}";

    [Theory]
    [InlineData("GET", 503, "retry: {}", "1 2 3")]
    [InlineData("GET", 429, "retry: {}", "1 2 3")]
    [InlineData("GET", 500, "retry: {}", "1")]
    [InlineData("PUT", 503, "retry: {}", "1 2 3")]
    [InlineData("DELETE", 503, "retry: {}", "1 2 3")]
    [InlineData("OPTIONS", 503, "retry: {}", "1 2 3")]
    [InlineData("POST", 503, "retry: {}", "1")]
    [InlineData("PATCH", 429, "retry: {}", "1")]
    [InlineData("POST", 503, "retry: { on: [503] }", "1 2 3")]
    [InlineData("GET", 503, "retry: { on: [429] }", "1")]
    [InlineData("GET", 502, "retry: { on: [5xx], attempts: 5 }", "1 2 3 4 5")]
    [InlineData("GET", 503, "retry: { attempts: 1 }", "1")]
    [InlineData("GET", 503, "", "1")]
    public async Task What_calls_for_another_attempt(string method, int status, string retry, string attempts)
    {
        var (happened, server) = await Run($"{method} <<api>>/x", retry, (_, _) => Answers.Empty(status));
        Assert.Equal("PS6001", happened.Codes);
        Assert.Equal(attempts.Split(' ').Length, server.Count);
        Assert.Equal(server.Count, Assert.Single(happened.Steps).Attempts);
        Assert.Equal(server.Count - 1, happened.Events.OfType<RetryScheduled>().Count());
        Assert.Equal(server.Count > 1, happened.Problem.Why?.EndsWith($"it was attempt {server.Count}", StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData("retry: { attempts: 5, jitter: 0 }", "1 2 4 8")]
    [InlineData("retry: { attempts: 4, every: 500ms, backoff: 3, jitter: 0 }", "0.5 1.5 4.5")]
    [InlineData("retry: { attempts: 5, every: 10s, max_pause: 25s, jitter: 0 }", "10 20 25 25")]
    [InlineData("retry: { attempts: 4, backoff: 1 }", "1 1 1")]
    [InlineData("retry: { within: 10s, jitter: 0 }", "1 2 4")]
    [InlineData("retry: { within: 2500ms, backoff: 1 }", "1 1")]
    public async Task Pauses_grow_up_to_the_longest_and_end_at_the_deadline(string retry, string pauses)
    {
        var clock = new InstantClock();
        await Run("GET <<api>>", retry, (_, _) => Answers.Empty(503), clock);
        Assert.Equal(
            pauses,
            string.Join(" ", clock.Pauses.Select(p => p.TotalSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture)))
        );
    }

    [Fact]
    public async Task Growing_pauses_are_shortened_at_random_by_up_to_a_half()
    {
        var clock = new InstantClock();
        await Run("GET <<api>>", "retry: { attempts: 40, every: 10s, max_pause: 10s }", (_, _) => Answers.Empty(503), clock);
        Assert.Equal(39, clock.Pauses.Count);
        Assert.All(clock.Pauses, p => Assert.InRange(p.TotalSeconds, 5, 10));
        Assert.InRange(clock.Pauses.Distinct().Count(), 30, 39);
    }

    [Theory]
    [InlineData("7", "7")]
    [InlineData("0", "1")]
    [InlineData("120", "30")]
    [InlineData("Thu, 01 Jan 2026 12:00:09 GMT", "9")]
    [InlineData("Thursday, 01-Jan-26 12:00:09 GMT", "9")]
    [InlineData("Thu, 01 Jan 2020 12:00:09 GMT", "1")]
    [InlineData("soon", "1")]
    [InlineData("-5", "1")]
    [InlineData("3155760000", "30")]
    [InlineData("99999999999999999999999999", "30")]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT", "30")]
    public async Task Retry_After_is_honoured_up_to_the_longest_pause(string header, string pause)
    {
        var clock = new InstantClock();
        var (happened, _) = await Run(
            "GET <<api>>",
            "retry: { jitter: 0 }",
            (_, n) => n == 1 ? Answers.Empty(503, $"Retry-After: {header}") : Answers.Json(Ok),
            clock
        );
        happened.Passed();
        Assert.Equal(pause, Assert.Single(clock.Pauses).TotalSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Asks_until_it_is_true_and_expects_only_of_the_last_answer()
    {
        var clock = new InstantClock();
        var (happened, server) = await Run(
            "GET <<api>>",
            "retry: { until: '<<response.json.status == \"DONE\">>', every: 2s }\n    expect: { json: { status: DONE } }\n    extract: { s: $.status, n: <<response.attempt>> }",
            (_, n) => Answers.Json(n < 4 ? "{\"status\":\"PENDING\"}" : Ok),
            clock
        );
        happened.Passed();
        Assert.Equal(4, server.Count);
        Assert.Equal([2, 2, 2], clock.Pauses.Select(p => p.TotalSeconds));
        Assert.Equal(("DONE", "4"), (happened.Extracted("s"), happened.Extracted("n")));
        var retry = happened.Events.OfType<RetryScheduled>().First();
        Assert.Equal((1, 200, "response.json.status == \"DONE\" is not true yet"), (retry.Attempt, retry.Status, retry.Reason.Text));
    }

    [Theory]
    [InlineData("attempts: 3", 3, "3 attempts, 2.0 s")]
    [InlineData("within: 10s", 10, "10 attempts, 9.0 s")]
    [InlineData("every: 20s", 3, "3 attempts, 40.0 s")]
    public async Task What_does_not_come_in_time_fails_with_the_last_values(string limits, int attempts, string words)
    {
        var (happened, server) = await Run(
            "GET <<api>>",
            $"retry: {{ until: '<<response.json.status == \"DONE\">>', {limits} }}",
            (_, _) => Answers.Json("{\"status\":\"PENDING\"}")
        );
        Assert.Equal("PS6007", happened.Codes);
        Assert.Equal(Outcome.Failed, happened.Outcome);
        Assert.Equal($"this did not become true in {words}", happened.Problem.What);
        Assert.Equal("response.json.status is \"PENDING\"", happened.Problem.Why);
        Assert.Equal(attempts, server.Count);
    }

    [Fact]
    public async Task A_state_that_never_changes_ends_the_waiting()
    {
        var (happened, server) = await Run(
            "GET <<api>>",
            "retry: { until: '<<response.json.status == \"DONE\">>', fail_when: '<<response.json.status == \"FAILED\">>' }",
            (_, n) => Answers.Json(n == 1 ? "{\"status\":\"PENDING\"}" : "{\"status\":\"FAILED\"}")
        );
        Assert.Equal("PS6008", happened.Codes);
        Assert.Equal(2, server.Count);
        Assert.Equal("response.json.status is \"FAILED\"\nit was attempt 2", happened.Problem.Why);
    }

    [Fact]
    public async Task No_connection_is_tried_again_when_that_is_harmless()
    {
        var closed = new LoopbackServer("");
        var address = closed.Address;
        await closed.DisposeAsync();
        var run = ScenarioRun.Steps("  - step: A\n    request: GET <<api>>\n    retry: {}").With("api", address) with
        {
            Clock = new InstantClock(),
        };
        var happened = await run.RunAsync();
        Assert.Equal("PS4001", happened.Codes);
        Assert.Equal(["no connection", "no connection"], happened.Events.OfType<RetryScheduled>().Select(r => r.Reason.Text));
        var (posted, once) = await Run("POST <<api>>", "retry: {}", (_, _) => "");
        Assert.Equal("PS4001 PS4014", posted.Codes);
        Assert.Single(once);
    }

    [Fact]
    public async Task A_timeout_is_tried_again_only_when_said()
    {
        var (happened, server) = await Run("GET <<api>>", "timeout: 400ms\n    retry: { on: [timeout], attempts: 2 }", (_, _) => null);
        Assert.Equal("PS4002", happened.Codes);
        Assert.Equal(2, server.Count);
        Assert.EndsWith("it was attempt 2", happened.Problem.Why, StringComparison.Ordinal);
        var (usual, once) = await Run("GET <<api>>", "timeout: 400ms\n    retry: {}", (_, _) => null);
        Assert.Equal("PS4002", usual.Codes);
        Assert.Single(once);
    }

    [Fact]
    public async Task Every_attempt_renders_again_and_is_told()
    {
        await using var server = new LoopbackServer(r => Answers.Empty(503));
        var steps = "  - step: A\n    request: GET <<api>>/<<random.uuid>>\n    retry: { attempts: 3 }";
        var run = ScenarioRun.Steps(steps).With("api", server.Address) with { Clock = new InstantClock(), Verbose = true };
        var happened = await run.RunAsync();
        Assert.Equal(3, server.Requests.Select(r => r.Target).Distinct().Count());
        Assert.Equal(
            "RunStarted StepStarted RequestSent RetryScheduled RequestSent RetryScheduled RequestSent StepFinished RunFinished",
            string.Join(" ", happened.Events.Select(e => e.GetType().Name))
        );
    }

    [Fact]
    public async Task A_client_assertion_is_fresh_in_each_attempt()
    {
        await using var server = new LoopbackServer(_ => Answers.Empty(503));
        var steps =
            "  - step: A\n    request: POST <<api>>\n    form: { a: '<<client_secret_jwt \"id\" secret api>>' }\n    retry: { on: [503], attempts: 3 }";
        var run = ScenarioRun.Steps(steps).With("api", server.Address).With("secret", "fake-secret-fake-secret-fake-secret");
        await (run with { Clock = new InstantClock() }).RunAsync();
        Assert.Equal(3, server.Requests.Select(r => r.Body).Distinct().Count());
    }

    [Fact]
    public async Task Stopping_ends_a_pause()
    {
        using var stop = new CancellationTokenSource();
        await using var server = new LoopbackServer(_ => Answers.Empty(503));
        var run = ScenarioRun
            .Steps("  - step: A\n    request: GET <<api>>\n    retry: { every: 1h, max_pause: 1h }")
            .With("api", server.Address);
        var happened = await (run with { Stop = stop.Token, Hear = e => Cancel(e, stop) }).RunAsync();
        Assert.Equal(Outcome.Cancelled, happened.Outcome);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Defaults_hold_for_steps_that_say_nothing()
    {
        await using var server = new LoopbackServer(_ => Answers.Empty(503));
        var steps =
            "  - step: A\n    request: GET <<api>>/a\nfinally:\n  - step: B\n    request: GET <<api>>/b\n    retry: { attempts: 1 }";
        var run = ScenarioRun.Steps(steps, "defaults: { retry: { attempts: 2 } }").With("api", server.Address);
        await (run with { Clock = new InstantClock() }).RunAsync();
        Assert.Equal(["/a", "/a", "/b"], server.Requests.Select(r => r.Target));
    }

    [Fact]
    public async Task An_undo_is_tried_again_like_its_step()
    {
        var deletes = 0;
        await using var server = new LoopbackServer(r =>
            Answers.Empty(
                r.Method == "POST" ? 201
                : ++deletes < 3 ? 503
                : 204
            )
        );
        var steps = "  - step: A\n    request: POST <<api>>/a\n    retry: {}\n    expect: { status: 201 }\n    undo: DELETE <<api>>/a";
        var run = ScenarioRun.Steps(steps).With("api", server.Address) with { Clock = new InstantClock(), Undo = UndoPolicy.Always };
        var happened = await run.RunAsync();
        Assert.Empty(happened.Summary.LeftBehind);
        Assert.Equal(3, deletes);
    }

    private static void Cancel(RunEvent told, CancellationTokenSource stop)
    {
        if (told is RetryScheduled)
            stop.Cancel();
    }

    private static async Task<(Happened Happened, IReadOnlyList<Recorded> Requests)> Run(
        string request,
        string more,
        Func<Recorded, int, string?> answer,
        InstantClock? clock = null
    )
    {
        var count = 0;
        await using var server = new LoopbackServer(r => answer(r, Interlocked.Increment(ref count)));
        var steps = $"  - step: A\n    request: {request}\n    {more}";
        var happened = await (ScenarioRun.Steps(steps).With("api", server.Address) with { Clock = clock ?? new InstantClock() }).RunAsync();
        return (happened, server.Requests);
    }
}
