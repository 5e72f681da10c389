using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution.Journaling;
using PingOneScenarios.Engine.Journal;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Execution.Journaling;

/// <summary>Requests of which nobody knew what became of them, until somebody says so.</summary>
public sealed class SettleTests
{
    private const string Head = "scenario: Test\ninputs:\n  api: { type: url }\n";

    private const string Plain =
        Head
        + """
            steps:
              - step: Make
                id: make
                request: POST <<api>>/make
                timeout: 1s
                extract: { id: $.id, key: { from: $.key, secret: true }, rows: '$.list[*]' }
              - step: Use
                request: PUT <<api>>/use/<<id>>/<<rows[0]>>
                headers: { X-Key: '<<key>>' }
            """;

    private const string Looped =
        Head
        + """
            steps:
              - step: Make
                id: make
                for_each: [a, b, c]
                request: POST <<api>>/make/<<item>>
                timeout: 1s
                extract: { id: $.id }
              - step: Use
                request: PUT <<api>>/use/<<text.join id ",">>
            """;

    private const string Calling =
        Head
        + """
            steps:
              - step: Call
                id: call
                call: inner.yaml
                with: { api: <<api>> }
                extract: { id: <<outputs.id>> }
              - step: Use
                request: PUT <<api>>/use/<<id>>
            """;

    private const string Inner =
        "scenario: Inner\ninputs:\n  api: { type: url }\n"
        + """
            steps:
              - step: Make
                id: make
                request: POST <<api>>/make
                timeout: 1s
                extract: { id: $.id }
            outputs:
              id: <<id>>
            """;

    private readonly HashSet<string> silent = [];

    [Theory]
    [InlineData(true, "make", DoubtAnswerKind.Done, "id=7 key=fake-typed rows=[\"x\"]", "/use/7/x")]
    [InlineData(true, "Make", DoubtAnswerKind.Done, "id=8 key=12 rows=[1]", "/use/8/1")]
    [InlineData(true, "make", DoubtAnswerKind.Again, "", "/make /use/7/x")]
    [InlineData(false, "make", DoubtAnswerKind.Done, "id=7 key=fake-typed rows=[\"x\"]", "/use/7/x")]
    [InlineData(false, "make", DoubtAnswerKind.Again, "", "/make /use/7/x")]
    public async Task Somebody_says_what_became_of_it(bool isParked, string step, DoubtAnswerKind kind, string values, string sent)
    {
        await using var server = new LoopbackServer(Answer);
        using var run = await InDoubtAsync(Plain, server, isParked);
        var before = server.Requests.Count;
        var happened = await run.ResumeAsync(Says(step, kind, values));
        happened!.Passed();
        Assert.Equal(sent, string.Join(" ", server.Requests.Skip(before).Select(r => r.Target)));
        Assert.Single(happened.Events.OfType<DoubtSettled>());
        Assert.Equal(0, (await run.ListedAsync()).InDoubt);
        Assert.DoesNotContain(
            "fake-typed",
            string.Join("\n", happened.Steps.SelectMany(s => s.Extracted).Select(e => e.Text)),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("key=fake-typed rows=[1]", "no value for \"id\"")]
    [InlineData("id=1 rows=[1]", "no value for \"key\"")]
    [InlineData("id=1 key=k", "no value for \"rows\"")]
    [InlineData("id=1 key=k rows=1", "rows")]
    [InlineData("id=1 key=k rows=[1", "rows")]
    [InlineData("", "no value for \"id\"")]
    public async Task Without_what_the_answer_would_have_given_it_waits_on(string values, string said)
    {
        await using var server = new LoopbackServer(Answer);
        using var run = await InDoubtAsync(Plain, server, isParked: true);
        var before = server.Requests.Count;
        var happened = await run.ResumeAsync(Says("make", DoubtAnswerKind.Done, values));
        Assert.Equal(Outcome.Unknown, happened!.Outcome);
        Assert.True(happened.Result.Journaled!.IsWaiting);
        Assert.Contains(said, happened.Result.Journaled.Objection?.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, server.Requests.Count);
        Assert.Equal(JournalState.Waiting, (await run.ListedAsync()).State);
        (await run.ResumeAsync(Says("make", DoubtAnswerKind.Done, "id=7 key=k rows=[\"x\"]")))!.Passed();
    }

    [Theory]
    [InlineData("mak")]
    [InlineData("Use")]
    [InlineData("make[1]")]
    [InlineData("make/x")]
    [InlineData("")]
    public async Task Another_name_is_said(string named)
    {
        await using var server = new LoopbackServer(Answer);
        using var run = await InDoubtAsync(Plain, server, isParked: true);
        var before = server.Requests.Count;
        var happened = await run.ResumeAsync(Says(named, DoubtAnswerKind.Again, ""));
        Assert.Equal("PS4021", happened!.Codes);
        Assert.Contains("in doubt is \"make\"", happened.Problem.Why, StringComparison.Ordinal);
        Assert.Equal(before, server.Requests.Count);
    }

    [Theory]
    [InlineData("make[2]", DoubtAnswerKind.Done, "id=two", "/make/c /use/7%2Ctwo%2C7")]
    [InlineData("Make[2]", DoubtAnswerKind.Done, "id=two", "/make/c /use/7%2Ctwo%2C7")]
    [InlineData("make[2]", DoubtAnswerKind.Again, "", "/make/b /make/c /use/7%2C7%2C7")]
    public async Task A_turn_is_named_by_its_number(string named, DoubtAnswerKind kind, string values, string sent)
    {
        await using var server = new LoopbackServer(Answer);
        silent.Add("/make/b");
        using var run = new WrittenRun(Looped).With("api", server.Address);
        var parked = await run.RunAsync();
        Assert.True(parked!.Result.Journaled!.IsWaiting);
        silent.Clear();
        var before = server.Requests.Count;
        (await run.ResumeAsync(Says(named, kind, values)))!.Passed();
        Assert.Equal(sent, string.Join(" ", server.Requests.Skip(before).Select(r => r.Target)));
    }

    [Theory]
    [InlineData(true, "call/make", DoubtAnswerKind.Done, "id=9", "/use/9")]
    [InlineData(true, "Make", DoubtAnswerKind.Done, "id=9", "/use/9")]
    [InlineData(true, "make", DoubtAnswerKind.Again, "", "/make /use/7")]
    [InlineData(false, "call/make", DoubtAnswerKind.Done, "id=9", "/use/9")]
    public async Task A_step_of_what_is_called_is_settled(bool isParked, string named, DoubtAnswerKind kind, string values, string sent)
    {
        await using var server = new LoopbackServer(Answer);
        using var run = await InDoubtAsync(Calling, server, isParked);
        var before = server.Requests.Count;
        (await run.ResumeAsync(Says(named, kind, values)))!.Passed();
        Assert.Equal(sent, string.Join(" ", server.Requests.Skip(before).Select(r => r.Target)));
    }

    // Without a journal of its own to wait in, or told to fail: the run has ended.
    [Theory]
    [InlineData(DoubtAnswerKind.Done, "/use/7/x")]
    [InlineData(DoubtAnswerKind.Again, "/make /use/7/x")]
    public async Task A_run_that_ended_in_doubt_goes_on_behind_it(DoubtAnswerKind kind, string sent)
    {
        await using var server = new LoopbackServer(Answer);
        silent.Add("/make");
        using var run = new WrittenRun(Plain.Replace("    timeout:", "    on_unknown: fail\n    timeout:", StringComparison.Ordinal)).With(
            "api",
            server.Address
        );
        Assert.Equal(Outcome.Unknown, (await run.RunAsync())!.Outcome);
        Assert.Equal(JournalState.Ended, (await run.ListedAsync()).State);
        silent.Clear();
        var before = server.Requests.Count;
        run.Write("test.yaml", Plain);
        var happened = await run.ResumeAsync(Says("make", kind, kind == DoubtAnswerKind.Done ? "id=7 key=k rows=[\"x\"]" : ""));
        happened!.Passed();
        Assert.Equal(sent, string.Join(" ", server.Requests.Skip(before).Select(r => r.Target)));
    }

    [Fact]
    public async Task Of_an_earlier_attempt_it_is_only_said()
    {
        await using var server = new LoopbackServer(Answer);
        var attempts = 0;
        Script = r => r.Target == "/make" && attempts++ == 0 ? null : Answers.Json("""{ "id": 7, "key": "k", "list": ["x"] }""");
        using var run = new WrittenRun(
            Plain.Replace("    timeout:", "    retry: { attempts: 2, every: 1ms, on: [timeout] }\n    timeout:", StringComparison.Ordinal)
        ).With("api", server.Address);
        Assert.Equal(Outcome.Unknown, (await run.RunAsync())!.Outcome);
        var before = server.Requests.Count;
        Assert.Equal("PS4021", (await run.ResumeAsync(Says("make", DoubtAnswerKind.Again, "")))!.Codes);
        var happened = await run.ResumeAsync(Says("make", DoubtAnswerKind.Done, ""));
        happened!.Passed();
        Assert.Equal(before, server.Requests.Count);
        Assert.Single(happened.Events.OfType<DoubtSettled>());
        Assert.Equal(0, (await run.ListedAsync()).InDoubt);
    }

    [Theory]
    [InlineData("make use", "", "/use")]
    [InlineData("use make", "", "/use")]
    [InlineData("use", "make", "/use")]
    public async Task Two_steps_in_doubt_are_settled_each_by_its_word(string together, string later, string sent)
    {
        var asked = 0;
        // The first attempt of the one, and all of the other, are never answered.
        Script = r => r.Target == "/make" && ++asked > 1 || r.Target == "/close" ? Answers.Empty(204) : null;
        await using var server = new LoopbackServer(Answer);
        using var run = new WrittenRun(
            """
            scenario: Test
            inputs: { api: { type: url } }
            steps:
              - step: Make
                id: make
                request: POST <<api>>/make
                timeout: 300ms
                retry: { on: [timeout], attempts: 2, every: 1ms }
              - step: Use
                id: use
                request: POST <<api>>/use
                timeout: 300ms
              - step: Close
                request: GET <<api>>/close
            """
        ).With("api", server.Address);
        Assert.Equal(Outcome.Unknown, (await run.RunAsync())!.Outcome);
        Assert.Equal((JournalState.Waiting, 2), ((await run.ListedAsync()).State, (await run.ListedAsync()).InDoubt));
        Script = _ => Answers.Empty(204);
        var before = server.Requests.Count;
        var happened = await run.ResumeAsync(Both(together));
        if (later.Length > 0)
        {
            Assert.Equal((Outcome.Unknown, 1), (happened!.Outcome, (await run.ListedAsync()).InDoubt));
            happened = await run.ResumeAsync(Both(later));
        }
        happened!.Passed();
        Assert.Equal(sent + " /close", string.Join(" ", server.Requests.Skip(before).Select(r => r.Target)));
        Assert.Equal((JournalState.Ended, 0), ((await run.ListedAsync()).State, (await run.ListedAsync()).InDoubt));
    }

    // What was sent again already is done with; what was not is sent again.
    private static ResumeWishes Both(string steps) =>
        new()
        {
            Settled =
            [
                .. steps
                    .Split(' ')
                    .Select(step => KeyValuePair.Create(step, step == "make" ? DoubtAnswerKind.Done : DoubtAnswerKind.Again)),
            ],
        };

    private Func<Recorded, string?>? Script { get; set; }

    private string? Answer(Recorded request) =>
        Script is { } script ? script(request)
        : silent.Contains(request.Target) ? null
        : Answers.Json("""{ "id": "7", "key": "k", "list": ["x"] }""");

    // One that waits for an answer, or whose process died while it was sent.
    private async Task<WrittenRun> InDoubtAsync(string scenario, LoopbackServer server, bool isParked)
    {
        var run = new WrittenRun(scenario, ("inner.yaml", Inner)).With("api", server.Address);
        if (isParked)
            silent.Add("/make");
        var happened = await run.RunAsync(journal => isParked ? journal : new DyingJournal(journal, 0, isAfter: true));
        Assert.Equal(isParked, happened is not null);
        Assert.Equal(isParked ? JournalState.Waiting : JournalState.Running, (await run.ListedAsync()).State);
        silent.Clear();
        return run;
    }

    private static ResumeWishes Says(string step, DoubtAnswerKind kind, string values) =>
        new()
        {
            Settled = [KeyValuePair.Create(step, kind)],
            Values =
            [
                .. values
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Select(v => v.Split('=', 2))
                    .Select(v => KeyValuePair.Create(v[0], v[1])),
            ],
        };
}
