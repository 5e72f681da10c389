using PingOneScenarios.Engine.Execution.Tracing;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Execution.Tracing;

/// <summary>What requests carry for the trace (W3C Trace Context).</summary>
public sealed class TraceContextTests
{
    private const string Twice = "  - step: One\n    request: GET <<api>>/a\n  - step: Two\n    request: POST <<api>>/b\n    json: {}";

    [Fact]
    public async Task Each_request_names_its_own_span()
    {
        using var heard = new HeardSpans();
        await using var server = new LoopbackServer(Answers.Empty(204));
        await Steps(heard.Settings, Twice).With("api", server.Address).RunAsync();
        Assert.Equal(
            heard.Requests.Select(r => $"00-{heard.TraceId}-{r.SpanId.ToHexString()}-01"),
            server.Requests.Select(r => r.Header("traceparent"))
        );
        Assert.All(server.Requests, r => Assert.Null(r.Header("tracestate")));
        Assert.Equal(2, server.Requests.Select(r => r.Header("traceparent")).Distinct().Count());
    }

    [Fact]
    public async Task The_state_of_the_parent_goes_along()
    {
        using var heard = new HeardSpans(state: "vendor=1,other=2");
        await using var server = new LoopbackServer(Answers.Empty(204));
        await Steps(heard.Settings, Twice).With("api", server.Address).RunAsync();
        Assert.All(server.Requests, r => Assert.Equal("vendor=1,other=2", r.Header("tracestate")));
    }

    [Fact]
    public async Task Attempts_and_redirects_are_requests_of_their_own()
    {
        using var heard = new HeardSpans();
        var answers = new Queue<string>([Answers.Empty(503), Answers.Redirect(307, "/b"), Answers.Empty(204)]);
        await using var server = new LoopbackServer(_ => answers.Dequeue());
        var step = "  - step: One\n    request: GET <<api>>/a\n    redirects: follow\n    retry: { attempts: 2 }";
        await (Steps(heard.Settings, step) with { Clock = new InstantClock() }).With("api", server.Address).RunAsync();
        Assert.Equal(3, server.Requests.Select(r => r.Header("traceparent")).Distinct().Count());
        Assert.All(server.Requests, r => Assert.Single(r.Head, h => h.StartsWith("traceparent:", StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task What_the_scenario_says_itself_stays()
    {
        using var heard = new HeardSpans(state: "vendor=1");
        await using var server = new LoopbackServer(Answers.Empty(204));
        await Steps(heard.Settings, "  - step: One\n    request: GET <<api>>/a\n    headers: { TraceParent: mine }")
            .With("api", server.Address)
            .RunAsync();
        Assert.Equal(["TraceParent: mine"], server.Only.Headers);
    }

    [Fact]
    public async Task What_an_exchange_is_told_to_have_sent_holds_it_too()
    {
        using var heard = new HeardSpans();
        await using var server = new LoopbackServer(Answers.Empty(204));
        var happened = await (Steps(heard.Settings, "  - step: One\n    request: GET <<api>>/a") with { Verbose = true })
            .With("api", server.Address)
            .RunAsync();
        Assert.Equal(
            server.Only.Header("traceparent"),
            Assert.Single(happened.Steps).Exchange!.RequestHeaders.Single(h => h.Name == "traceparent").Text
        );
    }

    [Fact]
    public async Task A_run_that_is_not_sampled_passes_on_where_it_came_from()
    {
        using var heard = new HeardSpans(isSampled: false);
        await using var server = new LoopbackServer(Answers.Empty(204));
        await Steps(heard.Settings, Twice).With("api", server.Address).RunAsync();
        var parent = $"00-{heard.TraceId}-{heard.Settings.Parent.SpanId.ToHexString()}-00";
        Assert.All(server.Requests, r => Assert.Equal(parent, r.Header("traceparent")));
        Assert.Empty(heard.All);
    }

    [Fact]
    public async Task An_operator_who_wants_no_header_gets_none()
    {
        using var heard = new HeardSpans();
        await using var server = new LoopbackServer(Answers.Empty(204));
        await Steps(heard.Settings with { SendsContext = false }, Twice).With("api", server.Address).RunAsync();
        Assert.All(server.Requests, r => Assert.Null(r.Header("traceparent")));
        Assert.Equal(2, heard.Requests.Count);
    }

    [Fact]
    public async Task A_run_nobody_watches_sends_nothing_and_tells_nothing()
    {
        using var heard = new HeardSpans();
        await using var server = new LoopbackServer(Answers.Empty(204));
        await Steps(null, "  - step: One\n    request: GET <<api>>/a").With("api", server.Address).RunAsync();
        Assert.Empty(server.Only.Headers);
        Assert.Empty(heard.All);
    }

    private static ScenarioRun Steps(TraceSettings? settings, string steps) => ScenarioRun.Steps(steps) with { Trace = settings };
}
