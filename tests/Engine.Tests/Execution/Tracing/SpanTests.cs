using System.Diagnostics;
using System.Text.RegularExpressions;
using PingOneScenarios.Engine.Execution;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Execution.Tracing;

/// <summary>What a run tells as spans.</summary>
public sealed class SpanTests
{
    [Fact]
    public async Task A_run_its_steps_and_their_requests_are_one_tree()
    {
        using var heard = new HeardSpans();
        await using var server = new LoopbackServer(r => r.Target == "/gone" ? Answers.Empty(404) : Answers.Json("{\"id\":\"7\"}"));
        var run = ScenarioRun.Steps(
            """
              - step: Make
                request: POST <<api>>/a
                extract: { id: $.id }
                undo: DELETE <<api>>/a/<<id>>
              - step: Call
                call: inner.yaml
                with: { api: <<api>> }
              - step: Each
                for_each: [1, 2]
                request: GET <<api>>/<<item>>
              - step: Not now
                when: <<id == "8">>
                request: GET <<api>>/never
              - step: Wanted to be gone
                request: GET <<api>>/gone
                expect: { status: 404 }
              - step: Not wanted
                request: DELETE <<api>>/gone
            finally:
              - step: Clean
                request: GET <<api>>/end
            """
        );
        await (run with { Trace = heard.Settings, Undo = UndoPolicy.Always })
            .With("api", server.Address)
            .File("inner.yaml", "scenario: Inner\ninputs: { api: { type: url } }\nsteps: [{ step: Deep, request: GET <<api>>/deep }]\n")
            .RunAsync();
        Assert.Equal(
            """
            Test !
              Make
                POST
              Call
                Deep
                  GET
              Each
                GET
              Each
                GET
              Wanted to be gone
                GET
              Not wanted !
                DELETE !
              Clean
                GET
              Make
                DELETE
            """,
            heard.Tree
        );
        Assert.All(heard.Requests, r => Assert.Equal(heard.TraceId, r.TraceId.ToHexString()));
    }

    [Fact]
    public async Task A_request_has_the_attributes_of_the_semantic_conventions()
    {
        using var heard = new HeardSpans();
        await using var server = new LoopbackServer(Answers.Empty(204));
        await Run(heard, server, "  - step: One\n    request: POST <<api>>/a/c?d=e&f=<<v>>", "x/y");
        Assert.Equal(
            $"""
            http.request.method: POST
            http.response.status_code: 204
            network.protocol.version: 1.1
            server.address: 127.0.0.1
            server.port: {server.Port}
            url.full: {server.Address}/a/c?d=e&f=x%2Fy
            """,
            HeardSpans.Tags(Assert.Single(heard.Requests))
        );
    }

    [Fact]
    public async Task A_step_and_a_run_say_how_they_ended_and_why()
    {
        using var heard = new HeardSpans();
        await using var server = new LoopbackServer(Answers.Empty(500));
        await Run(heard, server, "  - step: One\n    request: GET <<api>>/a\n  - step: Two\n    request: GET <<api>>/b");
        var step = heard.Named("One");
        Assert.Equal(
            """
            error.type: PS6001
            p1s.outcome: failed
            p1s.step.attempts: 1
            p1s.step.id: one
            p1s.step.number: 1
            p1s.step.phase: steps
            p1s.step.title: One
            """,
            HeardSpans.Tags(step)
        );
        var run = heard.Named("Test");
        Assert.Equal(
            """
            error.type: failed
            p1s.environment: none
            p1s.outcome: failed
            p1s.run.broken: 0
            p1s.run.failed: 1
            p1s.run.in_doubt: 0
            p1s.run.left_behind: 0
            p1s.run.passed: 0
            p1s.run.skipped: 1
            p1s.scenario.title: Test
            """,
            Regex.Replace(HeardSpans.Tags(run), @"(p1s\.run\.id|p1s\.scenario\.path): .*\n", "")
        );
        Assert.StartsWith("PS6001: the status is 500", step.StatusDescription, StringComparison.Ordinal);
        Assert.Equal(step.StatusDescription, run.StatusDescription);
    }

    [Fact]
    public async Task A_request_that_follows_another_of_its_step_says_the_how_manieth_it_is()
    {
        using var heard = new HeardSpans();
        await using var server = new LoopbackServer(Answers.Empty(503));
        await (Steps(heard, "  - step: One\n    request: GET <<api>>/a\n    retry: { attempts: 3 }") with { Clock = new InstantClock() })
            .With("api", server.Address)
            .RunAsync();
        Assert.Equal(["", "1", "2"], heard.Requests.Select(r => HeardSpans.Tag(r, "http.request.resend_count")));
        Assert.All(heard.Requests, r => Assert.Equal(ActivityStatusCode.Error, r.Status));
        Assert.All(heard.Requests, r => Assert.Equal("503", HeardSpans.Tag(r, "error.type")));
        Assert.Equal("3", HeardSpans.Tag(heard.Named("One"), "p1s.step.attempts"));
    }

    [Fact]
    public async Task An_attempt_that_failed_is_an_error_though_the_step_passed()
    {
        using var heard = new HeardSpans();
        var answers = new Queue<string>([Answers.Empty(503), Answers.Redirect(302, "/b"), Answers.Empty(204)]);
        await using var server = new LoopbackServer(_ => answers.Dequeue());
        var step = "  - step: One\n    request: GET <<api>>/a\n    redirects: follow\n    retry: { attempts: 2 }";
        await (Steps(heard, step) with { Clock = new InstantClock() }).With("api", server.Address).RunAsync();
        Assert.Equal("Test\n  One\n    GET !\n    GET\n    GET", heard.Tree);
        Assert.Equal(["/a", "/a", "/b"], heard.Requests.Select(r => HeardSpans.Tag(r, "url.full")![^2..]));
    }

    [Theory]
    [InlineData("http://127.0.0.1:1", "connection_error", "the connection was refused")]
    [InlineData("{silent}", "timeout", "no whole answer within 40 ms")]
    public async Task Without_an_answer_the_span_says_what_kind_of_failure_it_was(string api, string type, string why)
    {
        using var heard = new HeardSpans();
        await using var silent = new LoopbackServer(_ => null);
        await Steps(heard, "  - step: One\n    request: GET <<api>>/a\n    timeout: 40ms")
            .With("api", api.Replace("{silent}", silent.Address, StringComparison.Ordinal))
            .RunAsync();
        var request = Assert.Single(heard.Requests);
        Assert.Equal(type, HeardSpans.Tag(request, "error.type"));
        Assert.StartsWith(why, request.StatusDescription, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_is_cancelled_ends_all_its_spans()
    {
        using var heard = new HeardSpans();
        using var stop = new CancellationTokenSource();
        await using var server = new LoopbackServer(_ =>
        {
            stop.Cancel();
            return null;
        });
        await (Steps(heard, "  - step: One\n    request: GET <<api>>/a") with { Stop = stop.Token }).With("api", server.Address).RunAsync();
        Assert.Equal("Test !\n  One !\n    GET !", heard.Tree);
        Assert.All(heard.All, s => Assert.Equal("cancelled", HeardSpans.Tag(s, "error.type")));
    }

    [Fact]
    public async Task A_step_that_cannot_even_begin_is_told_too()
    {
        using var heard = new HeardSpans();
        await using var server = new LoopbackServer(Answers.Json("{\"a\":\"no list\"}"));
        var steps = "  - step: Zero\n    request: GET <<api>>\n    extract: { a: $.a }\n";
        await Run(heard, server, steps + "  - step: One\n    for_each: <<a>>\n    request: GET <<api>>/a");
        Assert.Equal("Test !\n  Zero\n    GET\n  One !", heard.Tree);
        Assert.Equal("broken", HeardSpans.Tag(heard.Named("One"), "p1s.outcome"));
    }

    [Fact]
    public async Task Spans_have_the_time_of_the_clock_of_the_run()
    {
        using var heard = new HeardSpans();
        var clock = new InstantClock();
        await using var server = new LoopbackServer(Answers.Empty(503));
        var step = "  - step: One\n    request: GET <<api>>/a\n    retry: { attempts: 2, every: 40s, jitter: 0 }";
        await (Steps(heard, step) with { Clock = clock }).With("api", server.Address).RunAsync();
        var waited = clock.Pauses.Max();
        Assert.Equal(new DateTime(2026, 1, 1, 12, 0, 0, DateTimeKind.Utc), heard.Named("Test").StartTimeUtc);
        Assert.InRange(heard.Named("One").Duration, waited, waited * 3);
        Assert.Equal(2026, heard.Requests[0].StartTimeUtc.Year);
    }

    private static ScenarioRun Steps(HeardSpans heard, string steps) => ScenarioRun.Steps(steps) with { Trace = heard.Settings };

    private static Task<Happened> Run(HeardSpans heard, LoopbackServer server, string steps, string v = "") =>
        Steps(heard, steps).With("api", server.Address).With("v", v).RunAsync();
}
