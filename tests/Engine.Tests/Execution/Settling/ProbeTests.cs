using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Execution.Settling;

/// <summary>A probe finds out whether the request in doubt was carried out; the server counts what arrives.</summary>
public sealed class ProbeTests
{
    /// <summary>The answers to the probes, in order; the last one counts for all that follow.</summary>
    private static readonly Dictionary<string, Func<string?>> Words = new(StringComparer.Ordinal)
    {
        ["yes"] = () => Answers.Json("{\"items\":[{\"id\":\"t-1\"}]}"),
        ["no"] = () => Answers.Json("{\"items\":[]}"),
        ["false"] = () => Answers.Json("{\"items\":[{\"id\":\"t-1\"}],\"gone\":true}"),
        ["404"] = () => Answers.Empty(404),
        ["410"] = () => Answers.Empty(410),
        ["500"] = () => Answers.Empty(500),
        ["503"] = () => Answers.Empty(503),
        ["401"] = () => Answers.Empty(401),
        ["302"] = () => Answers.Of(302, "", "Location: /login"),
        ["html"] = () => Answers.Of(200, "<p>maintenance</p>", "Content-Type: text/html"),
        ["broken"] = () => Answers.Of(200, "{\"items\":[", "Content-Type: application/json"),
        ["noid"] = () => Answers.Json("{\"items\":[{}]}"),
        ["cut"] = () => "",
        ["never"] = () => null,
    };

    [Theory]
    [InlineData("yes", "passed", 1, "Happened")]
    [InlineData("no no", "passed", 2, "DidNotHappen")]
    [InlineData("404 404", "passed", 2, "DidNotHappen")]
    [InlineData("no 404", "passed", 2, "DidNotHappen")]
    [InlineData("false false", "passed", 2, "DidNotHappen")]
    [InlineData("no yes", "passed", 1, "Happened")]
    [InlineData("404 yes", "passed", 1, "Happened")]
    [InlineData("no 500 yes", "passed", 1, "Happened")]
    [InlineData("no 500 no yes", "passed", 1, "Happened")]
    [InlineData("no 500 no no", "passed", 2, "DidNotHappen")]
    [InlineData("500 cut yes", "passed", 1, "Happened")]
    [InlineData("503 no no", "passed", 2, "DidNotHappen")]
    [InlineData("never yes", "passed", 1, "Happened")]
    [InlineData("500 500 500 yes", "unknown", 1, "")]
    [InlineData("cut", "unknown", 1, "")]
    [InlineData("401", "unknown", 1, "")]
    [InlineData("302", "unknown", 1, "")]
    [InlineData("410", "unknown", 1, "")]
    [InlineData("html", "unknown", 1, "")]
    [InlineData("broken", "unknown", 1, "")]
    [InlineData("noid", "unknown", 1, "")]
    [InlineData("never", "unknown", 1, "")]
    [InlineData("no 500 no 500 no 500", "unknown", 1, "")]
    public async Task Of_what_it_answers(string answers, string outcome, int posts, string end)
    {
        await using var server = Serving(answers);
        var happened = await RunAsync(server, new InstantClock());
        Assert.Equal(outcome + (outcome == "passed" ? " passed passed" : " skipped"), happened.Outcomes);
        Assert.Equal(posts, server.Requests.Count(r => r.Method == "POST"));
        Assert.Equal(end, string.Join(' ', happened.Events.OfType<DoubtSettled>().Select(s => s.End)));
        Assert.Equal(outcome == "passed" ? 0 : 1, happened.Summary.Doubts.Length);
        // What was made is known, and taken back.
        Assert.Equal(outcome == "passed", server.Requests.Any(r => r is { Method: "DELETE", Target: "/things/t-1" }));
    }

    [Fact]
    public async Task It_is_first_asked_when_the_time_of_the_step_is_up_and_a_denial_is_looked_at_again_after_two_seconds()
    {
        await using var server = Serving("no no");
        var clock = new InstantClock();
        (await RunAsync(server, clock)).Passed();
        Assert.Equal([7, 2], clock.Pauses.Select(p => Math.Round(p.TotalSeconds)).Take(2));
    }

    [Fact]
    public async Task Its_pauses_are_those_it_says()
    {
        await using var server = Serving("500 500 500 500 yes");
        var clock = new InstantClock();
        (await RunAsync(server, clock, "retry: { attempts: 5, every: 3s, backoff: 1 }")).Passed();
        Assert.Equal([7, 3, 3, 3, 3], clock.Pauses.Select(p => Math.Round(p.TotalSeconds)).Take(5));
    }

    [Fact]
    public async Task What_did_not_happen_three_times_is_left_in_doubt()
    {
        await using var server = new LoopbackServer(r => r.Method == "GET" ? Words["no"]() : "");
        var happened = await RunAsync(server, new InstantClock());
        Assert.Equal("unknown skipped", happened.Outcomes);
        Assert.Equal(4, server.Requests.Count(r => r.Method == "POST"));
        Assert.Single(happened.Summary.Doubts);
    }

    [Fact]
    public async Task An_earlier_attempt_stays_in_doubt_when_the_probe_finds_one()
    {
        await using var server = new LoopbackServer(r => r.Method == "POST" ? "" : Words["yes"]());
        var happened = await RunAsync(server, new InstantClock(), step: "retry: { attempts: 2, on: [connection] }");
        Assert.Equal(2, server.Requests.Count(r => r.Method == "POST"));
        Assert.Equal(1, Assert.Single(happened.Summary.Doubts).Attempt);
        Assert.Equal(Outcome.Unknown, happened.Outcome);
    }

    [Fact]
    public async Task Its_requests_are_exchanges_of_the_step_and_what_it_gives_is_told()
    {
        await using var server = Serving("500 no no");
        var happened = await RunAsync(server, new InstantClock(), verbose: true);
        happened.Passed();
        Assert.Equal(
            ["POST", "GET 500", "GET 200", "GET 200", "POST 200"],
            happened
                .Events.OfType<RequestSent>()
                .Where(r => r.Step is { Id.Text: "make", Phase: Phase.Steps })
                .Select(r => $"{r.Exchange.Method} {r.Exchange.Status}".Trim())
        );
        Assert.Equal("t-1", happened.Extracted("thingID").Trim('"'));
        Assert.Equal($"the probe GET {server.Address}/things?name=x", Assert.Single(happened.Events.OfType<DoubtSettled>()).By.Text);
    }

    [Fact]
    public async Task A_secret_of_the_lost_answer_is_one_in_the_probe()
    {
        await using var server = new LoopbackServer(r => r.Method == "POST" ? "" : Answers.Json("{\"a\":\"canary-of-the-probe\"}"));
        const string steps = """
              - step: Make
                request: POST <<api>>/things
                on_unknown: { request: GET <<api>>/things, expect: { json: { a: <<is.text>> } }, extract: { made: $.a } }
                extract: { made: { from: $.b, secret: true } }
              - step: Use
                request: POST <<api>>/use
                on_unknown: fail
                json: { made: <<made>> }
            """;
        var run = ScenarioRun.Steps(steps).With("api", server.Address) with { Clock = new InstantClock(), Verbose = true };
        var happened = await run.RunAsync();
        Assert.True(Assert.Single(happened.Steps[0].Extracted).IsSecret);
        Assert.Contains(server.Requests, r => r.Target == "/use" && r.Bytes.Contains("canary-of-the-probe", StringComparison.Ordinal));
        Assert.DoesNotContain("canary-of-the-probe", EventTexts.Of(happened), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_stops_the_run_ends_the_probing()
    {
        using var stop = new CancellationTokenSource();
        await using var server = new LoopbackServer(r =>
        {
            if (r.Method == "POST")
                return "";
            stop.Cancel();
            return null;
        });
        var happened = await RunAsync(server, new InstantClock(), stop: stop.Token);
        Assert.Equal("unknown skipped", happened.Outcomes);
        Assert.Equal(2, server.Requests.Count);
    }

    private static LoopbackServer Serving(string answers)
    {
        var words = new Queue<string>(answers.Split(' '));
        var posts = 0;
        return new LoopbackServer(r =>
        {
            if (r.Method == "POST")
                return Interlocked.Increment(ref posts) == 1 ? "" : Answers.Json("{\"id\":\"t-1\"}");
            if (!r.Target.StartsWith("/things?", StringComparison.Ordinal))
                return Answers.Json("{}");
            lock (words)
                return Words[words.Count > 1 ? words.Dequeue() : words.Peek()]();
        });
    }

    private static Task<Happened> RunAsync(
        LoopbackServer server,
        TimeProvider clock,
        string probe = "timeout: 200ms",
        string step = "",
        bool verbose = false,
        CancellationToken? stop = null
    )
    {
        var steps = $$"""
              - step: Make
                request: POST <<api>>/things
                timeout: 7s
                {{step}}
                on_unknown:
                  request: GET <<api>>/things?name=x
                  absent: 404
                  expect: { json: { items: [{}] }, that: ['<<(response.json.gone ?? false) == false>>'] }
                  extract: { thingID: '$.items[0].id' }
                  {{probe}}
                extract: { thingID: $.id }
                undo: DELETE <<api>>/things/<<thingID>>
              - step: Use
                request: GET <<api>>/things/<<thingID>>
            """;
        var run = ScenarioRun.Steps(steps).With("api", server.Address) with { Clock = clock, Verbose = verbose, Undo = UndoPolicy.Always };
        return (stop is { } token ? run with { Stop = token } : run).RunAsync();
    }
}
