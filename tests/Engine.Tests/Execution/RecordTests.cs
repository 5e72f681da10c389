using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Execution;

/// <summary>What is told of each step when everything is asked for: exchanges along redirects, checks, tokens, sources.</summary>
public sealed class RecordTests
{
    // {"alg":"HS256","typ":"JWT"} and {"sub":"client-1","pin":"hush","note":"is hush"}
    private const string Jwt =
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJjbGllbnQtMSIsInBpbiI6Imh1c2giLCJub3RlIjoiaXMgaHVzaCJ9.c2lnbmF0dXJlLW9mLWl0";

    [Fact]
    public async Task Each_request_along_the_redirects_is_told_also_when_the_last_one_is_refused()
    {
        await using var server = new LoopbackServer(r =>
            r.Target switch
            {
                "/a" => Answers.Redirect(302, "/b"),
                "/b" => Answers.Redirect(302, "http://other.example/c", "Set-Cookie: SID=fake-session-1"),
                _ => Answers.Empty(204),
            }
        );
        var happened = await Run("  - step: A\n    request: GET <<api>>/a\n    redirects: follow", server);
        Assert.Equal("PS5001", happened.Codes);
        var sent = happened.Events.OfType<RequestSent>().Select(s => s.Exchange).ToList();
        Assert.Equal([(0, "/a", 302), (1, "/b", 302)], sent.Select(e => (e.Hop, new Uri(e.Address).AbsolutePath, e.Status!.Value)));
        Assert.Equal("SID=‹SID›", sent[1].AnswerHeaders.Single(h => h.Name == "Set-Cookie").Text);
        Assert.Equal(302, Assert.Single(happened.Steps).Status);
    }

    [Fact]
    public async Task The_phases_of_an_exchange_are_told_those_of_a_new_connection_with_its_first()
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var happened = await Run("  - step: A\n    request: GET <<api>>/a\n  - step: B\n    request: GET <<api>>/b", server);
        happened.Passed();
        var sent = happened.Events.OfType<RequestSent>().Select(s => s.Exchange).ToList();
        Assert.All(sent, e => Assert.Equal("1.1", e.Version));
        Assert.All(sent, e => Assert.NotNull(e.Phases.Wait));
        Assert.NotNull(sent[0].Phases.Connect);
        Assert.Null(sent[1].Phases.Connect);
        Assert.True(sent[0].At + sent[0].Duration <= sent[1].At);
    }

    [Fact]
    public async Task A_request_without_an_answer_is_told_with_the_reason()
    {
        await using var server = new LoopbackServer("");
        var happened = await Run("  - step: A\n    request: POST <<api>>/a\n    json: { a: 1 }", server);
        var sent = Assert.Single(happened.Events.OfType<RequestSent>()).Exchange;
        Assert.Equal((null, "{\"a\":1}", 7), (sent.Status, sent.RequestBody?.Text, sent.RequestSize));
        Assert.Contains("connection", sent.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Basic_credentials_are_told_with_the_name_of_the_secret_and_not_across_origins()
    {
        await using var other = new LoopbackServer(Answers.Empty(204));
        await using var server = new LoopbackServer(_ => Answers.Redirect(302, other.Address + "/b"));
        var steps =
            "  - step: A\n    request: GET <<api>>/a\n    redirects: follow\n    auth: { basic: { username: user, password: 'x-<<secret>>' } }";
        var run = ScenarioRun.Steps(steps).With("api", server.Address).With("other", other.Address).With("secret", "fake-secret-1");
        var happened = await (run with { Verbose = true }).RunAsync();
        var sent = happened.Events.OfType<RequestSent>().Select(s => s.Exchange).ToList();
        Assert.Equal(["user:x-‹secret›", null], sent.Select(e => e.Credentials?.Text));
        Assert.Equal("Basic ‹secret›", sent[0].RequestHeaders.Single(h => h.Name == "Authorization").Text);
    }

    [Fact]
    public async Task What_stands_around_a_secret_is_shown_as_it_was_sent()
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var steps = "  - step: A\n    request: POST <<api>>/a\n    query: { q: 'a&b <<secret>>=' }\n    form: { f: 'a&b <<secret>>=' }";
        var happened = await Run(steps, server);
        var sent = Assert.Single(happened.Events.OfType<RequestSent>()).Exchange;
        Assert.EndsWith("/a?q=a%26b%20‹secret›%3D", sent.Address, StringComparison.Ordinal);
        Assert.Equal("f=a%26b+‹secret›%3D", sent.RequestBody);
    }

    [Fact]
    public async Task What_policy_refuses_was_not_sent()
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var happened = await Run("  - step: A\n    request: GET http://other.example/", server);
        Assert.Equal("PS5001", happened.Codes);
        Assert.Empty(happened.Events.OfType<RequestSent>());
    }

    [Fact]
    public async Task Each_expectation_is_told_with_what_was_there()
    {
        await using var server = new LoopbackServer(Answers.Json("{\"a\":{\"b\":1,\"c\":[2,3]},\"d\":\"x\"}", 201, "X-Own: yes"));
        var happened = await Run(
            """
              - step: A
                request: GET <<api>>/a
                expect:
                  status: 201
                  headers: { X-Own: yes }
                  json: { a: { b: 1, c: [2, 4] }, d: <<is.text>>, e: <<secret>> }
                  that: ['<<response.json.d == "y">>']
            """,
            server
        );
        Assert.Equal(
            [
                "status: 201 / 201 Reason / True",
                "header \"X-Own\": \"yes\" / \"yes\" / True",
                "$.a.b: 1 / 1 / True",
                "$.a.c[0]: 2 / 2 / True",
                "$.a.c[1]: 4 / 3 / False",
                "$.d: is.text / \"x\" / True",
                "$.e: ‹secret› / absent / False",
                "response.json.d == \"y\": true / response.json.d is \"x\" / False",
            ],
            Assert.Single(happened.Steps).Checks.Select(c => $"{c.What}: {c.Expected} / {c.Actual} / {c.Passed}")
        );
    }

    [Fact]
    public async Task What_equals_a_secret_too_short_for_the_mask_is_named_too()
    {
        await using var server = new LoopbackServer(Answers.Json("{\"pin\":\"hush\"}"));
        var happened = await Run("  - step: A\n    request: GET <<api>>/a\n    expect: { json: { pin: <<secret>> } }", server);
        happened.Passed();
        Assert.Equal(
            ("‹secret›", "‹secret›"),
            Assert.Single(happened.Steps).Checks.Where(c => c.What == "$.pin").Select(c => (c.Expected, c.Actual)).Single()
        );
    }

    [Fact]
    public async Task Tokens_are_decoded_without_their_signature_and_without_secrets()
    {
        await using var server = new LoopbackServer(Answers.Json($"{{\"access_token\":\"{Jwt}\"}}"));
        var steps =
            $"  - step: A\n    request: POST <<api>>/token\n    form: {{ client_assertion: {Jwt} }}\n    headers: {{ Authorization: Bearer {Jwt} }}";
        var happened = await Run(steps, server);
        var tokens = Assert.Single(happened.Events.OfType<RequestSent>()).Exchange.Tokens;
        Assert.Equal(
            ["request header Authorization, Bearer", "request body, client_assertion", "answer body, access_token"],
            tokens.Select(t => t.Where.Text)
        );
        Assert.All(tokens, t => Assert.Equal("{\"alg\":\"HS256\",\"typ\":\"JWT\"}", t.Header));
        Assert.All(tokens, t => Assert.Equal("{\"sub\":\"client-1\",\"pin\":\"‹secret›\",\"note\":\"‹secret›\"}", t.Claims));
    }

    [Fact]
    public async Task Steps_of_included_scenarios_say_what_they_are_for_and_their_files_are_told()
    {
        await using var server = new LoopbackServer(Answers.Json("{\"id\":\"1\"}"));
        var happened = await (
            ScenarioRun
                .Steps(
                    "  - step: Outer\n    call: inner.yaml\n    extract: { id: <<outputs.id>> }\n  - step: Use\n    request: GET <<api>>/<<id>>"
                )
                .File(
                    "inner.yaml",
                    "scenario: Inner\ninputs: { api: { type: url } }\nsteps:\n  - step: Make\n    request: POST <<api>>/a\n    extract: { id: $.id }\noutputs: { id: <<id>> }\n"
                )
                .With("api", server.Address) with
            {
                Verbose = true,
            }
        ).RunAsync();
        happened.Passed();
        Assert.Equal(
            [("Make", "step \"Outer\""), ("Outer", ""), ("Use", "")],
            happened.Steps.Select(s => (s.Step.Title.Text, s.Step.For.Text))
        );
        Assert.Equal(["api", "id"], happened.Steps[2].Uses.Select(u => u.Text));
        Assert.Equal(("id", "1", "$.id", false), happened.Steps[0].Extracted.Select(e => (e.Name, e.Text, e.From, e.IsSecret)).Single());
        var sources = happened.Events.OfType<RunFinished>().Single().Sources;
        Assert.Equal(["test.yaml", "inner.yaml"], sources.Select(s => Path.GetFileName(s.Path)));
        Assert.StartsWith("scenario: Test\n", sources[0].Text, StringComparison.Ordinal);
    }

    private static Task<Happened> Run(string steps, LoopbackServer server) =>
        (ScenarioRun.Steps(steps).With("api", server.Address).With("secret", "hush") with { Verbose = true }).RunAsync();
}
