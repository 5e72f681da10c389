using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Execution.Settling;

/// <summary>A request in doubt is sent again only where its file says so; the server counts.</summary>
public sealed class SentAgainTests
{
    private const string Retry = "retry: { attempts: 2, on: [connection] }";

    [Theory]
    [InlineData("POST", "", 1, 1)]
    [InlineData("PATCH", "", 1, 1)]
    [InlineData("PUT", "", 1, 1)]
    [InlineData("DELETE", "", 1, 1)]
    [InlineData("POST", "on_unknown: again", 2, 1)]
    [InlineData("PATCH", "on_unknown: again", 2, 1)]
    [InlineData("PUT", "on_unknown: again", 2, 1)]
    [InlineData("POST", "idempotency: header", 2, 1)]
    [InlineData("DELETE", "idempotency: header", 2, 1)]
    [InlineData("POST", "on_unknown: ask", 1, 1)]
    [InlineData("PUT", "on_unknown: ask", 1, 1)]
    [InlineData("POST", "on_unknown: fail", 1, 1)]
    [InlineData("PUT", "on_unknown: fail", 1, 1)]
    [InlineData("POST", "idempotency: header\n    on_unknown: fail", 1, 1)]
    [InlineData("POST", Retry, 2, 2)]
    [InlineData("PUT", Retry, 2, 2)]
    [InlineData("POST", Retry + "\n    on_unknown: again", 3, 1)]
    [InlineData("PUT", Retry + "\n    on_unknown: again", 3, 1)]
    [InlineData("POST", Retry + "\n    idempotency: header", 3, 1)]
    [InlineData("POST", Retry + "\n    on_unknown: fail", 2, 2)]
    [InlineData("POST", "idempotency: header\n    headers: { idempotency-KEY: mine }", 1, 1)]
    public async Task As_often_as_the_file_says_and_then_it_stays_in_doubt(string method, string policy, int sent, int doubts)
    {
        await using var server = new LoopbackServer("");
        var happened = await RunAsync(server, method, policy);
        Assert.Equal(sent, server.Requests.Count);
        Assert.Equal(("unknown", Outcome.Unknown), (happened.Outcomes, happened.Outcome));
        Assert.Equal(doubts, happened.Summary.Doubts.Length);
    }

    [Theory]
    [InlineData("POST", "on_unknown: again", "on_unknown: again")]
    [InlineData("PUT", "on_unknown: again", "on_unknown: again")]
    [InlineData("PATCH", "idempotency: header", "idempotency: header")]
    [InlineData("POST", Retry + "\n    on_unknown: again", "")]
    public async Task The_answer_that_comes_then_settles_the_doubt(string method, string policy, string by)
    {
        await using var server = new LoopbackServer(Cut(1));
        var happened = await RunAsync(server, method, policy);
        Assert.Equal(("passed", Outcome.Passed, ""), (happened.Outcomes, happened.Outcome, happened.Codes));
        Assert.Equal(2, server.Requests.Count);
        Assert.Empty(happened.Summary.Doubts);
        var settled = happened.Events.OfType<DoubtSettled>().Select(s => (s.End, s.By.Text));
        Assert.Equal(by.Length == 0 ? [] : [(DoubtEnd.SentAgain, by)], settled);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    [InlineData("QUERY")]
    public async Task What_changes_nothing_is_sent_once(string method)
    {
        await using var server = new LoopbackServer("");
        var happened = await RunAsync(server, method, "on_unknown: again\n    idempotency: header");
        Assert.Equal("broken", happened.Outcomes);
        Assert.DoesNotContain("Idempotency-Key", Assert.Single(server.Requests).Bytes, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_failure_after_it_was_sent_again_is_no_doubt()
    {
        var asked = 0;
        await using var server = new LoopbackServer(_ => Interlocked.Increment(ref asked) <= 2 ? "" : Answers.Empty(400));
        var happened = await RunAsync(server, "POST", Retry + "\n    on_unknown: again");
        Assert.Equal(("failed", Outcome.Failed, 3), (happened.Outcomes, happened.Outcome, server.Requests.Count));
        Assert.Empty(happened.Summary.Doubts);
    }

    [Fact]
    public async Task Nothing_is_sent_again_for_whoever_stops_the_run()
    {
        using var stop = new CancellationTokenSource();
        await using var server = new LoopbackServer(_ =>
        {
            stop.Cancel();
            return null;
        });
        var run = ScenarioRun.Steps("  - step: Make\n    request: POST <<api>>/things\n    on_unknown: again").With("api", server.Address);
        var happened = await (run with { Stop = stop.Token }).RunAsync();
        Assert.Equal(("unknown", 1), (happened.Outcomes, server.Requests.Count));
    }

    [Fact]
    public async Task Every_exchange_is_told_once_and_in_order()
    {
        await using var server = new LoopbackServer(Cut(2));
        var steps = $"  - step: Make\n    request: POST <<api>>/things\n    {Retry}\n    on_unknown: again";
        var happened = await (
            ScenarioRun.Steps(steps).With("api", server.Address) with
            {
                Verbose = true,
                Clock = new InstantClock(),
            }
        ).RunAsync();
        Assert.Equal([1, 2, 3], happened.Events.OfType<RequestSent>().Select(r => r.Exchange.Attempt));
        Assert.Equal([1, 2], happened.Events.OfType<RetryScheduled>().Select(r => r.Attempt));
        Assert.Equal(3, Assert.Single(happened.Steps).Attempts);
    }

    private static Func<Recorded, string?> Cut(int times)
    {
        var asked = 0;
        return _ => Interlocked.Increment(ref asked) <= times ? "" : Answers.Json("{}");
    }

    private static Task<Happened> RunAsync(LoopbackServer server, string method, string policy) =>
        (
            ScenarioRun.Steps($"  - step: Make\n    request: {method} <<api>>/things\n    {policy}").With("api", server.Address) with
            {
                Clock = new InstantClock(),
            }
        ).RunAsync();
}
