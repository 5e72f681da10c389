using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Execution.StepByStep;

/// <summary>Where a run stops that is run step by step, and what is shown there.</summary>
public sealed class StopTests
{
    private const string Secret = "fake-secret-0123456789";

    [Fact]
    public async Task It_stops_before_each_step_that_will_run_also_of_finally_and_undo()
    {
        await using var server = new LoopbackServer(Answers.Json("{\"id\":1}", 200));
        var gate = new ScriptedGate(Array.Empty<StepAnswer>());
        var happened = await Run(
            """
              - { step: A, request: POST <<api>>/a, undo: DELETE <<api>>/a }
              - { step: B, when: <<false>>, request: GET <<api>>/b }
              - { step: C, for_each: [1, 2], request: GET <<api>>/<<item>> }
            finally:
              - { step: D, request: GET <<api>>/d }
            """,
            server,
            gate
        );
        happened.Passed();
        Assert.Equal("A C C D A", gate.Stops);
        Assert.Equal(
            [(Phase.Steps, 0), (Phase.Steps, 1), (Phase.Steps, 2), (Phase.Finally, 0), (Phase.Undo, 0)],
            gate.Pauses.Select(p => (p.Step.Phase, p.Step.Turn))
        );
        Assert.Equal("passed skipped passed passed passed passed", happened.Outcomes);
    }

    [Fact]
    public async Task It_stops_at_a_call_and_at_the_steps_of_what_is_called_or_obtained()
    {
        await using var server = new LoopbackServer(Answers.Json("{\"id\":\"1\"}"));
        var gate = new ScriptedGate(Array.Empty<StepAnswer>());
        const string Inner =
            "scenario: Inner\ninputs: { api: { type: url }, a: { required: false } }\nsteps:\n  - { step: I, request: GET <<api>>/i, extract: { v: $.id } }\noutputs: { v: <<v>> }\n";
        var run = ScenarioRun.Steps("  - { step: A, call: inner.yaml, with: { a: x <<v>> } }").File("inner.yaml", Inner);
        var happened = await (
            run with
            {
                Gate = gate,
                Scenario = run.Scenario.Replace("v: { required: false }", "v: { obtain: inner.yaml }"),
            }
        )
            .With("api", server.Address)
            .RunAsync();
        happened.Passed();
        Assert.Equal("I A I", gate.Stops);
        Assert.Equal([("call", "inner.yaml"), ("a", "x <<v>>")], gate.Pauses[1].Call.Select(c => (c.Name.Text, c.Text.Text)));
        Assert.Null(gate.Pauses[1].Request);
        Assert.Equal([1, 0, 1], gate.Pauses.Select(p => p.Step.Depth));
    }

    [Fact]
    public async Task What_is_shown_is_what_is_sent_with_names_for_secrets()
    {
        await using var server = new LoopbackServer(r =>
            r.Target == "/login" ? Answers.Empty(204, "Set-Cookie: SID=fake-session-1") : Answers.Empty(204)
        );
        var gate = new ScriptedGate(Array.Empty<StepAnswer>());
        var happened = await Run(
            """
              - { step: Login, request: GET <<api>>/login }
              - step: A
                request: POST <<api>>/a
                auth: { bearer: <<secret>> }
                json: { nonce: <<random.uuid>>, pin: <<secret>> }
            """,
            server,
            gate
        );
        happened.Passed();
        var request = gate.Pauses[1].Request!;
        Assert.Equal(
            ("POST", $"{server.Address}/a", (int?)null, (string?)null),
            (request.Method, request.Address, request.Status, request.Failure)
        );
        Assert.Equal(
            [
                .. server
                    .Requests[1]
                    .Head.Select(h =>
                        h.Replace(Secret, "‹secret›", StringComparison.Ordinal).Replace("fake-session-1", "‹SID›", StringComparison.Ordinal)
                    ),
            ],
            request.RequestHeaders.Select(h => $"{h.Name}: {h.Text}")
        );
        Assert.Equal(server.Requests[1].Body.Replace(Secret, "‹secret›", StringComparison.Ordinal), request.RequestBody);
    }

    [Fact]
    public async Task Variables_are_shown_by_name_without_a_secret()
    {
        await using var server = new LoopbackServer(Answers.Json($"{{\"token\":\"{Secret}\",\"pin\":\"hush\"}}"));
        var gate = new ScriptedGate(Array.Empty<StepAnswer>());
        var run = ScenarioRun.Steps(
            "  - { step: A, request: GET <<api>>/a, extract: { echo: $.token, pin: $.pin } }\n  - { step: B, request: GET <<api>>/b }",
            "vars: { key: 'k-<<secret>>', pair: [1, two] }"
        );
        var happened = await (run with { Gate = gate })
            .With("api", server.Address)
            .With("secret", Secret)
            .With("v", "hush-hush")
            .RunAsync();
        happened.Passed();
        var shown = gate.Pauses[1].Variables;
        Assert.Equal(shown.Select(v => v.Name.Text).Order(StringComparer.Ordinal), shown.Select(v => v.Name.Text));
        Assert.Equal(
            [
                ("echo", "‹secret›", true, "extracted by step \"A\""),
                ("key", "k-‹secret›", true, "vars"),
                ("pair", "[1,\"two\"]", false, "vars"),
                ("secret", "‹secret›", true, "the run settings"),
                ("v", "hush-hush", false, "the run settings"),
            ],
            shown
                .Where(v => v.Name.Text is "echo" or "key" or "pair" or "secret" or "v")
                .Select(v => (v.Name.Text, v.Text!.Value.Text, v.IsSecret, v.Origin.Text))
        );
        Assert.DoesNotContain(Secret, string.Join("\n", gate.Pauses.SelectMany(p => p.Variables)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_that_is_a_short_secret_shows_its_name()
    {
        await using var server = new LoopbackServer(Answers.Json("{\"pin\":\"hush\"}"));
        var gate = new ScriptedGate(Array.Empty<StepAnswer>());
        var run = ScenarioRun.Steps(
            "  - { step: A, request: GET <<api>>/a, extract: { pin: $.pin } }\n  - { step: B, request: GET <<api>>/b }"
        );
        (await (run with { Gate = gate }).With("api", server.Address).With("secret", "hush").RunAsync()).Passed();
        Assert.Equal("‹secret›", gate.Pauses[1].Variables.Single(v => v.Name == "pin").Text);
    }

    [Fact]
    public async Task What_will_be_refused_or_cannot_be_made_is_said_before()
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var gate = new ScriptedGate(new SkipStep());
        var happened = await Run(
            "  - { step: A, request: 'GET <<\"http://\" + v>>/a' }\n  - { step: B, request: 'GET <<api>>/<<v[7]>>' }",
            server,
            gate
        );
        Assert.Equal("skipped broken", happened.Outcomes);
        Assert.Equal("PS5001", Assert.Single(gate.Pauses[0].Problems).Code.Id);
        Assert.NotNull(gate.Pauses[0].Request);
        Assert.Equal(happened.Problem.Code, Assert.Single(gate.Pauses[1].Problems).Code);
        Assert.Null(gate.Pauses[1].Request);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_gate_that_stops_nowhere_is_never_asked()
    {
        await using var server = new LoopbackServer(Answers.Empty(404));
        var gate = new ScriptedGate(Array.Empty<StepAnswer>()) { Before = _ => false, After = _ => false };
        var happened = await Run("  - { step: A, request: GET <<api>>/a }", server, gate);
        Assert.Equal("failed", happened.Outcomes);
        Assert.Empty(gate.Pauses);
    }

    [Fact]
    public async Task A_title_that_holds_a_secret_is_masked_wherever_the_gate_sees_it()
    {
        await using var server = new LoopbackServer(Answers.Empty(404));
        var seen = new List<string>();
        var gate = new ScriptedGate(Array.Empty<StepAnswer>())
        {
            Before = place =>
            {
                seen.Add(place.Title);
                return true;
            },
            After = place =>
            {
                seen.Add(place.Title);
                return true;
            },
        };
        await Run($"  - {{ step: Use {Secret}, request: GET <<api>>/a }}", server, gate);
        Assert.Equal(["Use ‹secret›", "Use ‹secret›"], seen);
        Assert.Equal("Use ‹secret› Use ‹secret›!", gate.Stops);
        Assert.DoesNotContain(Secret, string.Join("\n", gate.Pauses), StringComparison.Ordinal);
    }

    private static Task<Happened> Run(string steps, LoopbackServer server, ScriptedGate gate) =>
        (ScenarioRun.Steps(steps) with { Gate = gate, Undo = Engine.Execution.UndoPolicy.Always })
            .With("api", server.Address)
            .With("secret", Secret)
            .With("v", "other.example")
            .RunAsync();
}
