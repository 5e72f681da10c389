using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Execution;

/// <summary><c>when</c> and <c>for_each</c>.</summary>
public sealed class LoopTests
{
    [Theory]
    [InlineData("<<v == \"EU\">>", "passed")]
    [InlineData("<<v == \"NA\">>", "skipped")]
    [InlineData("<<rows.size == 0>>", "passed")]
    [InlineData("<<v ?? 0>>", "broken")]
    [InlineData("<<rows[0] == 1>>", "broken")]
    public async Task A_step_runs_when_its_condition_is_true(string when, string outcome)
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var happened = await ScenarioRun
            .Steps($"  - step: A\n    when: '{when}'\n    request: GET <<api>>")
            .With("api", server.Address)
            .With("v", "EU")
            .RunAsync();
        Assert.Equal(outcome, happened.Outcomes);
        Assert.Equal(outcome == "passed" ? 1 : 0, server.Requests.Count);
        Assert.Equal(outcome, happened.Outcome.ToString().ToLowerInvariant());
    }

    [Fact]
    public async Task A_skipped_step_provides_nothing_and_whoever_needs_it_is_told_so()
    {
        await using var server = new LoopbackServer(Answers.Json("{\"id\":1}"));
        const string steps =
            "  - step: Maybe\n    when: <<v == \"x\">>\n    request: GET <<api>>\n    extract: { id: $.id }\n"
            + "  - step: Otherwise\n    request: GET <<api>>/<<id ?? \"none\">>\n"
            + "  - step: Needs it\n    request: GET <<api>>/<<id>>";
        var happened = await ScenarioRun.Steps(steps).With("api", server.Address).With("v", "y").RunAsync();
        Assert.Equal("skipped passed broken", happened.Outcomes);
        Assert.Equal("v == \"x\" is not true", happened.Steps[0].Note);
        var problem = Assert.Single(happened.Steps[2].Problems);
        Assert.Equal("step \"Maybe\" extracts it, but was skipped: v == \"x\" is not true", problem.Why);
        Assert.Equal((1, 1), (happened.Summary.Skipped, happened.Summary.Passed));
        Assert.Equal("/none", server.Requests[0].Target);
    }

    [Fact]
    public async Task A_secret_condition_is_not_shown()
    {
        var happened = await ScenarioRun
            .Steps("  - step: A\n    when: <<secret ?? 0>>\n    request: GET <<api>>")
            .With("api", "http://127.0.0.1:9")
            .With("secret", "fake-secret-value")
            .RunAsync();
        Assert.Equal("broken", happened.Outcomes);
        Assert.DoesNotContain("fake-secret-value", EventTexts.Of(happened), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_runs_once_for_each_item_and_extracts_lists()
    {
        var id = 0;
        await using var server = new LoopbackServer(_ => Answers.Json($"{{\"id\":{++id}}}", 201));
        const string steps =
            "  - step: Make\n    for_each: [{ name: a, n: 1 }, { name: b, n: 2 }, { name: c, n: 3 }]\n    request: POST <<api>>/<<index>>/<<item.name>>\n"
            + "    json: <<item>>\n    extract: { ids: $.id, names: <<item.name>> }\n    undo: DELETE <<api>>/<<ids>>/<<item.name>>\n"
            + "  - step: Read\n    for_each: <<ids>>\n    request: GET <<api>>/read/<<item>>\n"
            + "  - step: Check\n    request: GET <<api>>\n    expect: { that: ['<<ids == [1, 2, 3]>>', '<<names == [\"a\", \"b\", \"c\"]>>'] }";
        var run = ScenarioRun.Steps(steps).With("api", server.Address) with { Undo = UndoPolicy.Always };
        var happened = await run.RunAsync();
        Assert.Equal("", happened.Codes.Replace("PS6001", "", StringComparison.Ordinal).Trim());
        Assert.Equal(
            ["/0/a", "/1/b", "/2/c", "/read/1", "/read/2", "/read/3", "/", "/3/c", "/2/b", "/1/a"],
            server.Requests.Select(r => r.Target)
        );
        Assert.Equal("{\"name\":\"b\",\"n\":2}", server.Requests[1].Body);
        Assert.Equal((2, 3), (happened.Steps[1].Step.Turn, happened.Steps[1].Step.Turns));
        Assert.Equal(3, happened.Summary.Passed);
    }

    [Fact]
    public async Task The_first_turn_that_does_not_pass_ends_the_loop_and_what_was_made_is_undone()
    {
        await using var server = new LoopbackServer(r => r.Target == "/b" ? Answers.Empty(400) : Answers.Json("{\"id\":1}", 200));
        const string steps =
            "  - step: Make\n    for_each: [a, b, c]\n    request: POST <<api>>/<<item>>\n    extract: { id: $.id }\n    undo: DELETE <<api>>/<<item>>\n"
            + "  - step: After\n    request: GET <<api>>";
        var run = ScenarioRun.Steps(steps).With("api", server.Address) with { Undo = UndoPolicy.Failure };
        var happened = await run.RunAsync();
        Assert.Equal("passed failed skipped passed", happened.Outcomes);
        Assert.Equal(["POST /a", "POST /b", "DELETE /a"], server.Requests.Select(r => $"{r.Method} {r.Target}"));
        Assert.Equal(
            (Outcome.Failed, 0, 1, 1),
            (happened.Outcome, happened.Summary.Passed, happened.Summary.Failed, happened.Summary.Skipped)
        );
    }

    [Theory]
    [InlineData("[a, b]", "b")]
    [InlineData("[{ n: 1 }, { n: 2 }]", "{\"n\":2}")]
    [InlineData("[1, 2.50]", "2.50")]
    [InlineData("[null, null]", "null")]
    [InlineData("[x, <<secret>>]", "‹secret›")]
    [InlineData("[x, 'of <<secret>>!']", "of ‹secret›!")]
    public async Task A_turn_that_fails_is_named_with_its_item(string items, string shown)
    {
        await using var server = new LoopbackServer(r => r.Target == "/0" ? Answers.Empty(204) : Answers.Empty(400));
        var happened = await ScenarioRun
            .Steps($"  - step: Ask\n    for_each: {items}\n    request: GET <<api>>/<<index>>")
            .With("api", server.Address)
            .With("secret", "fake-secret-0123456789")
            .RunAsync();
        Assert.EndsWith($"it was turn 2 of 2 of for_each, for {shown}", happened.Problem.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_item_that_is_long_is_cut_and_no_half_of_a_secret_is_left()
    {
        await using var server = new LoopbackServer(Answers.Empty(400));
        var happened = await ScenarioRun
            .Steps("  - step: Ask\n    for_each: [<<v>>]\n    request: GET <<api>>\n    headers: { X: <<secret>> }")
            .With("api", server.Address)
            .With("secret", "fake-secret-0123456789")
            .With("v", new string('x', 110) + "fake-secret-0123456789 and more")
            .RunAsync();
        Assert.DoesNotContain("fake-sec", happened.Problem.Why, StringComparison.Ordinal);
        Assert.EndsWith("…", happened.Problem.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_condition_that_cannot_be_judged_in_a_turn_names_the_item_too()
    {
        var happened = await ScenarioRun
            .Steps("  - step: Ask\n    for_each: [{ a: 1 }]\n    when: <<item.a>>\n    request: GET <<api>>")
            .With("api", "http://127.0.0.1:9")
            .RunAsync();
        Assert.EndsWith("for {\"a\":1}", happened.Problem.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_condition_is_asked_in_each_turn_and_filters_the_items()
    {
        await using var server = new LoopbackServer(r => Answers.Json($"{{\"t\":\"{r.Target}\"}}"));
        const string steps =
            "  - step: Some\n    for_each: [1, 2, 3, 4]\n    when: <<item % 2 == 0>>\n    request: GET <<api>>/<<item>>\n    extract: { t: $.t }\n"
            + "  - step: Check\n    request: GET <<api>>\n    expect: { that: ['<<t == [\"/2\", \"/4\"]>>'] }";
        var happened = await ScenarioRun.Steps(steps).With("api", server.Address).RunAsync();
        happened.Passed();
        Assert.Equal("skipped passed skipped passed passed", happened.Outcomes);
    }

    [Fact]
    public async Task An_empty_list_skips_the_step_and_gives_empty_lists()
    {
        await using var server = new LoopbackServer(Answers.Json("{\"id\":1}"));
        const string steps =
            "  - step: None\n    for_each: <<rows>>\n    request: GET <<api>>/<<item>>\n    extract: { ids: $.id }\n"
            + "  - step: Check\n    request: GET <<api>>\n    expect: { that: [<<ids.size == 0>>] }";
        var happened = await ScenarioRun.Steps(steps).With("api", server.Address).RunAsync();
        Assert.Equal("skipped passed", happened.Outcomes);
        Assert.Equal("the list of for_each is empty", happened.Steps[0].Note);
    }

    [Fact]
    public async Task What_is_no_list_cannot_be_looped_over()
    {
        var happened = await ScenarioRun
            .Steps("  - step: A\n    for_each: <<v ?? 0>>\n    request: GET <<api>>")
            .With("api", "http://127.0.0.1:9")
            .With("v", "a,b")
            .RunAsync();
        Assert.Equal("broken", happened.Outcomes);
        Assert.Equal("for_each needs a list, this is text", happened.Problem.What);
    }

    [Fact]
    public async Task Items_of_a_secret_list_are_secret()
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var run = ScenarioRun
            .Steps("  - step: A\n    for_each: <<text.split secret \",\">>\n    request: GET <<api>>\n    headers: { X-Key: <<item>> }")
            .With("api", server.Address)
            .With("secret", "fake-secret-1,fake-secret-2");
        var happened = await (run with { Verbose = true }).RunAsync();
        happened.Passed();
        Assert.Contains("X-Key: fake-secret-2", server.Requests[1].Headers);
        Assert.DoesNotContain("fake-secret-2", EventTexts.Of(happened), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_is_made_once_for_each_item()
    {
        await using var server = new LoopbackServer(r => Answers.Json($"{{\"t\":\"{r.Target}\"}}"));
        const string called =
            "scenario: Called\ninputs: { api: { type: url }, name: {} }\nsteps:\n  - step: B\n    request: GET <<api>>/<<name>>\n    extract: { t: $.t }\noutputs: { got: <<t>> }";
        const string steps =
            "  - step: A\n    for_each: [x, y]\n    call: called.yaml\n    with: { name: <<item>> }\n    extract: { got: <<outputs.got>> }\n"
            + "  - step: Check\n    request: GET <<api>>\n    expect: { that: ['<<got == [\"/x\", \"/y\"]>>'] }";
        var happened = await ScenarioRun.Steps(steps).File("called.yaml", called).With("api", server.Address).RunAsync();
        happened.Passed();
        Assert.Equal(["/x", "/y", "/"], server.Requests.Select(r => r.Target));
    }

    [Fact]
    public async Task A_run_has_no_more_steps_than_its_operator_allows()
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var items = string.Join(", ", Enumerable.Range(0, 1001));
        var happened = await ScenarioRun
            .Steps($"  - step: A\n    for_each: [{items}]\n    request: GET <<api>>")
            .With("api", server.Address)
            .RunAsync();
        Assert.Equal("PS5004", happened.Codes);
        Assert.Equal(1000, server.Requests.Count);
        Assert.True(happened.Summary.Refused);
    }

    [Fact]
    public async Task A_step_of_finally_may_loop_and_be_conditional()
    {
        await using var server = new LoopbackServer(r => Answers.Empty(r.Target == "/fail" ? 500 : 204));
        const string steps =
            "  - step: A\n    request: GET <<api>>/fail\nfinally:\n  - step: B\n    for_each: [1, 2]\n    when: <<item == 2>>\n    request: GET <<api>>/<<item>>";
        var happened = await ScenarioRun.Steps(steps).With("api", server.Address).RunAsync();
        Assert.Equal(["/fail", "/2"], server.Requests.Select(r => r.Target));
        Assert.Equal(Outcome.Failed, happened.Outcome);
    }
}
