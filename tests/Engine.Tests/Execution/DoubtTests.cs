using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution;
using PingOneScenarios.Engine.Reporting;
using PingOneScenarios.Engine.Tests.Http;
using PingOneScenarios.Engine.Tests.Reporting;
using PingOneScenarios.Engine.Trust;

namespace PingOneScenarios.Engine.Tests.Execution;

/// <summary>Trust rule 14: what may have been made is said (the scenario language, section 9, "Doubt").</summary>
public sealed class DoubtTests
{
    [Theory]
    [InlineData("POST", "ask")]
    [InlineData("PATCH", "ask")]
    [InlineData("PUT", "again")]
    [InlineData("DELETE", "again")]
    public async Task What_changes_something_and_gets_no_answer_is_in_doubt(string method, string settlement)
    {
        await using var server = new LoopbackServer(_ => null);
        var happened = await RunAsync(server, method, "100ms", 1);
        Assert.Equal(("unknown", "PS4002 PS4014", Outcome.Unknown), (happened.Outcomes, happened.Codes, happened.Outcome));
        var doubt = Assert.Single(happened.Summary.Doubts);
        Assert.Equal((method, server.Address + "/things", "Make"), (doubt.Method.Text, doubt.Address.Text, doubt.Step.Text));
        Assert.Equal(settlement, doubt.IsSettledAgain ? "again" : "ask");
        Assert.Equal(1, happened.Summary.Unknown);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    public async Task What_changes_nothing_is_never_in_doubt(string method)
    {
        await using var server = new LoopbackServer(_ => null);
        var happened = await RunAsync(server, method, "100ms", 1);
        Assert.Equal(("broken", "PS4002", Outcome.Broken), (happened.Outcomes, happened.Codes, happened.Outcome));
        Assert.Empty(happened.Summary.Doubts);
    }

    [Theory]
    [InlineData("")]
    [InlineData("SSH-2.0-OpenSSH_9.9\r\nConnection: close\r\n\r\n")]
    [InlineData("HTTP/1.1 201 Created\r\nContent-Length: 100\r\nConnection: close\r\n\r\nshort")]
    [InlineData("HTTP/1.1 201 Created\r\nContent-Length: 11000000\r\n\r\n")]
    [InlineData("HTTP/1.1 201 Created\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc")]
    [InlineData("HTTP/1.1 201 Created\r\nTransfer-Encoding: gzip\r\nConnection: close\r\n\r\nabc")]
    public async Task A_connection_that_breaks_off_leaves_a_doubt(string answer)
    {
        await using var server = new LoopbackServer(answer);
        var happened = await RunAsync(server, "POST", "10s", 1);
        Assert.Equal("unknown", happened.Outcomes);
        Assert.Single(happened.Summary.Doubts);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task An_answer_leaves_none(int status)
    {
        await using var server = new LoopbackServer(Answers.Empty(status));
        var happened = await RunAsync(server, "POST", "10s", 1);
        Assert.Equal("failed", happened.Outcomes);
        Assert.Empty(happened.Summary.Doubts);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("https://{0}")]
    [InlineData("http://no-such-host.invalid")]
    public async Task What_never_left_is_not_in_doubt(string address)
    {
        await using var server = new LoopbackServer("");
        address = address.Replace("{0}", $"127.0.0.1:{server.Port}", StringComparison.Ordinal);
        var happened = await ScenarioRun.Steps("  - step: Make\n    request: POST <<api>>/things").With("api", address).RunAsync();
        Assert.Equal("broken", happened.Outcomes);
        Assert.Empty(happened.Summary.Doubts);
    }

    [Theory]
    [InlineData("POST", Outcome.Unknown, 1)]
    [InlineData("PATCH", Outcome.Unknown, 1)]
    [InlineData("PUT", Outcome.Passed, 0)]
    [InlineData("DELETE", Outcome.Passed, 0)]
    public async Task A_later_attempt_settles_only_what_may_be_repeated(string method, Outcome outcome, int doubts)
    {
        var asked = 0;
        await using var server = new LoopbackServer(_ => Interlocked.Increment(ref asked) == 1 ? "" : Answers.Json("{}"));
        var happened = await RunAsync(server, method, "10s", 2);
        Assert.Equal(("passed", outcome), (happened.Outcomes, happened.Outcome));
        Assert.Equal(doubts, happened.Summary.Doubts.Length);
        Assert.Equal(doubts == 0 ? "" : "PS4014", happened.Codes);
    }

    [Theory]
    [InlineData(true, "PS4014")]
    [InlineData(false, "PS5004 PS4014")]
    public async Task Whoever_ends_a_run_hears_what_may_have_been_made_and_what_is_known_is_taken_back(bool byUser, string codes)
    {
        using var stop = new CancellationTokenSource();
        await using var server = new LoopbackServer(r =>
        {
            if (r.Target != "/slow")
                return Answers.Json("{}");
            if (byUser)
                stop.Cancel();
            return null;
        });
        const string steps =
            "  - step: A\n    request: POST <<api>>/a\n    undo: DELETE <<api>>/a\n  - step: B\n    request: POST <<api>>/slow\n"
            + "    undo: DELETE <<api>>/b\n  - step: C\n    request: GET <<api>>/c\nfinally:\n  - step: D\n    request: GET <<api>>/d";
        var run = ScenarioRun.Steps(steps).With("api", server.Address) with { Stop = stop.Token, Undo = UndoPolicy.Failure };
        if (!byUser)
            run = run with { Budgets = new Budgets { Time = TimeSpan.FromMilliseconds(400) } };
        var happened = await run.RunAsync();
        Assert.Equal("passed unknown skipped passed passed", happened.Outcomes);
        Assert.Equal(codes, happened.Codes);
        Assert.Equal(["/a", "/slow", "/d", "/a"], server.Requests.Select(r => r.Target));
        Assert.Equal(server.Address + "/slow", Assert.Single(happened.Summary.Doubts).Address.Text);
        Assert.Empty(happened.LeftBehind);
    }

    [Fact]
    public async Task A_redirect_that_repeats_the_request_repeats_the_doubt_and_one_that_asks_does_not()
    {
        await using var repeats = new LoopbackServer(r => r.Target == "/things" ? Answers.Of(307, "", "Location: /again") : "");
        await using var asks = new LoopbackServer(r => r.Target == "/things" ? Answers.Of(303, "", "Location: /again") : "");
        const string steps = "  - step: Make\n    request: POST <<api>>/things\n    redirects: { follow: 2 }";
        var repeated = await ScenarioRun.Steps(steps).With("api", repeats.Address).RunAsync();
        var asked = await ScenarioRun.Steps(steps).With("api", asks.Address).RunAsync();
        Assert.Equal(repeats.Address + "/again", Assert.Single(repeated.Summary.Doubts).Address.Text);
        Assert.Empty(asked.Summary.Doubts);
    }

    [Fact]
    public async Task A_doubt_in_a_loop_and_in_an_undo_is_said_too()
    {
        await using var server = new LoopbackServer(r => r.Method == "DELETE" || r.Target == "/2" ? "" : Answers.Json("{}"));
        const string steps =
            "  - step: Make\n    for_each: '<<[1, 2, 3]>>'\n    request: POST <<api>>/<<item>>\n    undo: DELETE <<api>>/<<item>>";
        var happened = await (ScenarioRun.Steps(steps).With("api", server.Address) with { Undo = UndoPolicy.Always }).RunAsync();
        Assert.Equal(["POST", "DELETE"], happened.Summary.Doubts.Select(d => d.Method.Text));
        Assert.Equal([$"DELETE {server.Address}/1"], happened.LeftBehind);
    }

    [Fact]
    public async Task Every_report_says_what_may_have_been_made()
    {
        await using var server = new LoopbackServer("");
        var run = ScenarioRun.Steps("  - step: Make\n    request: POST <<api>>/things").With("api", server.Address) with { Verbose = true };
        var happened = await run.RunAsync();
        Assert.All(
            ReporterTable.Rows,
            reporter => Assert.Contains("may have been", ReportText.Of(reporter.Name, happened.Events), StringComparison.Ordinal)
        );
    }

    private static Task<Happened> RunAsync(LoopbackServer server, string method, string timeout, int attempts)
    {
        var steps =
            $"  - step: Make\n    request: {method} <<api>>/things\n    timeout: {timeout}\n"
            + $"    retry: {{ attempts: {attempts}, on: [timeout, connection] }}";
        return (ScenarioRun.Steps(steps).With("api", server.Address) with { Clock = TimeProvider.System }).RunAsync();
    }
}
