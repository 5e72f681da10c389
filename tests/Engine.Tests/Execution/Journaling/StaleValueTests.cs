using Microsoft.Extensions.Time.Testing;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Execution.Journaling;

/// <summary>Values that are no longer good when a run goes on (the scenario language, section 9, <c>lasts</c>).</summary>
public sealed class StaleValueTests
{
    private const string Token = """
        scenario: Token
        inputs:
          api: { type: url }
        steps:
          - step: Ask for a token
            request: POST <<api>>/token
            on_unknown: again
            extract: { token: $.access_token }
        outputs:
          token: <<token>>
        """;

    private const string Obtaining = """
        scenario: Test
        inputs:
          api: { type: url }
          token: { obtain: token.yaml }
        vars:
          bearer: 'Bearer <<token>>'
        steps:
          - step: Make
            request: POST <<api>>/things
            headers: { Authorization: '<<bearer>>' }
            extract: { id: $.id }
            undo: { request: DELETE <<api>>/things/<<id>>, headers: { Authorization: '<<bearer>>' } }
          - step: Look
            request: GET <<api>>/things/<<id>>
            headers: { Authorization: '<<bearer>>' }
          - step: Close
            request: GET <<api>>/close
            headers: { Authorization: '<<bearer>>' }
        """;

    private const string Flow = """
        scenario: Test
        inputs:
          api: { type: url }
        steps:
          - step: Begin
            request: GET <<api>>/begin
            extract: { flow: { from: $.id, lasts: 5m } }
          - step: Make
            request: POST <<api>>/things/<<flow>>
            on_unknown: again
          - step: Go on
            request: GET <<api>>/next/<<flow>>
          - step: Close
            request: GET <<api>>/close
        """;

    [Theory]
    [InlineData(30, 1)]
    [InlineData(90, 2)]
    public async Task A_token_that_has_run_out_is_obtained_again_and_nothing_else(int minutes, int tokens)
    {
        await using var server = new LoopbackServer(Answer);
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        using var run = new WrittenRun(Obtaining, ("token.yaml", Token)) { Clock = clock, Undo = Engine.Execution.UndoPolicy.Always }.With(
            "api",
            server.Address
        );
        Assert.Null(await run.RunAsync(journal => new DyingJournal(journal, 2, isAfter: true)));
        clock.Advance(TimeSpan.FromMinutes(minutes));
        var happened = await run.ResumeAsync();
        happened!.Passed();
        Assert.Equal(tokens, server.Requests.Count(r => r.Target == "/token"));
        Assert.Equal(1, server.Requests.Count(r => r.Method == "POST" && r.Target == "/things"));
        var last = server.Requests[^1];
        Assert.Equal("DELETE", last.Method);
        Assert.Equal($"Bearer token-{tokens}", last.Header("Authorization"));
        Assert.Empty(happened.LeftBehind);
    }

    [Theory]
    [InlineData(3, "GET /begin, POST /things/1, GET /next/1, GET /close")]
    [InlineData(9, "GET /begin, POST /things/1, GET /begin, POST /things/2, GET /next/2, GET /close")]
    public async Task A_flow_that_has_run_out_is_begun_again(int minutes, string sent)
    {
        var flows = 0;
        await using var server = new LoopbackServer(r => Answers.Json($$"""{ "id": "{{(r.Target == "/begin" ? ++flows : 0)}}" }"""));
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        using var run = new WrittenRun(Flow) { Clock = clock }.With("api", server.Address);
        Assert.Null(await run.RunAsync(journal => new DyingJournal(journal, 2, isAfter: true)));
        clock.Advance(TimeSpan.FromMinutes(minutes));
        (await run.ResumeAsync())!.Passed();
        Assert.Equal(sent, string.Join(", ", server.Requests.Select(r => $"{r.Method} {r.Target}")));
    }

    [Fact]
    public async Task What_must_not_be_sent_twice_ends_the_way_back()
    {
        await using var server = new LoopbackServer(r => Answers.Json("""{ "id": "1" }"""));
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        using var run = new WrittenRun(Flow.Replace("on_unknown: again", "on_unknown: ask", StringComparison.Ordinal))
        {
            Clock = clock,
        }.With("api", server.Address);
        Assert.Null(await run.RunAsync(journal => new DyingJournal(journal, 2, isAfter: true)));
        clock.Advance(TimeSpan.FromMinutes(9));
        var before = server.Requests.Count;
        var happened = await run.ResumeAsync();
        Assert.Null(happened!.Result.Summary);
        Assert.Equal("PS4020", happened.Codes);
        Assert.Contains("\"flow\" was good until", happened.Problem.What, StringComparison.Ordinal);
        Assert.Contains("step \"Make\"", happened.Problem.Why, StringComparison.Ordinal);
        Assert.Equal(before, server.Requests.Count);
    }

    private int tokens;

    private string Answer(Recorded request) =>
        request.Target == "/token"
            ? Answers.Json($$"""{ "access_token": "token-{{++tokens}}", "expires_in": 3600 }""")
            : Answers.Json("""{ "id": "7" }""");
}
