using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Execution;

/// <summary>A run that looked at nothing is no run in which all was right.</summary>
public sealed class EmptyRunTests
{
    private const string Never = "  - step: A\n    when: <<v == \"never\">>\n    request: GET <<api>>\n";
    private const string Called = "scenario: C\nsteps:\n  - step: In it\n    when: <<1 == 2>>\n    request: GET https://h.example/\n";

    [Theory]
    [InlineData("a condition", Never)]
    [InlineData("an empty list", "  - step: A\n    for_each: []\n    request: GET <<api>>\n")]
    [InlineData("an empty computed list", "  - step: A\n    for_each: <<rows>>\n    request: GET <<api>>\n")]
    [InlineData("an empty selection", "  - step: A\n    for_each: <<regex.all v \"x\">>\n    request: GET <<api>>\n")]
    [InlineData(
        "turns that are all skipped",
        "  - step: A\n    for_each: [1, 2]\n    when: <<item == 3>>\n    request: GET <<api>>/<<item>>\n"
    )]
    [InlineData("several of these", Never + "  - step: B\n    for_each: <<rows>>\n    request: GET <<api>>\n")]
    [InlineData("a call in which nothing ran", "  - step: A\n    call: called.yaml\n")]
    [InlineData("calls in which nothing ran", "  - step: A\n    for_each: [1, 2]\n    call: called.yaml\n")]
    [InlineData("a finally that is skipped too", Never + "finally:\n  - step: Z\n    when: <<v == \"never\">>\n    request: GET <<api>>\n")]
    public async Task A_run_in_which_every_step_was_skipped_is_skipped_and_says_why(string what, string steps)
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var happened = await RunOf(steps, server).RunAsync();

        Assert.True(happened.Outcome == Outcome.Skipped, what);
        Assert.Equal("PS6009", Assert.Single(happened.Summary.Problems).Code.Id);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Where_an_empty_run_is_allowed_nothing_is_wrong_with_it()
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var happened = await (RunOf(Never, server) with { AllowEmpty = true }).RunAsync();

        Assert.Equal(Outcome.Skipped, happened.Outcome);
        Assert.Empty(happened.Problems);
    }

    [Theory]
    [InlineData("a step that ran", Never + "  - step: B\n    request: GET <<api>>\n", Outcome.Passed)]
    [InlineData(
        "one turn of several",
        "  - step: A\n    for_each: [1, 2]\n    when: <<item == 2>>\n    request: GET <<api>>\n",
        Outcome.Passed
    )]
    [InlineData("a step of finally", Never + "finally:\n  - step: Z\n    request: GET <<api>>\n", Outcome.Passed)]
    [InlineData("a failed step", Never + "  - step: B\n    request: GET <<api>>\n    expect: { status: 200 }\n", Outcome.Failed)]
    [InlineData("a broken condition", "  - step: A\n    when: <<v ?? 0>>\n    request: GET <<api>>\n", Outcome.Broken)]
    public async Task One_step_is_enough(string what, string steps, Outcome outcome)
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var happened = await RunOf(steps, server).RunAsync();

        Assert.True(happened.Outcome == outcome, what);
        Assert.DoesNotContain("PS6009", happened.Codes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_loop_over_an_empty_list_says_so_and_gives_an_empty_list()
    {
        await using var server = new LoopbackServer(Answers.Json("{\"id\":1}"));
        var happened = await RunOf(
                "  - step: A\n    for_each: <<rows>>\n    request: GET <<api>>/<<item>>\n    extract: { ids: $.id }\n"
                    + "  - step: B\n    when: <<ids.size == 0>>\n    request: GET <<api>>\n",
                server
            )
            .RunAsync();

        Assert.Equal("skipped passed", happened.Outcomes);
        Assert.Equal("the list of for_each is empty", happened.Steps[0].Note);
        happened.Passed();
    }

    [Theory]
    [InlineData("x-a", "X_A: 1", false)]
    [InlineData("x-a", "x_a: 1", false)]
    [InlineData("x_a", "X-A: 1", true)]
    [InlineData("x_a-b", "X_A_B: 1", false)]
    [InlineData("x-a-b", "X-A_B: 1", false)]
    [InlineData("x-a", "X-A: 1", true)]
    [InlineData("X_a", "x_A: 1", true)]
    [InlineData("content-typ", "Content_Typ: 1", false)]
    public async Task A_header_is_the_one_of_its_name(string expected, string sent, bool passes)
    {
        await using var server = new LoopbackServer(Answers.Json("{}", 200, sent));
        var happened = await RunOf($"  - step: A\n    request: GET <<api>>\n    expect: {{ headers: {{ {expected}: '1' }} }}\n", server)
            .RunAsync();

        Assert.Equal(passes ? "passed" : "failed", happened.Outcomes);
    }

    [Theory]
    [InlineData("response.headers.x_a", "X-A: 1", "1")]
    [InlineData("response.headers.x_a", "X_A: 1", "1")]
    [InlineData("response.headers[\"x-a\"]", "X-A: 1", "1")]
    [InlineData("response.headers[\"x-a\"]", "X_A: 1", null)]
    [InlineData("response.headers[\"x-a_b\"]", "X_A-B: 1", null)]
    public async Task In_expressions_a_low_line_stands_for_a_hyphen_and_not_the_other_way(string expression, string sent, string? given)
    {
        await using var server = new LoopbackServer(Answers.Json("{}", 200, sent));
        var happened = await RunOf($"  - step: A\n    request: GET <<api>>\n    extract: {{ got: '<<{expression}>>' }}\n", server)
            .RunAsync();

        Assert.Equal(given is null ? "broken" : "passed", happened.Outcomes);
        if (given is not null)
            Assert.Equal(given, happened.Extracted("got"));
    }

    private static ScenarioRun RunOf(string steps, LoopbackServer server) =>
        ScenarioRun.Steps(steps).File("called.yaml", Called).With("api", server.Address).With("v", "EU").Allow("https://h.example");
}
