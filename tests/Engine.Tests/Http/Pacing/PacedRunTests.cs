using System.Collections.Concurrent;
using System.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution;
using PingOneScenarios.Engine.Http.Pacing;
using PingOneScenarios.Engine.Tests.Execution;
using PingOneScenarios.Engine.Trust;

namespace PingOneScenarios.Engine.Tests.Http.Pacing;

/// <summary>Runs that send to the same server at one pace.</summary>
public sealed class PacedRunTests
{
    private const string Retried = """
          - step: Read
            request: GET <<api>>/read/<<v>>
            retry: { on: [429, 503], every: 1ms, within: 60s }
            expect: { status: 200 }
        """;

    /// <summary>A request may be under way, and an answer too, while the server begins its pause; on this machine both take less.</summary>
    private static readonly TimeSpan UnderWay = TimeSpan.FromMilliseconds(300);

    [Theory]
    [InlineData("429 Too Many Requests", "1", null)]
    [InlineData("503 Service Unavailable", "1", null)]
    [InlineData("429 Too Many Requests", "1", 500)]
    public async Task No_request_of_64_runs_arrives_in_a_pause_and_none_is_lost(string status, string retryAfter, int? rate)
    {
        var (count, refusedAt, arrivals) = (0, 0L, new ConcurrentQueue<long>());
        await using var server = new LoopbackServer(_ =>
        {
            var now = Stopwatch.GetTimestamp();
            arrivals.Enqueue(now);
            var number = Interlocked.Increment(ref count);
            if (number <= 50 || Volatile.Read(ref refusedAt) is var at && at != 0 && Stopwatch.GetElapsedTime(at, now).TotalSeconds >= 1)
                return Answers.Json("{}");
            Interlocked.CompareExchange(ref refusedAt, now, 0);
            return Refusal(status, retryAfter);
        });
        var pace = new OriginPace(TimeProvider.System, rate is { } most ? new PaceRate(most) : null);
        using var workspace = new Workspace();
        var happened = await Many(64, i => Run(Retried, server, pace, workspace, i));
        Assert.All(happened, h => h.Passed());
        Assert.NotEqual(0, refusedAt);
        var within = arrivals.Count(a =>
            Stopwatch.GetElapsedTime(refusedAt, a) is var after && after > UnderWay && after < TimeSpan.FromSeconds(1)
        );
        Assert.Equal(0, within);
    }

    [Fact]
    public async Task Without_a_pace_each_run_sends_as_if_it_were_alone()
    {
        var refused = 0;
        await using var server = new LoopbackServer(r =>
            r.Line.Contains("/read/0 ", StringComparison.Ordinal) && Interlocked.Exchange(ref refused, 1) == 0
                ? Refusal("429 Too Many Requests", "2")
                : Answers.Json("{}")
        );
        using var workspace = new Workspace();
        var start = Stopwatch.GetTimestamp();
        var first = Run(Retried, server, null, workspace, 0);
        (await Run(Retried, server, null, workspace, 1)).Passed();
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(2));
        (await first).Passed();
    }

    [Fact]
    public async Task Redirects_retries_and_undo_take_their_turn_too()
    {
        var arrivals = new ConcurrentQueue<long>();
        await using var server = new LoopbackServer(r =>
        {
            arrivals.Enqueue(Stopwatch.GetTimestamp());
            return r.Line.Contains("/from", StringComparison.Ordinal) ? Answers.Redirect(302, "/to")
                : r.Line.Contains("/busy", StringComparison.Ordinal) && arrivals.Count < 5 ? Answers.Empty(502)
                : Answers.Json("""{ "id": "7" }""");
        });
        var pace = new OriginPace(TimeProvider.System, new PaceRate(20));
        var happened = await (
            ScenarioRun.Steps(
                """
                  - step: Follow
                    request: GET <<api>>/from
                    redirects: follow
                    expect: { status: 200 }
                  - step: Again
                    request: GET <<api>>/busy
                    retry: { on: [502], every: 1ms, attempts: 9 }
                    expect: { status: 200 }
                  - step: Make
                    request: POST <<api>>/things
                    expect: { status: 200 }
                    extract: { id: $.id }
                    undo: DELETE <<api>>/things/<<id>>
                """
            ) with
            {
                Pace = pace,
                Undo = UndoPolicy.Always,
            }
        ).With("api", server.Address).RunAsync();
        happened.Passed();
        var times = arrivals.ToList();
        Assert.Equal(7, times.Count);
        // Six pauses of 50 ms; each may come a little late, and the one behind it then a little early.
        Assert.InRange(Stopwatch.GetElapsedTime(times[0], times[^1]).TotalMilliseconds, 270, 5000);
    }

    [Fact]
    public async Task The_timeout_of_a_step_does_not_run_while_it_waits()
    {
        await using var server = new LoopbackServer(Answers.Json("{}"));
        var pace = new OriginPace(TimeProvider.System, new PaceRate(2));
        using var workspace = new Workspace();
        var steps = """
              - step: Read
                request: GET <<api>>/read/<<v>>
                timeout: 300ms
                expect: { status: 200, within: 300ms }
            """;
        Assert.All(await Many(4, i => Run(steps, server, pace, workspace, i)), h => h.Passed());
    }

    [Fact]
    public async Task The_time_of_the_run_ends_the_waiting_and_it_is_said_what_for()
    {
        await using var server = new LoopbackServer(Refusal("429 Too Many Requests", "9999999999999999999999"));
        var pace = new OriginPace(TimeProvider.System, null);
        using var workspace = new Workspace();
        await Run("  - step: Read\n    request: GET <<api>>/read", server, pace, workspace, 0);
        var start = Stopwatch.GetTimestamp();
        var happened = await Run(Retried, server, pace, workspace, 1, new Budgets { Time = TimeSpan.FromMilliseconds(300) });
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0.2, 10);
        Assert.Equal("PS4022", happened.Codes);
        Assert.Contains("Retry-After", happened.Problem.Why, StringComparison.Ordinal);
        Assert.Contains("a run has at most", happened.Problem.Why, StringComparison.Ordinal);
        Assert.Equal(Outcome.Broken, happened.Outcome);
        Assert.Empty(happened.Summary.Doubts);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task The_wish_to_stop_ends_the_waiting_and_nothing_is_in_doubt()
    {
        await using var server = new LoopbackServer(Refusal("429 Too Many Requests", "3600"));
        var pace = new OriginPace(TimeProvider.System, null);
        using var workspace = new Workspace();
        await Run("  - step: Read\n    request: GET <<api>>/read", server, pace, workspace, 0);
        using var wish = new CancellationTokenSource(100);
        var happened = await (
            ScenarioRun.Steps("  - step: Make\n    request: POST <<api>>/make") with
            {
                Pace = pace,
                Workspace = workspace,
                Stop = wish.Token,
            }
        )
            .With("api", server.Address)
            .RunAsync();
        Assert.Equal(Outcome.Cancelled, happened.Outcome);
        Assert.Empty(happened.Summary.Doubts);
    }

    [Fact]
    public async Task What_is_computed_of_the_time_is_computed_when_it_is_sent()
    {
        await using var server = new LoopbackServer(Answers.Json("{}"));
        var pace = new OriginPace(TimeProvider.System, new PaceRate(1));
        using var workspace = new Workspace();
        var arrived = DateTimeOffset.UtcNow;
        await Many(3, i => Run("  - step: Read\n    request: GET <<api>>/read?at=<<time.now>>", server, pace, workspace, i));
        var times = server.Requests.Select(r => Uri.UnescapeDataString(r.Line.Split("at=")[1].Split(' ')[0])).Order().ToList();
        Assert.True(
            DateTimeOffset.Parse(times[2], null) - DateTimeOffset.Parse(times[0], null) > TimeSpan.FromSeconds(1.5),
            string.Join(" ", times)
        );
    }

    [Fact]
    public async Task Another_origin_is_not_held_up()
    {
        await using var slow = new LoopbackServer(Refusal("429 Too Many Requests", "3600"));
        await using var server = new LoopbackServer(Answers.Json("{}"));
        var pace = new OriginPace(TimeProvider.System, null);
        using var workspace = new Workspace();
        await Run("  - step: Read\n    request: GET <<api>>/read", slow, pace, workspace, 0);
        (await Run(Retried, server, pace, workspace, 1)).Passed();
    }

    private static Task<Happened[]> Many(int runs, Func<int, Task<Happened>> run) =>
        Task.WhenAll(Enumerable.Range(0, runs).Select(i => Task.Run(() => run(i))));

    private static Task<Happened> Run(
        string steps,
        LoopbackServer server,
        OriginPace? pace,
        Workspace workspace,
        int number,
        Budgets? budgets = null
    ) =>
        (ScenarioRun.Steps(steps) with { Pace = pace, Workspace = workspace, Budgets = budgets })
            .With("api", server.Address)
            .With("v", number.ToString(System.Globalization.CultureInfo.InvariantCulture))
            .RunAsync();

    private static string Refusal(string status, string retryAfter) =>
        $"HTTP/1.1 {status}\r\nRetry-After: {retryAfter}\r\nContent-Length: 0\r\n\r\n";
}
