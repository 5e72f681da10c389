using System.Text.Json;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution.Journaling;
using PingOneScenarios.Engine.Reporting.Json;
using PingOneScenarios.Engine.Tests.Http;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Tests.Execution.Journaling;

/// <summary>Trust rules 1 to 9 in a run that goes on: what the first process had learned is known, and nothing goes where it might not go before.</summary>
public sealed class ResumedTrustTests
{
    private const string Secret = "Fake-credential-that-nothing-took-0123456789";

    [Theory]
    [InlineData("", false)]
    [InlineData("extract: { token: $.access_token }", false)]
    [InlineData("extract: { taken: { from: $.note, secret: true } }", false)]
    [InlineData("extract: { token: $.access_token }", true)]
    public async Task Rule_9_what_an_earlier_answer_held_is_hidden_in_a_later_one(string extract, bool withholds)
    {
        await using var server = new LoopbackServer(r =>
            Answers.Json(
                r.Target == "/token"
                    ? $$"""{ "access_token": "{{Secret}}", "note": "{{Secret}}" }"""
                    : $$"""{ "echo": "you sent {{Secret}}", "coded": "{{Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Secret))}}" }"""
            )
        );
        using var run = new WrittenRun(
            $"""
            scenario: Test
            inputs: {"{"} api: {"{"} type: url {"}"} {"}"}
            steps:
              - step: Ask
                request: GET <<api>>/token
                {extract}
              - step: Wait
                request: GET <<api>>/wait
              - step: Look
                request: GET <<api>>/echo
                expect: {"{"} json: {"{"} echo: other {"}"} {"}"}
            """
        )
        {
            Withholds = withholds,
        }.With("api", server.Address);
        Assert.Null(await run.RunAsync(journal => new DyingJournal(journal, 2, isAfter: true)));

        var happened = (await run.ResumeAsync())!;

        Assert.Single(server.Requests, r => r.Target == "/token");
        if (!withholds)
            Assert.DoesNotContain(Secret, Told(happened), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET <<next>>/probe?t=<<token>>")]
    [InlineData("GET <<next>>/<<token>>")]
    [InlineData("GET <<next>>")]
    public async Task Rule_1_a_probe_goes_nowhere_a_request_may_not_go(string probe)
    {
        await using var second = new LoopbackServer(Answers.Json("{}"));
        await using var server = new LoopbackServer(_ =>
            Answers.Json($$"""{ "access_token": "{{Secret}}", "next": "{{second.Address}}" }""")
        );
        using var run = new WrittenRun(
            $$"""
            scenario: Test
            inputs: { api: { type: url } }
            steps:
              - step: Ask
                request: GET <<api>>/token
                extract: { token: $.access_token, next: $.next }
              - step: Make
                request: POST <<api>>/things
                on_unknown: { request: '{{probe}}', retry: { attempts: 1 } }
            """
        ).With("api", server.Address);
        Assert.Null(await run.RunAsync(journal => new DyingJournal(journal, 1, isAfter: true)));

        var happened = (await run.ResumeAsync())!;

        Assert.Equal("", second.Received);
        Assert.DoesNotContain(server.Requests, r => r.Target == "/things");
        Assert.DoesNotContain(Secret, Told(happened), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_sent_again_by_hand_is_sent_once_and_in_doubt_again_when_no_answer_comes()
    {
        await using var server = new LoopbackServer(_ => "");
        using var run = new WrittenRun(
            """
            scenario: Test
            inputs: { api: { type: url } }
            steps: [{ step: Make, id: make, request: POST <<api>>/things }]
            """
        ).With("api", server.Address);
        Assert.Equal(Outcome.Unknown, (await run.RunAsync())!.Outcome);

        var again = (await run.ResumeAsync(new ResumeWishes { Settled = [new("make", DoubtAnswerKind.Again)] }))!;

        Assert.Equal(Outcome.Unknown, again.Outcome);
        Assert.True(again.Result.Journaled!.IsWaiting);
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("(api)")]
    [InlineData("x[1]")]
    [InlineData("~1")]
    [InlineData("%41")]
    [InlineData("ä ö")]
    [InlineData("line\\r\\nX-Evil: 1")]
    [InlineData("\\u202Eevil")]
    public async Task A_step_of_any_name_is_found_again_and_its_key_is_one_field(string id)
    {
        await using var server = new LoopbackServer(Answers.Json("{}"));
        using var run = new WrittenRun(
            $$"""
            scenario: Test
            inputs: { api: { type: url } }
            steps:
              - step: "{{id}}"
                request: POST <<api>>/things
                idempotency: header
              - step: Other
                request: GET <<api>>/other
            """
        ).With("api", server.Address);
        Assert.Null(await run.RunAsync(journal => new DyingJournal(journal, 1, isAfter: true)));

        (await run.ResumeAsync())!.Passed();

        Assert.Single(server.Requests, r => r.Target == "/things");
        Assert.DoesNotContain("X-Evil:", server.Received.Replace("%0D%0AX-Evil", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("Idempotency-Key", server.Received, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Rule_4_a_secret_that_was_read_goes_no_further_than_the_operator_says_now()
    {
        var (a, b) = (OriginOf("https://a.example"), OriginOf("https://b.example"));
        var first = new SecretRegister([a, b], new SecretLog());
        var labels = first.Label("pin", new TextValue(Secret), [a, b]);
        var second = new SecretRegister([a, b], new SecretLog());
        second.Restore(new SecretNews(LearnedAs.Given, labels, new TextValue(Secret)), [a, b]);

        var known = second.Label("pin", new TextValue(Secret), [a]);

        Assert.Equal([a], second.Destinations.Of(known.Labels[0])!.Value);
        Assert.Equal([a], second.Destinations.Of(second.Label("pin", new TextValue(Secret), [a, b]).Labels[0])!.Value);
    }

    private static Origin OriginOf(string text) => Origin.TryParse(text, out var origin, out _) ? origin : default!;

    private static string Told(Happened happened)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            var log = new EventLog();
            json.WriteStartArray();
            foreach (var told in happened.Events)
                log.Write(json, told);
            json.WriteEndArray();
        }
        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }
}
