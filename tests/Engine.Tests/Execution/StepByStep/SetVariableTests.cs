using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Execution.StepByStep;

/// <summary>Variables that are set by hand: what they become, and where they may go (trust rules 3 and 4).</summary>
public sealed class SetVariableTests
{
    private const string Other = "fake-other-9876543210";

    [Theory]
    [InlineData("42", "{\"id\":42}")]
    [InlineData("\"42\"", "{\"id\":\"42\"}")]
    [InlineData("[1, {\"a\": null}]", "{\"id\":[1,{\"a\":null}]}")]
    [InlineData("true", "{\"id\":true}")]
    [InlineData("0x1F", "{\"id\":31}")]
    [InlineData("+5", "{\"id\":5}")]
    [InlineData("True", "{\"id\":true}")]
    [InlineData("~", "{\"id\":null}")]
    [InlineData("007", "{\"id\":\"007\"}")]
    [InlineData("1.10", "{\"id\":1.10}")]
    [InlineData("\"\\ud800\"", "{\"id\":\"\\\"\\\\ud800\\\"\"}")]
    [InlineData("plain text", "{\"id\":\"plain text\"}")]
    [InlineData("", "{\"id\":\"\"}")]
    public async Task A_value_of_no_input_is_JSON_if_it_is_that_and_else_what_it_is_in_a_file(string written, string body)
    {
        await using var server = new LoopbackServer(Answers.Json("{\"id\":\"old\"}"));
        var gate = new ScriptedGate(new GoOn(), new SetVariable("id", written, IsHidden: false));
        var steps =
            "  - { step: A, request: GET <<api>>/a, extract: { id: $.id } }\n  - { step: B, request: POST <<api>>/b, json: { id: <<id>> } }";
        (await Run(steps, server, gate)).Passed();
        Assert.Equal(body, server.Requests[1].Body);
        Assert.Equal("set by hand", gate.Pauses[2].Variables.Single(v => v.Name == "id").Origin);
    }

    [Theory]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("[1, 2")]
    [InlineData("\"open")]
    [InlineData("{a: 1}")]
    [InlineData("[1,]")]
    public async Task What_begins_as_JSON_and_is_none_is_refused(string written)
    {
        await using var server = new LoopbackServer(Answers.Json("{\"id\":\"old\"}"));
        var gate = new ScriptedGate(new GoOn(), new SetVariable("id", written, IsHidden: false));
        var steps =
            "  - { step: A, request: GET <<api>>/a, extract: { id: $.id } }\n  - { step: B, request: POST <<api>>/b, json: { id: <<id>> } }";
        (await Run(steps, server, gate)).Passed();
        Assert.Equal("{\"id\":\"old\"}", server.Requests[1].Body);
        Assert.Equal($"prompt:1:8: set id={written}", $"{gate.Pauses[2].Objection!.Span}: {gate.Pauses[2].Objection!.Span.Source.Text}");
    }

    [Theory]
    [InlineData("text", "42", "\"42\"")]
    [InlineData("text", "\"quoted\"", "\"quoted\"")]
    [InlineData("text", "[1", "\"[1\"")]
    [InlineData("number", "42", "42")]
    [InlineData("number", " 1.50", "1.50")]
    [InlineData("number", "three", null)]
    [InlineData("number", "\"3\"", null)]
    [InlineData("boolean", "true", "true")]
    [InlineData("boolean", "yes", null)]
    [InlineData("list", "[1, 2]", "[1,2]")]
    [InlineData("list", "{}", null)]
    [InlineData("list", "[1", null)]
    [InlineData("map", "{\"a\": 1}", "{\"a\":1}")]
    [InlineData("map", "a", null)]
    [InlineData("uuid", "5d0a1b5e-3c1f-4b0c-9d3e-2f4a6b8c0d1e", "\"5d0a1b5e-3c1f-4b0c-9d3e-2f4a6b8c0d1e\"")]
    [InlineData("uuid", "5d0a1b5e", null)]
    [InlineData("url", "http://127.0.0.1/x", "\"http://127.0.0.1/x\"")]
    [InlineData("url", "nowhere", null)]
    [InlineData("duration", "5s", "\"5s\"")]
    [InlineData("duration", "5 fortnights", null)]
    [InlineData("text, pattern: \"^[a-z]+$\"", "abc", "\"abc\"")]
    [InlineData("text, pattern: \"^[a-z]+$\"", "ABC", null)]
    [InlineData("text, choices: [red, blue]", "blue", "\"blue\"")]
    [InlineData("text, choices: [red, blue]", "bleu", null)]
    public async Task An_input_takes_what_its_type_takes_and_nothing_else(string type, string written, string? expected)
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var gate = new ScriptedGate(new SetVariable("typed", written, IsHidden: false));
        var run = ScenarioRun.Steps(
            "  - { step: A, request: POST <<api>>/a, json: <<typed ?? \"unset\">> }",
            $"  typed: {{ type: {type}, required: false }}"
        );
        (await (run with { Gate = gate }).With("api", server.Address).RunAsync()).Passed();
        Assert.Equal(expected ?? "\"unset\"", server.Only.Body);
        var objection = gate.Pauses[1].Objection;
        Assert.Equal(
            expected is null ? "PS3002 set typed=" + written : "",
            objection is null ? "" : $"{objection.Code.Id} {objection.Span.Source.Text}"
        );
    }

    [Theory]
    [InlineData("short")]
    [InlineData("[never-to-be-seen")]
    public async Task What_is_wrong_with_a_secret_is_told_without_it(string written)
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var gate = new ScriptedGate(new SetVariable("pinCode", written, IsHidden: true));
        var run = ScenarioRun.Steps(
            "  - { step: A, request: POST <<api>>/a, json: <<pinCode>> }",
            "  pinCode: { secret: true, pattern: \"^[a-z]{9,}$\" }"
        );
        (await (run with { Gate = gate }).With("api", server.Address).With("pinCode", "abcdefghijkl").RunAsync()).Passed();
        Assert.DoesNotContain(written, gate.Pauses[1].Objection!.ToString(), StringComparison.Ordinal);
        Assert.Equal("set pinCode=…", gate.Pauses[1].Objection!.Span.Source.Text);
    }

    [Fact]
    public async Task A_secret_that_is_set_stays_secret()
    {
        await using var server = new LoopbackServer(r => Answers.Json($"{{\"echo\":\"{r.Header("Authorization")}\"}}", 400));
        var gate = new ScriptedGate(new SetVariable("secret", Other, IsHidden: false));
        var happened = await Run("  - { step: A, request: POST <<api>>/a, auth: { bearer: <<secret>> } }", server, gate);
        Assert.Equal($"Bearer {Other}", server.Only.Header("Authorization"));
        Assert.Equal("Bearer ‹secret›", gate.Pauses[1].Request!.RequestHeaders.Single(h => h.Name == "Authorization").Text);
        Assert.Equal("{\"echo\":\"Bearer ‹secret›\"}", happened.Steps[0].Exchange!.AnswerBody);
        Assert.DoesNotContain(Other, string.Join("\n", gate.Pauses.SelectMany(p => p.Variables)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_is_set_goes_nowhere_the_one_before_could_not_go()
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        await using var foreign = new LoopbackServer(Answers.Empty(204));
        var gate = new ScriptedGate(new SetVariable("secret", Other, IsHidden: false));
        var run = ScenarioRun
            .Steps("  - { step: A, request: POST <<other>>/a, text: 'x <<secret>>' }")
            .With("api", server.Address)
            .With("other", foreign.Address)
            .Variable("FAKE", "fake-secret-0123456789")
            .Environment($"environment: e\nsecrets: {{ secret: {{ env: FAKE, to: ['{server.Address}'] }} }}");
        var happened = await (run with { Gate = gate }).RunAsync();
        Assert.Equal("PS5002", happened.Codes);
        Assert.Equal("PS5002", Assert.Single(gate.Pauses[1].Problems).Code.Id);
        Assert.Equal("", foreign.Received);
    }

    [Fact]
    public async Task An_address_that_is_set_leads_to_no_origin_that_was_not_granted()
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        await using var foreign = new LoopbackServer(Answers.Empty(204));
        var gate = new ScriptedGate(new SetVariable("api", foreign.Address, IsHidden: false));
        var happened = await Run("  - { step: A, request: GET <<api>>/a }", server, gate);
        Assert.Equal("PS5001", happened.Codes);
        Assert.Equal("", foreign.Received);
    }

    [Theory]
    [InlineData("v", "fake-secret-0123456789", false)] // holds a secret that is known
    [InlineData("v", Other, true)] // typed unseen
    [InlineData("v", "1234567890.10e3", true)] // and letter by letter, number or not
    [InlineData("accessToken", Other, false)] // new, and called like a secret
    [InlineData("mine", Other, false)] // new, and the step that extracts it says that it is secret
    public async Task What_is_set_becomes_a_secret_when_it_looks_like_one(string name, string value, bool isHidden)
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var gate = new ScriptedGate(new SetVariable(name, value, isHidden), new SkipStep());
        var happened = await Run(
            $$"""
              - step: A
                request: GET <<api>>/a
                extract: { accessToken: $.t, mine: { from: $.m, secret: true } }
              - { step: B, request: POST <<api>>/b, text: <<{{name}}>> }
            """,
            server,
            gate
        );
        happened.Passed();
        Assert.Equal(value, server.Only.Body);
        var set = gate.Pauses[1].Variables.Single(v => v.Name == name);
        Assert.True(set.IsSecret);
        Assert.Matches("^‹.*›$", set.Text!);
        Assert.Equal(set.Text, gate.Pauses[2].Request!.RequestBody);
    }

    [Theory]
    [InlineData("123456", "\"123456\"")]
    [InlineData("017802", "\"017802\"")]
    [InlineData("\"123456\"", "\"123456\"")]
    [InlineData("1e5", "\"1e5\"")]
    [InlineData("true", "\"true\"")]
    [InlineData("~", "\"~\"")]
    [InlineData("[1, 2]", "[1,2]")]
    public async Task A_secret_that_is_typed_for_all_to_see_is_letters(string written, string expected)
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var gate = new ScriptedGate(new SetVariable("otp", written, IsHidden: false), new SkipStep());
        var happened = await Run(
            """
              - { step: A, request: GET <<api>>/a, extract: { otp: { from: $.m, secret: true } } }
              - { step: B, request: POST <<api>>/b, json: { otp: <<otp>> } }
            """,
            server,
            gate
        );
        happened.Passed();
        Assert.Equal($"{{\"otp\":{expected}}}", server.Only.Body);
    }

    [Fact]
    public async Task A_new_secret_goes_only_to_the_origins_of_the_operators_addresses()
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        await using var foreign = new LoopbackServer(Answers.Empty(204));
        var gate = new ScriptedGate(new SetVariable("t", Other, IsHidden: true), new SkipStep());
        var run = ScenarioRun
            .Steps(
                $"  - {{ step: A, request: GET <<api>>/a, extract: {{ t: $.t }} }}\n  - {{ step: B, request: 'GET {foreign.Address}/<<t>>' }}"
            )
            .Allow(foreign.Address)
            .With("api", server.Address);
        var happened = await (run with { Gate = gate }).RunAsync();
        Assert.Equal("PS5002", happened.Codes);
        Assert.Equal("", foreign.Received);
    }

    [Fact]
    public async Task A_secret_that_is_typed_after_a_failure_is_hidden_in_what_is_told_of_it()
    {
        await using var server = new LoopbackServer(Answers.Of(200, $"it holds {Other}"));
        var gate = new ScriptedGate(new GoOn(), new SetVariable("v", Other, IsHidden: true), new GoOn());
        var happened = await Run("  - { step: A, request: GET <<api>>/a, expect: { text: x } }", server, gate);
        Assert.Equal("A A! A!", gate.Stops);
        Assert.Contains(Other, gate.Pauses[1].Finished!.Exchange!.AnswerBody, StringComparison.Ordinal);
        Assert.DoesNotContain(Other, gate.Pauses[2].Finished!.Exchange!.AnswerBody, StringComparison.Ordinal);
        Assert.Equal("it holds ‹v›", Assert.Single(happened.Steps).Exchange!.AnswerBody);
        Assert.DoesNotContain(Other, happened.Problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_nobody_knows_is_refused_and_the_question_put_again()
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var gate = new ScriptedGate(new SetVariable("secrte", "x", IsHidden: false), new SetVariable("zzz", "x", IsHidden: false));
        (await Run("  - { step: A, request: GET <<api>>/a }", server, gate)).Passed();
        Assert.Equal(
            [null, "there is no variable \"secrte\"; did you mean \"secret\"?", "there is no variable \"zzz\"; vars lists what there is"],
            gate.Pauses.Select(p => p.Objection is { } objection ? $"{objection.What}; {objection.Fix}" : null)
        );
        Assert.Same(gate.Pauses[0].Request!.Method.Text, gate.Pauses[2].Request!.Method.Text);
    }

    [Fact]
    public async Task What_the_step_needs_and_has_not_is_listed_and_can_be_set()
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var gate = new ScriptedGate(new SkipStep(), new SetVariable("id", "7", IsHidden: false));
        var happened = await Run(
            "  - { step: A, request: GET <<api>>/a, extract: { id: $.id } }\n  - { step: B, request: GET <<api>>/<<id>> }",
            server,
            gate
        );
        happened.Passed();
        Assert.Equal("/7", server.Only.Target);
        var missing = gate.Pauses[1].Variables.Single(v => v.Name == "id");
        Assert.Equal((null, "step \"A\" extracts it, but was skipped: skipped by hand"), (missing.Text?.Text, missing.Origin.Text));
        Assert.Equal("PS2001", Assert.Single(gate.Pauses[1].Problems).Code.Id);
        Assert.Empty(gate.Pauses[2].Problems);
    }

    [Fact]
    public async Task A_variable_that_is_set_in_a_turn_of_a_loop_is_set_in_the_next_and_behind_it()
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var gate = new ScriptedGate(
            new SetVariable("v", "new", IsHidden: false),
            new SetVariable("item", "9", IsHidden: false),
            new GoOn()
        );
        (
            await Run(
                "  - { step: A, for_each: [1, 2], request: GET <<api>>/<<item>>/<<v>> }\n  - { step: B, request: GET <<api>>/<<v>> }",
                server,
                gate
            )
        ).Passed();
        Assert.Equal(["/9/new", "/2/new", "/new"], server.Requests.Select(r => r.Target));
    }

    private static Task<Happened> Run(string steps, LoopbackServer server, ScriptedGate gate) =>
        (ScenarioRun.Steps(steps) with { Gate = gate })
            .With("api", server.Address)
            .With("v", "old")
            .With("secret", "fake-secret-0123456789")
            .RunAsync();
}
