using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Execution;

/// <summary>Scenarios that call others, or obtain inputs from them.</summary>
public sealed class CallTests
{
    private const string Inner = """
        scenario: Inner
        inputs:
          api: { type: url }
          name: { default: usual }
        vars: { id: inner-var }
        steps:
          - step: Make
            request: POST <<api>>/<<name>>
            extract: { token: $.access_token, id2: $.id }
        outputs: { id: <<id2>>, token: <<token>>, both: '<<id2>>-<<token>>' }
        """;

    [Fact]
    public async Task A_call_has_variables_of_its_own_and_gives_its_outputs()
    {
        await using var server = new LoopbackServer(Answers.Json("{\"id\":\"user-0001\",\"access_token\":\"fake-token-1\"}"));
        var steps =
            "  - step: Call\n    call: inner.yaml\n    with: { name: '<<v>>/x' }\n"
            + "    expect: { that: ['<<outputs.id == \"user-0001\">>'] }\n"
            + "    extract: { id: <<outputs.id>>, token: <<outputs.token>>, both: <<outputs.both>> }\n"
            + "  - step: Use\n    request: GET <<api>>/<<id>>\n    auth: { bearer: <<token>> }";
        var happened = await ScenarioRun.Steps(steps).File("inner.yaml", Inner).With("api", server.Address).With("v", "given").RunAsync();
        happened.Passed();
        Assert.Equal(["/given%2Fx", "/user-0001"], server.Requests.Select(r => r.Target));
        Assert.Equal("Bearer fake-token-1", server.Requests[1].Header("Authorization"));
        Assert.Equal("user-0001", happened.Extracted("id"));
        Assert.Equal("user-0001-‹token›", happened.Extracted("both"));
        Assert.Equal([(1, "Make"), (0, "Call"), (0, "Use")], happened.Steps.Select(s => (s.Step.Depth, s.Step.Title.Text)));
        Assert.DoesNotContain("fake-token-1", EventTexts.Of(happened), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_outputs_together_are_as_secret_as_one_of_them()
    {
        await using var server = new LoopbackServer(Answers.Json("{\"id\":\"user-0001\",\"access_token\":\"fake-token-1\"}"));
        var steps = "  - step: Call\n    call: inner.yaml\n    extract: { all: <<outputs>>, size: <<text.length (json.text outputs)>> }";
        var happened = await ScenarioRun.Steps(steps).File("inner.yaml", Inner).With("api", server.Address).RunAsync();
        happened.Passed();
        Assert.Equal("{\"id\":\"user-0001\",\"token\":\"‹token›\",\"both\":\"user-0001-‹token›\"}", happened.Extracted("all"));
        Assert.Equal("‹token›", happened.Extracted("size"));
    }

    [Fact]
    public async Task A_secret_that_is_passed_stays_one()
    {
        await using var server = new LoopbackServer(Answers.Json("{\"id\":\"1\",\"access_token\":\"fake-token-1\"}"));
        await using var other = new LoopbackServer(Answers.Json("{}"));
        var run = ScenarioRun
            .Steps("  - step: Call\n    call: inner.yaml\n    with: { api: <<other>>, name: <<secret>> }")
            .File("inner.yaml", Inner)
            .With("api", server.Address)
            .With("other", other.Address)
            .Variable("FAKE", "fake-secret")
            .Environment($"environment: e\nsecrets: {{ secret: {{ env: FAKE, to: ['{server.Address}'] }} }}");
        var happened = await run.RunAsync();
        Assert.Equal("PS5002", happened.Codes);
        Assert.True(happened.Summary.Refused);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task What_fails_inside_is_told_once_and_ends_the_caller()
    {
        await using var server = new LoopbackServer(Answers.Empty(500));
        var steps = "  - step: Call\n    call: inner.yaml\n  - step: Later\n    request: GET <<api>>";
        var happened = await ScenarioRun.Steps(steps).File("inner.yaml", Inner).With("api", server.Address).RunAsync();
        Assert.Equal("failed failed skipped", happened.Outcomes);
        Assert.Equal("PS6001", happened.Codes);
    }

    [Fact]
    public async Task An_output_that_cannot_be_computed_is_told_by_the_call()
    {
        await using var server = new LoopbackServer(Answers.Json("{\"id\":\"1\",\"access_token\":\"fake-token-1\"}"));
        var inner = Inner.Replace("id: <<id2>>, token", "id: '<<json.parse token>>', token", StringComparison.Ordinal);
        var happened = await ScenarioRun
            .Steps("  - step: Call\n    call: inner.yaml")
            .File("inner.yaml", inner)
            .With("api", server.Address)
            .RunAsync();
        Assert.Equal("passed broken", happened.Outcomes);
        Assert.EndsWith("inner.yaml", happened.Problem.Span.Source.Path, StringComparison.Ordinal);
        Assert.Equal("Call", happened.Steps.Single(s => !s.Problems.IsEmpty).Step.Title);
    }

    [Fact]
    public async Task A_passed_value_that_does_not_fit_is_told_by_the_call()
    {
        var inner = "scenario: I\ninputs: { n: { type: number } }\nsteps: [{ step: S, request: GET http://127.0.0.1/ }]";
        var happened = await ScenarioRun
            .Steps("  - step: Call\n    call: inner.yaml\n    with: { n: <<v ?? 0>> }")
            .File("inner.yaml", inner)
            .With("v", "text")
            .Allow("http://127.0.0.1")
            .RunAsync();
        Assert.Equal("PS3002", happened.Codes);
        Assert.Equal("skipped broken", happened.Outcomes);
    }

    [Fact]
    public async Task A_false_expectation_of_the_outputs_fails_the_call()
    {
        await using var server = new LoopbackServer(Answers.Json("{\"id\":\"1\",\"access_token\":\"fake-token-1\"}"));
        var steps = "  - step: Call\n    call: inner.yaml\n    expect: { that: ['<<outputs.id == \"2\">>', '<<outputs.token == \"2\">>'] }";
        var happened = await ScenarioRun.Steps(steps).File("inner.yaml", Inner).With("api", server.Address).RunAsync();
        Assert.Equal("PS6004 PS6004", happened.Codes);
        Assert.Equal("outputs.id is \"1\"", happened.Problems[0].Why);
        Assert.Equal("outputs.token is ‹token›", happened.Problems[1].Why);
    }

    private const string Obtaining = """
        scenario: Test
        inputs:
          api: { type: url }
          token: { secret: true, obtain: token.yaml }
          other: { obtain: other.yaml }
        steps:
          - step: Use
            request: GET <<api>>/use/<<other>>
            auth: { bearer: <<token>> }
          - step: Call
            call: other.yaml
        """;

    private const string Token = """
        scenario: Token
        inputs: { api: { type: url } }
        steps:
          - step: Get it
            request: GET <<api>>/token
            extract: { token: $.t }
        outputs: { token: <<token>> }
        """;

    private const string Other = """
        scenario: Other
        inputs: { token: { secret: true, obtain: token.yaml } }
        steps:
          - step: Look
            request: GET http://127.0.0.1:PORT/look
            auth: { bearer: <<token>> }
        outputs: { other: o }
        """;

    [Fact]
    public async Task An_input_is_obtained_once_a_run_and_is_as_secret_as_it_says()
    {
        await using var server = new LoopbackServer(Answers.Json("{\"t\":\"fake-token-1\"}"));
        var happened = await Obtain(server).RunAsync();
        happened.Passed();
        Assert.Equal(["/token", "/look", "/use/o", "/look"], server.Requests.Select(r => r.Target));
        Assert.All(server.Requests.Skip(1), r => Assert.Equal("Bearer fake-token-1", r.Header("Authorization")));
        Assert.Equal(2, happened.Summary.Passed);
    }

    [Fact]
    public async Task A_value_that_was_given_is_not_obtained()
    {
        await using var server = new LoopbackServer(Answers.Json("{}"));
        (await Obtain(server).With("token", "fake-given").With("other", "x").RunAsync()).Passed();
        Assert.Equal(["/use/x", "/look"], server.Requests.Select(r => r.Target));
        Assert.Equal("Bearer fake-given", server.Requests[1].Header("Authorization"));
    }

    [Fact]
    public async Task When_obtaining_fails_no_step_runs_and_the_reason_is_told()
    {
        await using var server = new LoopbackServer(Answers.Empty(503));
        var happened = await Obtain(server).RunAsync();
        Assert.Equal("failed skipped skipped", happened.Outcomes);
        Assert.Equal(Outcome.Failed, happened.Outcome);
        Assert.Equal("PS6001", happened.Codes);
        Assert.Equal("the input \"token\" could not be obtained", happened.Steps[1].Note);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task What_no_step_tells_of_obtaining_is_told_by_the_run()
    {
        await using var server = new LoopbackServer(Answers.Json("{\"t\":\"fake-token-1\"}"));
        var run = Obtain(server).File("token.yaml", Token.Replace("<<token>>", "'<<json.parse token>>'", StringComparison.Ordinal));
        var happened = await run.RunAsync();
        Assert.Equal("passed skipped skipped", happened.Outcomes);
        Assert.Equal(Outcome.Broken, happened.Outcome);
        Assert.Single(happened.Summary.Problems);
    }

    [Fact]
    public async Task Calls_nest()
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var run = ScenarioRun.Steps("  - step: S0\n    call: f1.yaml").With("api", server.Address);
        for (var i = 1; i < 6; i++)
        {
            var action = i == 5 ? "request: GET <<api>>/deep" : $"call: f{i + 1}.yaml";
            run.File($"f{i}.yaml", $"scenario: F{i}\ninputs: {{ api: {{ type: url }} }}\nsteps: [{{ step: S{i}, {action} }}]");
        }
        var happened = await run.RunAsync();
        happened.Passed();
        Assert.Equal([5, 4, 3, 2, 1, 0], happened.Steps.Select(s => s.Step.Depth));
    }

    private static ScenarioRun Obtain(LoopbackServer server) =>
        new ScenarioRun(Obtaining)
            .File("token.yaml", Token)
            .File(
                "other.yaml",
                Other.Replace("PORT", server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)
            )
            .With("api", server.Address);
}
