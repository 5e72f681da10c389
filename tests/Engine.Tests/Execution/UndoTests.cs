using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Execution;

/// <summary>Taking back what a run made.</summary>
public sealed class UndoTests
{
    private const string Steps = """
          - step: Make a
            request: POST <<api>>/a
            auth: { bearer: <<secret>> }
            headers: { X-Own: kept, Content-Type: application/odd }
            json: {}
            extract: { a: $.id }
            undo: DELETE <<api>>/a/<<a>>
          - step: Make b
            request: POST <<api>>/b
            extract: { b: $.id }
            undo:
              request: POST <<api>>/b/<<b>>/archive
              json: { why: undo }
              auth: { bearer: other-token }
          - step: Read
            request: GET <<api>>/c
        """;

    [Theory]
    [InlineData(UndoPolicy.Never, 200, false)]
    [InlineData(UndoPolicy.Never, 500, false)]
    [InlineData(UndoPolicy.Failure, 200, false)]
    [InlineData(UndoPolicy.Failure, 500, true)]
    [InlineData(UndoPolicy.Always, 200, true)]
    [InlineData(UndoPolicy.Always, 500, true)]
    public async Task The_operator_says_when(UndoPolicy policy, int last, bool isDue)
    {
        var (server, happened) = await Run(policy, last, 204);
        Assert.Equal(isDue, happened.Summary.UndoWasDue);
        Assert.Equal(last == 200 ? Outcome.Passed : Outcome.Failed, happened.Outcome);
        Assert.Equal(isDue ? ["/a", "/b", "/c", "/b/2/archive", "/a/1"] : ["/a", "/b", "/c"], server.Requests.Select(r => r.Target));
        Assert.Equal(isDue ? [] : [$"POST {server.Address}/b/2/archive", $"DELETE {server.Address}/a/1"], happened.LeftBehind);
    }

    [Fact]
    public async Task The_newest_goes_first_with_what_its_step_sent()
    {
        var (server, happened) = await Run(UndoPolicy.Always, 200, 204);
        var (b, a) = (server.Requests[3], server.Requests[4]);
        Assert.Equal(("POST", "Bearer other-token", "{\"why\":\"undo\"}"), (b.Method, b.Header("Authorization"), b.Body));
        Assert.Equal(
            ("DELETE", "Bearer fake-token", "kept", null),
            (a.Method, a.Header("Authorization"), a.Header("X-Own"), a.Header("Content-Type"))
        );
        Assert.Equal([Phase.Undo, Phase.Undo], happened.Steps.Skip(3).Select(s => s.Step.Phase));
        Assert.Equal(["Make b", "Make a"], happened.Steps.Skip(3).Select(s => s.Step.Title.Text));
        Assert.Equal((3, 0), (happened.Summary.Passed, happened.Summary.Skipped));
    }

    [Theory]
    [InlineData("expect: { json: { name: x } }", "$.id", "{\"id\":1}", true)]
    [InlineData("expect: { json: { name: x } }", "<<response.json.id>>", "{\"id\":1}", true)]
    [InlineData("expect: { json: { name: x } }", "$.id", "{}", false)]
    [InlineData("", "$.id", "{\"other\":1}", false)]
    [InlineData("expect: { status: 201 }", "$.id", "{\"id\":1}", false)]
    public async Task What_was_made_is_taken_back_also_when_its_answer_is_not_as_expected(
        string expect,
        string path,
        string answer,
        bool isUndone
    )
    {
        await using var server = new LoopbackServer(r => r.Target == "/old" ? Answers.Json("{\"id\":7}") : Answers.Json(answer));
        var steps =
            "  - step: Older\n    request: GET <<api>>/old\n    extract: { id: $.id }\n"
            + $"  - step: Make\n    request: POST <<api>>/new\n    {expect}\n    extract: {{ id: {path} }}\n    undo: DELETE <<api>>/<<id>>";
        var run = ScenarioRun.Steps(steps).With("api", server.Address) with { Undo = UndoPolicy.Failure };
        var happened = await run.RunAsync();
        Assert.NotEqual(Outcome.Passed, happened.Outcome);
        Assert.Equal(isUndone ? ["/old", "/new", "/1"] : ["/old", "/new"], server.Requests.Select(r => r.Target));
    }

    [Theory]
    [InlineData(404)]
    [InlineData(410)]
    public async Task What_is_gone_already_counts_as_done(int status)
    {
        var (_, happened) = await Run(UndoPolicy.Always, 200, status);
        Assert.Empty(happened.Summary.LeftBehind);
        Assert.Equal("", happened.Codes);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(302)]
    [InlineData(403)]
    public async Task What_cannot_be_taken_back_is_named_and_the_rest_goes_on(int status)
    {
        var (server, happened) = await Run(UndoPolicy.Always, 200, status);
        Assert.Equal(Outcome.Passed, happened.Outcome);
        Assert.True(happened.Summary.UndoWasDue);
        Assert.Equal([$"POST {server.Address}/b/2/archive", $"DELETE {server.Address}/a/1"], happened.LeftBehind);
        Assert.Equal("passed passed passed failed failed", happened.Outcomes);
        Assert.Equal(5, server.Requests.Count);
    }

    [Fact]
    public async Task A_step_that_failed_made_nothing_that_could_be_named()
    {
        await using var server = new LoopbackServer(Answers.Json("{}", 201));
        var happened = await (
            ScenarioRun.Steps(Steps).With("api", server.Address).With("secret", "fake-token") with
            {
                Undo = UndoPolicy.Always,
            }
        ).RunAsync();
        Assert.Equal("broken skipped skipped", happened.Outcomes);
        Assert.Empty(happened.Summary.LeftBehind);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("until: <<response.json.id == 9>>, attempts: 2, every: 1ms", 2)]
    [InlineData("until: <<response.json.id == 9>>, fail_when: <<response.json.id == 1>>, attempts: 2, every: 1ms", 1)]
    [InlineData("until: <<response.attempt == 2>>, attempts: 2, every: 1ms", 2)]
    public async Task What_an_attempt_made_is_taken_back_also_when_what_was_waited_for_did_not_come(string retry, int made)
    {
        var next = 0;
        await using var server = new LoopbackServer(r =>
            r.Method == "POST" ? Answers.Json($"{{\"id\":{++next}}}", 201) : Answers.Empty(204)
        );
        var steps =
            "  - step: Make\n    request: POST <<api>>/new\n    extract: { id: $.id }\n"
            + $"    retry: {{ {retry} }}\n    undo: DELETE <<api>>/<<id>>";
        var happened = await (ScenarioRun.Steps(steps).With("api", server.Address) with { Undo = UndoPolicy.Always }).RunAsync();
        Assert.NotEmpty(happened.Steps);
        Assert.Equal(
            Enumerable.Range(1, made).Reverse().Select(n => $"/{n}"),
            server.Requests.Where(r => r.Method == "DELETE").Select(r => r.Target)
        );
        Assert.Empty(happened.Summary.LeftBehind);
    }

    [Fact]
    public async Task The_undo_of_a_loop_says_which_turn_it_takes_back()
    {
        await using var server = new LoopbackServer(Answers.Json("{\"id\":1}"));
        var steps =
            "  - step: Make\n    for_each: [x, y]\n    request: POST <<api>>/<<item>>\n    extract: { id: $.id }\n"
            + "    undo: DELETE <<api>>/<<item>>";
        var happened = await (ScenarioRun.Steps(steps).With("api", server.Address) with { Undo = UndoPolicy.Always }).RunAsync();
        var undone = happened.Steps.Where(s => s.Step.Phase == Phase.Undo).Select(s => s.Step).ToArray();
        Assert.Equal(["/x", "/y", "/y", "/x"], server.Requests.Select(r => r.Target));
        Assert.Equal([(1, 2, 2), (2, 1, 2)], undone.Select(s => (s.Number, s.Turn, s.Turns)));
    }

    [Fact]
    public async Task An_undo_is_held_to_the_trust_rules()
    {
        await using var server = new LoopbackServer(Answers.Json("{\"id\":\"https://no-such-host.invalid\"}"));
        var steps = "  - step: A\n    request: POST <<api>>\n    extract: { a: $.id }\n    undo: DELETE <<a>>/x";
        var happened = await (ScenarioRun.Steps(steps).With("api", server.Address) with { Undo = UndoPolicy.Always }).RunAsync();
        Assert.Equal("PS5001", happened.Codes);
        Assert.Equal(["DELETE https://no-such-host.invalid/x"], happened.LeftBehind);
    }

    private static async Task<(LoopbackServer Server, Happened Happened)> Run(UndoPolicy policy, int last, int undo)
    {
        await using var server = new LoopbackServer(r =>
            r.Target switch
            {
                "/a" => Answers.Json("{\"id\":\"1\"}", 201),
                "/b" => Answers.Json("{\"id\":\"2\"}", 201),
                "/c" => Answers.Empty(last),
                _ => Answers.Empty(undo),
            }
        );
        var run = ScenarioRun.Steps(Steps).With("api", server.Address).With("secret", "fake-token") with { Undo = policy };
        return (server, await run.RunAsync());
    }
}
