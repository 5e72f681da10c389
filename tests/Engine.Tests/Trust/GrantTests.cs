using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Tests.Execution;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Trust;

/// <summary>Which origins a run may contact (trust rule 1). None of the hosts resolves: a refusal that came after DNS would be PS4001.</summary>
public sealed class GrantTests
{
    private const string Nowhere = "https://no-such-host.invalid";

    [Fact]
    public async Task A_literal_origin_that_was_not_granted_is_refused_before_anything_is_sent()
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var run = ScenarioRun.Steps($"  - step: A\n    request: GET <<api>>\n  - step: B\n    request: GET {Nowhere}/x");
        var happened = await run.With("api", server.Address).RunAsync();
        Assert.Null(happened.Result.Summary);
        Assert.Equal("PS5001", happened.Codes);
        Assert.Equal(8 + 5, happened.Problem.Span.Line);
        Assert.Contains("trust rule 1", happened.Problem.What, StringComparison.Ordinal);
        Assert.Contains(Nowhere, happened.Problem.What, StringComparison.Ordinal);
        Assert.Contains($"allow the origin {Nowhere}", happened.Problem.Fix, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_default_asks_and_does_not_grant()
    {
        var run = new ScenarioRun(
            $$"""
            scenario: Test
            inputs:
              api: { type: url, default: '{{Nowhere}}' }
            steps:
              - step: A
                request: GET <<api>>/x
            """
        );
        Assert.Equal("PS5001", (await run.RunAsync()).Codes);
    }

    [Theory]
    [InlineData("<<v>>/x")]
    [InlineData("<<v>>")]
    [InlineData("<<text.lower v>>/x")]
    [InlineData("<<\"https://no-such-host\" + \".invalid\">>/x")]
    public async Task A_computed_origin_is_refused_before_its_name_is_looked_up(string address)
    {
        var happened = await ScenarioRun.Steps($"  - step: A\n    request: 'GET {address}'").With("v", Nowhere).RunAsync();
        Assert.Equal("PS5001", happened.Codes);
        Assert.Equal(Outcome.Broken, happened.Outcome);
        Assert.True(happened.Summary.Refused);
    }

    [Theory]
    [InlineData("http://127.0.0.1@no-such-host.invalid")]
    [InlineData("http://2130706433")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://127.0.0.1.")]
    [InlineData("http:\\\\127.0.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("/x")]
    public async Task An_address_in_odd_form_is_refused_as_such(string address)
    {
        var happened = await ScenarioRun
            .Steps("  - step: A\n    request: GET <<v>>/x")
            .With("api", "http://127.0.0.1")
            .With("v", address)
            .RunAsync();
        Assert.Equal("PS5003", happened.Codes);
        Assert.True(happened.Summary.Refused);
    }

    [Theory]
    [InlineData("http://localhost:{0}")]
    [InlineData("https://127.0.0.1:{0}")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("http://127.0.0.1")]
    [InlineData("http://127.0.0.2:{0}")]
    public async Task Scheme_host_and_port_all_count(string address)
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var v = string.Format(System.Globalization.CultureInfo.InvariantCulture, address, server.Port);
        var happened = await ScenarioRun.Steps("  - step: A\n    request: GET <<v>>/x").With("api", server.Address).With("v", v).RunAsync();
        Assert.Equal("PS5001", happened.Codes);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task An_origin_is_granted_by_a_url_input_the_environment_and_the_command_line()
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var run = ScenarioRun.Steps("  - step: A\n    request: GET <<v>>/x").With("v", server.Address);
        Assert.Equal("PS5001", (await run.RunAsync()).Codes);
        (await run.Allow(server.Address).RunAsync()).Passed();
        (await run.Allow().Environment($"environment: e\nallow: ['{server.Address}']").RunAsync()).Passed();
        (await run.Environment($"environment: e\ninputs: {{ api: '{server.Address}/v1' }}").RunAsync()).Passed();
        (await run.Environment("environment: e").Variable("P1S_API", server.Address + "/v1").RunAsync()).Passed();
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task An_address_out_of_an_answer_is_refused_like_any_other()
    {
        await using var server = new LoopbackServer(Answers.Json($"{{\"next\":\"{Nowhere}/x\"}}"));
        var steps = "  - step: A\n    request: GET <<api>>\n    extract: { next: $.next }\n  - step: B\n    request: GET <<next>>";
        Assert.Equal("PS5001", (await ScenarioRun.Steps(steps).With("api", server.Address).RunAsync()).Codes);
    }

    [Fact]
    public async Task A_refusal_in_an_obtained_scenario_counts_as_one()
    {
        var run = new ScenarioRun(
            """
            scenario: Test
            inputs:
              token: { obtain: token.yaml }
            steps:
              - step: A
                request: GET <<token>>
            """
        ).File(
            "token.yaml",
            "scenario: T\nvars: { v: 'https://no-such-host.invalid' }\nsteps: [{ step: A, request: 'GET <<v>>' }]\noutputs: { token: x }"
        );
        var happened = await run.RunAsync();
        Assert.Equal("PS5001", happened.Codes);
        Assert.True(happened.Summary.Refused);
    }
}
