using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Execution;

/// <summary>The order inside a step, and what an answer is held to.</summary>
public sealed class StepOrderTests
{
    [Theory]
    [InlineData(200, "", "")]
    [InlineData(299, "", "")]
    [InlineData(302, "", "PS6001")]
    [InlineData(404, "", "PS6001")]
    [InlineData(500, "", "PS6001")]
    [InlineData(404, "status: 404", "")]
    [InlineData(200, "status: 404", "PS6001")]
    [InlineData(204, "status: [200, 204]", "")]
    [InlineData(201, "status: [200, 204]", "PS6001")]
    [InlineData(499, "status: 4xx", "")]
    [InlineData(503, "status: [4xx, 503]", "")]
    [InlineData(502, "status: [4xx, 503]", "PS6001")]
    public async Task Without_a_status_the_answer_is_2xx(int status, string expect, string codes)
    {
        var happened = await Get(Answers.Empty(status), $"expect: {{ {expect} }}");
        Assert.Equal(codes, happened.Codes);
        Assert.Equal(codes.Length == 0 ? Outcome.Passed : Outcome.Failed, happened.Outcome);
    }

    [Fact]
    public async Task The_status_is_told_first_and_alone_with_what_the_server_says()
    {
        var happened = await Get(
            Answers.Json("{\"error\":\"invalid_client\",\"error_description\":\"no such client\"}", 401),
            "expect: { status: 200, json: { a: 1 }, headers: { x: y }, that: ['<<response.json.a == 1>>'] }\n    extract: { a: $.a }"
        );
        Assert.Equal("PS6001", happened.Codes);
        Assert.Equal("the server says invalid_client: no such client\nthe request says nothing of its client", happened.Problem.Why);
        var step = Assert.Single(happened.Steps);
        Assert.Empty(step.Extracted);
        Assert.NotNull(step.Exchange);
    }

    [Fact]
    public async Task All_other_mismatches_are_told_together_with_their_lines()
    {
        var happened = await Get(
            Answers.Json("{\"a\":1,\"b\":[1,2]}", 200, "X-One: 1", "X-Two: a", "X-Two: b"),
            "expect:\n      headers: { x-one: '2', X-TWO: [a, c], x-none: z }\n      json: { a: 2, b: [1, 3], c: 1 }\n      that:\n        - <<response.json.a == 3>>\n        - <<response.json.a>>\n    extract: { a: $.a }"
        );
        Assert.Equal("PS6002 PS6002 PS6002 PS6003 PS6003 PS6003 PS6004 PS6004", happened.Codes);
        Assert.Equal(
            ["$.a is not as expected", "$.b[1] is not as expected", "$.c is not as expected"],
            happened.Problems.Where(p => p.Code.Id == "PS6003").Select(p => p.What)
        );
        Assert.Equal("response.json.a is 1", happened.Problems[6].Why);
        Assert.Contains("this is a number", happened.Problems[7].What, StringComparison.Ordinal);
        Assert.Equal([12, 12, 12, 13, 13, 13, 15, 16], happened.Problems.Select(p => p.Span.Line - 1));
        Assert.Empty(Assert.Single(happened.Steps).Extracted);
        Assert.Equal(Outcome.Failed, happened.Outcome);
    }

    [Theory]
    [InlineData("headers: { x-one: '1', X-Two: [a, b] }")]
    [InlineData("headers: { x_one: '<<is.text>>', X-None: '<<is.absent>>' }")]
    [InlineData("json: { a: 1 }")]
    [InlineData("json: { a: '<<is.number>>', c: '<<is.absent>>' }")]
    [InlineData("that: ['<<response.json.a == 1 && response.status == 200>>', '<<response.json.b.size == 2>>']")]
    public async Task What_is_as_expected_passes(string expect)
    {
        var happened = await Get(Answers.Json("{\"a\":1,\"b\":[1,2]}", 200, "X-One: 1", "X-Two: a", "X-Two: b"), $"expect: {{ {expect} }}");
        Assert.Equal("", happened.Codes);
    }

    [Theory]
    [InlineData("expect: { json: { a: 1 } }")]
    [InlineData("expect: { that: ['<<response.json.a == 1>>'] }")]
    public async Task An_answer_that_is_not_JSON_cannot_be_judged_as_JSON(string expect)
    {
        var happened = await Get(Answers.Of(200, "<html>", "Content-Type: text/html"), expect);
        Assert.Equal("PS4004", happened.Codes);
        Assert.Equal(Outcome.Broken, happened.Outcome);
    }

    [Theory]
    [InlineData("text: hello world", "")]
    [InlineData("text: <<is.containing \"wor\">>", "")]
    [InlineData("text: <<v>>", "")]
    [InlineData("text: hello", "PS6005")]
    [InlineData("text: <<is.empty>>", "PS6005")]
    [InlineData("within: 1m", "")]
    [InlineData("within: 0.001ms", "PS6006")]
    [InlineData("{ text: hello, within: 0.001ms, that: ['<<1 == 2>>'] }", "PS6005 PS6006 PS6004")]
    public async Task The_body_as_text_and_the_time_are_judged_too(string expect, string codes)
    {
        await using var server = new LoopbackServer(Answers.Of(200, "hello world"));
        var expected = expect.StartsWith('{') ? expect : $"{{ {expect} }}";
        var run = ScenarioRun.Steps($"  - step: A\n    request: GET <<api>>\n    expect: {expected}").With("api", server.Address);
        var happened = await run.With("v", "hello world").RunAsync();
        Assert.Equal(codes, happened.Codes);
        if (codes == "PS6005" && expect.EndsWith("hello", StringComparison.Ordinal))
            Assert.Equal("expected: \"hello\"\nactual:   \"hello world\"", happened.Problem.Why);
    }

    [Fact]
    public async Task A_template_that_cannot_be_computed_never_reaches_the_wire()
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var steps = "  - step: A\n    request: GET <<api>>/x\n    query: { a: '<<json.parse v>>' }\n  - step: B\n    request: GET <<api>>";
        var happened = await ScenarioRun.Steps(steps).With("api", server.Address).With("v", "text").RunAsync();
        Assert.Equal("broken skipped", happened.Outcomes);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task After_a_step_that_did_not_pass_the_rest_is_skipped()
    {
        await using var server = new LoopbackServer(r => Answers.Empty(r.Target == "/b" ? 500 : 204));
        var steps = string.Join("\n", "abcd".Select(s => $"  - step: {s}\n    request: GET <<api>>/{s}"));
        var happened = await ScenarioRun.Steps(steps).With("api", server.Address).RunAsync();
        Assert.Equal("passed failed skipped skipped", happened.Outcomes);
        Assert.Equal("an earlier step did not pass", happened.Steps[2].Note);
        var summary = happened.Summary;
        Assert.Equal((Outcome.Failed, 1, 1, 0, 2), (summary.Outcome, summary.Passed, summary.Failed, summary.Broken, summary.Skipped));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_step_tells_what_it_sent_and_got()
    {
        await using var server = new LoopbackServer(Answers.Json("{\"a\":1}", 201));
        var steps = "  - step: Make it\n    request: POST <<api>>/a?b=<<secret>>\n    json: { s: <<secret>> }\n    extract: { a: $.a }";
        var run = ScenarioRun.Steps(steps).With("api", server.Address).With("secret", "fake-secret");
        var happened = await (run with { Verbose = true }).RunAsync();
        Assert.Equal(
            ["RunStarted", "StepStarted", "RequestSent", "StepFinished", "RunFinished"],
            happened.Events.Select(e => e.GetType().Name)
        );
        var started = Assert.Single(happened.Events.OfType<StepStarted>());
        Assert.Equal(("POST", "<<api>>/a?b=<<secret>>", "make-it"), (started.Method, started.Target, started.Step.Id));
        var step = Assert.Single(happened.Steps);
        Assert.Equal(("POST", "/a?b=‹secret›", 201), (step.Method?.Text, step.Target?.Text, step.Status));
        Assert.Equal(server.Address + "/a?b=‹secret›", step.Exchange!.Address);
        Assert.Equal("{\"s\":\"‹secret›\"}", step.Exchange.RequestBody);
        Assert.Equal("{\"a\":1}", step.Exchange.AnswerBody);
        Assert.Equal("Host User-Agent Content-Type Content-Length", string.Join(" ", step.Exchange.RequestHeaders.Select(h => h.Name)));
        Assert.Null(Assert.Single((await run.RunAsync()).Steps).Exchange);
    }

    private static async Task<Happened> Get(string answer, string more)
    {
        await using var server = new LoopbackServer(answer);
        return await ScenarioRun.Steps($"  - step: A\n    request: GET <<api>>\n    {more}").With("api", server.Address).RunAsync();
    }
}
