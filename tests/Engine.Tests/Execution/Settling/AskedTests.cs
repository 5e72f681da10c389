using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Execution.Settling;

/// <summary>A person says what became of a request in doubt.</summary>
public sealed class AskedTests
{
    private const string Steps = """
          - step: Make
            request: POST <<api>>/things
            timeout: {limit}
            {policy}
            extract: { thingID: $.id, access_token: $.access_token, tags: '$.tags[*]', note: { from: $.note, default: none } }
            undo: DELETE <<api>>/things/<<thingID>>
          - step: Use
            request: POST <<api>>/use
            on_unknown: fail
            auth: { bearer: <<access_token>> }
            json: { id: <<thingID>>, tags: <<tags>>, note: <<note>> }
        """;

    [Fact]
    public async Task Whoever_says_that_it_was_done_gives_what_the_answer_would_have_given()
    {
        await using var server = Serving();
        var person = new Person(Done(("thingID", "t-1"), ("access_token", "4711000012345678"), ("tags", "[\"a\", 2]")));
        var happened = await RunAsync(server, person);
        happened.Passed();
        var question = Assert.Single(person.Questions);
        Assert.Equal(
            ["thingID False", "access_token True", "tags False", "note False"],
            question.Gives.Select(g => $"{g.Name.Text} {g.IsSecret}")
        );
        Assert.Equal(("POST", server.Address + "/things"), (question.Request.Method.Text, question.Request.Address.Text));
        var use = server.Requests.Single(r => r.Target == "/use");
        Assert.Contains("{\"id\":\"t-1\",\"tags\":[\"a\",2],\"note\":\"none\"}", use.Bytes, StringComparison.Ordinal);
        Assert.Contains("Bearer 4711000012345678", use.Bytes, StringComparison.Ordinal);
        // A secret that is typed is a secret of the run.
        Assert.DoesNotContain("4711000012345678", EventTexts.Of(happened), StringComparison.Ordinal);
        Assert.Equal((DoubtEnd.Happened, "the operator"), happened.Events.OfType<DoubtSettled>().Select(s => (s.End, s.By.Text)).Single());
        Assert.Contains(server.Requests, r => r is { Method: "DELETE", Target: "/things/t-1" });
    }

    [Theory]
    [InlineData("thingId=t-1", "step \"Make\" does not extract \"thingId\"")]
    [InlineData("thingID=t-1", "there is no value for \"access_token\"")]
    [InlineData("thingID={\"a\"&access_token=tttttttt&tags=[]", "the value of \"thingID\" begins as JSON and is none")]
    [InlineData("thingID=t-1&access_token=tttttttt&tags=a", "the value of \"tags\" is a list")]
    [InlineData("thingID=t-1&access_token=tttttttt&tags=[1", "the value of \"tags\" begins as JSON and is none")]
    public async Task What_does_not_fit_is_asked_again_with_the_reason(string typed, string objection)
    {
        await using var server = Serving();
        var wrong = Done([.. typed.Split('&').Select(t => t.Split('=')).Select(t => (t[0], t[1]))]);
        var person = new Person(wrong, Done(("thingID", "7"), ("access_token", "tttttttt"), ("tags", "[]"), ("note", "")));
        var happened = await RunAsync(server, person);
        happened.Passed();
        Assert.Null(person.Questions[0].Objection);
        Assert.Equal(objection, person.Questions[1].Objection!.Diagnostic.What);
        Assert.Contains(
            "{\"id\":7,\"tags\":[],\"note\":\"\"}",
            server.Requests.Single(r => r.Target == "/use").Bytes,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("on_unknown: ask")]
    [InlineData(
        "on_unknown: { request: GET <<api>>/probe, absent: 404, retry: { attempts: 1 }, extract: { thingID: $.id, access_token: $.t, tags: '$.x[*]', note: $.n } }"
    )]
    public async Task Whoever_wants_it_sent_again_is_asked_each_time(string policy)
    {
        var posts = 0;
        await using var server = Serving(() => Interlocked.Increment(ref posts) < 3 ? "" : Made);
        var person = new Person(new DoubtAnswer(DoubtAnswerKind.Again, []));
        (await RunAsync(server, person, policy)).Passed();
        Assert.Equal(2, person.Questions.Count);
        Assert.Equal([1, 2], person.Questions.Select(q => q.Request.Attempt));
        Assert.Equal(3, server.Requests.Count(r => r is { Method: "POST", Target: "/things" }));
    }

    [Theory]
    [InlineData("on_unknown: fail", 0)]
    [InlineData("on_unknown: again", 0)]
    [InlineData("on_unknown: ask", 1)]
    [InlineData("", 1)]
    public async Task Later_and_nobody_leave_it_in_doubt(string policy, int asked)
    {
        await using var server = Serving();
        var person = new Person(new DoubtAnswer(DoubtAnswerKind.Later, []));
        var happened = await RunAsync(server, person, policy);
        Assert.Equal(("unknown skipped", Outcome.Unknown, asked), (happened.Outcomes, happened.Outcome, person.Questions.Count));
        await using var alone = Serving();
        Assert.Equal("unknown skipped", (await RunAsync(alone, null, policy)).Outcomes);
    }

    [Fact]
    public async Task Neither_an_undo_nor_a_run_that_is_stopped_asks()
    {
        using var stop = new CancellationTokenSource();
        await using var server = new LoopbackServer(r =>
        {
            if (r.Target == "/things")
                return Answers.Json("{\"id\":1}");
            if (r.Target == "/undo")
                return "";
            stop.Cancel();
            return null;
        });
        const string steps =
            "  - step: Make\n    request: POST <<api>>/things\n    undo: POST <<api>>/undo\n  - step: Stop\n    request: POST <<api>>/stop";
        var person = new Person();
        var run = ScenarioRun.Steps(steps).With("api", server.Address) with
        {
            Clock = new InstantClock(),
            Doubts = person,
            Undo = UndoPolicy.Always,
            Stop = stop.Token,
        };
        Assert.Equal("passed unknown unknown", (await run.RunAsync()).Outcomes);
        Assert.Empty(person.Questions);
    }

    [Fact]
    public async Task The_clock_of_the_run_stands_still_meanwhile()
    {
        var person = new Person(new DoubtAnswer(DoubtAnswerKind.Again, [])) { Thinks = TimeSpan.FromMilliseconds(700) };
        var posts = 0;
        await using var server = Serving(() => Interlocked.Increment(ref posts) == 1 ? "" : Made);
        var start = TimeProvider.System.GetTimestamp();
        var happened = await Run(server, person, "").RunAsync();
        happened.Passed();
        Assert.True(TimeProvider.System.GetElapsedTime(start) - happened.Summary.Duration >= person.Thinks);
    }

    private static string Made =>
        Answers.Json("{\"id\":\"t-1\",\"access_token\":\"tttttttt\",\"tags\":[],\"note\":\"n\",\"t\":\"tttttttt\",\"x\":[],\"n\":\"\"}");

    private static LoopbackServer Serving(Func<string>? made = null) =>
        new(r =>
            r is { Method: "POST", Target: "/things" } ? made?.Invoke() ?? ""
            : r.Target == "/probe" ? Answers.Empty(500)
            : Answers.Json("{}")
        );

    private static Task<Happened> RunAsync(LoopbackServer server, IDoubtGate? person, string policy = "on_unknown: ask") =>
        Run(server, person, policy).RunAsync();

    private static ScenarioRun Run(LoopbackServer server, IDoubtGate? person, string policy) =>
        ScenarioRun
            .Steps(
                Steps
                    .Replace("{policy}", policy, StringComparison.Ordinal)
                    .Replace("{limit}", policy.Contains("GET", StringComparison.Ordinal) ? "1s" : "30s", StringComparison.Ordinal)
            )
            .With("api", server.Address) with
        {
            Doubts = person,
            Verbose = true,
            Undo = UndoPolicy.Always,
        };

    private static DoubtAnswer Done(params (string Name, string Text)[] values) =>
        new(DoubtAnswerKind.Done, [.. values.Select(v => KeyValuePair.Create(v.Name, v.Text))]);

    private sealed class Person(params DoubtAnswer[] answers) : IDoubtGate
    {
        public List<DoubtQuestion> Questions { get; } = [];

        public TimeSpan Thinks { get; init; }

        public async Task<DoubtAnswer> AskAsync(DoubtQuestion question, CancellationToken ct)
        {
            Questions.Add(question);
            await Task.Delay(Thinks, ct);
            // Who says the same for ever is never done.
            if (Questions.Count > 6)
                return new DoubtAnswer(DoubtAnswerKind.Later, []);
            return answers[Math.Min(Questions.Count, answers.Length) - 1];
        }
    }
}
