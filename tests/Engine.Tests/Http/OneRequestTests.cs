using System.Text;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Tests.Execution;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Tests.Http;

/// <summary>One attempt is one request on the wire, whatever the method and whatever the server does (decision 0011).</summary>
public sealed class OneRequestTests : IDisposable
{
    private static readonly TestAuthority Authority = new("Company");
    private static readonly SourceSpan Span = new SourceText("scenario.yaml", "request").Beginning;
    private static readonly TlsProfile? Trusting = Authority.Profile;

    private readonly HttpSender sender = new(TimeProvider.System);

    public static TheoryData<string> Methods => ["GET", "HEAD", "OPTIONS", "DELETE", "PUT", "POST", "PATCH", "TRACE"];

    public void Dispose() => sender.Dispose();

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_server_that_reads_and_closes_sees_one_request(string method)
    {
        await using var server = new LoopbackServer("");
        var failure = await FailureAsync(method, server.Address, HttpChoice.Negotiated);
        Assert.Equal(SendFailure.Cut, failure.Failure);
        Assert.False(failure.NeverLeft);
        Assert.Equal(method, server.Only.Method);
        Assert.Equal(server.Only.Bytes, server.Received);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task So_does_one_that_does_it_on_a_connection_it_answered_on(string method)
    {
        var answered = 0;
        await using var server = new LoopbackServer(_ => answered++ == 0 ? Answers.Empty(204) : "");
        Assert.IsType<Answered>(await SendAsync("GET", server.Address, HttpChoice.Negotiated));
        Assert.False((await FailureAsync(method, server.Address, HttpChoice.Negotiated)).NeverLeft);
        Assert.Equal(["GET", method], server.Requests.Select(r => r.Method));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task So_does_one_behind_TLS(string method)
    {
        await using var server = new LoopbackServer(_ => "", Authority.Issue("localhost"));
        await FailureAsync(method, $"https://localhost:{server.Port}", HttpChoice.Negotiated);
        Assert.Equal(method, server.Only.Method);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task So_does_one_that_half_answers(string method)
    {
        await using var server = new LoopbackServer(_ => "HTTP/1.1 200 O\r\nConnection: close");
        await FailureAsync(method, server.Address, HttpChoice.Negotiated);
        Assert.Equal(method, server.Only.Method);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task So_does_one_that_refuses_a_request_over_HTTP2(string method)
    {
        await using var server = new FrameServer(stream => FrameServer.Refused(stream));
        await FailureAsync(method, server.Address, HttpChoice.Two);
        Assert.Single(server.Requests);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task So_does_one_that_leaves_before_a_request_over_HTTP2(string method)
    {
        await using var server = new FrameServer(_ => FrameServer.Leaving(0));
        await FailureAsync(method, server.Address, HttpChoice.Two);
        Assert.Single(server.Requests);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task So_does_one_that_wants_HTTP1_instead(string method)
    {
        await using var server = new FrameServer(stream => FrameServer.Refused(stream, code: 13), Authority.Issue("localhost"));
        await FailureAsync(method, $"https://localhost:{server.Port}", HttpChoice.Negotiated);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(7, "or refused the request over HTTP/2")]
    [InlineData(13, "not HTTP/2, or wants this request over it")]
    [InlineData(2, "over HTTP/2 (error 2)")]
    [InlineData(8, "over HTTP/2 (error 8)")]
    public async Task What_a_server_of_HTTP2_says_of_a_request_with_a_body_is_told(byte code, string why)
    {
        await using var server = new FrameServer(stream => FrameServer.Refused(stream, code));
        var failure = await FailureAsync("POST", server.Address, HttpChoice.Two, "hello");
        Assert.EndsWith(why, failure.Reason, StringComparison.Ordinal);
        Assert.False(failure.NeverLeft);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task So_does_one_that_closes_a_connection_of_HTTP2()
    {
        await using var server = new FrameServer(_ => []);
        await FailureAsync("DELETE", server.Address, HttpChoice.Two);
        Assert.Single(server.Requests);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task A_server_that_leaves_in_order_gets_the_next_request_on_a_new_connection()
    {
        await using var server = new FrameServer(stream => [.. FrameServer.Leaving(stream), .. FrameServer.NoContent(stream)]);
        foreach (var method in Methods)
            Assert.IsType<Answered>(await SendAsync(method.Data, server.Address, HttpChoice.Two));
        Assert.Equal(8, server.Requests.Count);
        Assert.Equal(8, server.Connections);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Each_attempt_of_a_step_is_one(int attempts)
    {
        await using var server = new LoopbackServer("");
        var happened = await ScenarioRun
            .Steps($"  - {{ step: S, request: GET <<api>>/x, retry: {{ on: [connection], attempts: {attempts}, every: 1ms }} }}")
            .With("api", server.Address)
            .RunAsync();
        Assert.Equal("PS4001", happened.Codes);
        Assert.Equal(attempts, server.Requests.Count);
    }

    [Fact]
    public async Task What_made_something_is_taken_back_once()
    {
        await using var server = new LoopbackServer(r => r.Method == "POST" ? Answers.Json("{\"id\":1}", 201) : "");
        var run = ScenarioRun.Steps(
            "  - { step: S, request: POST <<api>>/x, expect: { status: 201 }, extract: { id: $.id }, undo: DELETE <<api>>/x/<<id>> }"
        ) with
        {
            Undo = PingOneScenarios.Engine.Execution.UndoPolicy.Always,
        };
        await run.With("api", server.Address).RunAsync();
        Assert.Equal(["POST", "DELETE"], server.Requests.Select(r => r.Method));
    }

    private async Task<Unanswered> FailureAsync(string method, string address, HttpChoice http, string? body = null) =>
        Assert.IsType<Unanswered>(await SendAsync(method, address, http, body));

    private Task<SendResult> SendAsync(string method, string address, HttpChoice http, string? body = null) =>
        sender.SendAsync(
            new RenderedRequest
            {
                Method = method,
                Address = RenderedText.Literal(address + "/x"),
                Body = body is null
                    ? null
                    : new RenderedBody(Encoding.UTF8.GetBytes(body), RenderedText.Literal("text/plain"), () => body, LabelSet.None),
                Timeout = TimeSpan.FromSeconds(20),
                Span = Span,
            },
            cookies: null,
            Grants.None.By(Trusting, http, Proxies.None),
            TestContext.Current.CancellationToken
        );
}
