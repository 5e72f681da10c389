using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Execution.Tracing;

/// <summary>Trust rule 9 on spans: what they hold of a secret is its name.</summary>
public sealed class HiddenTextTests
{
    private const string Secret = "fake-secret-of-a-span";

    [Fact]
    public async Task Rule_9_an_address_shows_the_name_of_a_secret()
    {
        var tags = await TagsOfAsync("request: GET <<api>>/<<secret>>?a=<<secret>>", _ => Answers.Empty(204));
        Assert.Equal("{server}/‹secret›?a=‹secret›", tags);
    }

    [Fact]
    public async Task Rule_9_a_short_secret_in_the_address_of_a_redirect_is_hidden_too()
    {
        using var heard = new HeardSpans();
        await using var server = new LoopbackServer(r => r.Target[..2] == "/a" ? Answers.Redirect(302, "/b?c=abc") : Answers.Empty(204));
        await (
            ScenarioRun.Steps("  - step: One\n    request: GET <<api>>/a?c=<<secret>>\n    redirects: follow") with
            {
                Trace = heard.Settings,
            }
        )
            .With("api", server.Address)
            .With("secret", "abc")
            .RunAsync();
        Assert.Equal(
            [$"{server.Address}/a?c=‹secret›", $"{server.Address}/‹secret›"],
            heard.Requests.Select(r => HeardSpans.Tag(r, "url.full"))
        );
    }

    [Fact]
    public async Task Rule_9_what_only_the_answer_tells_to_be_a_secret_is_hidden_in_the_request_before_it()
    {
        var answer = Answers.Json("{\"a\":\"once-an-open-text\"}");
        var tags = await TagsOfAsync(
            "request: GET <<api>>/x?a=once-an-open-text\n    extract: { late: { from: $.a, secret: true } }",
            _ => answer
        );
        Assert.Equal("{server}/x?a=‹late›", tags);
    }

    [Fact]
    public async Task Rule_9_a_title_that_holds_a_secret_is_hidden_also_where_the_run_began_before_it_was_known()
    {
        using var heard = new HeardSpans();
        await using var server = new LoopbackServer(Answers.Empty(500));
        var run = ScenarioRun.Steps($"  - step: With {Secret}\n    request: GET <<api>>/x?a=<<secret>>");
        run = run with { Scenario = run.Scenario.Replace("scenario: Test", $"scenario: Of {Secret}", StringComparison.Ordinal) };
        await (run with { Trace = heard.Settings }).With("api", server.Address).With("secret", Secret).RunAsync();
        Assert.Equal("Of ‹secret› !\n  With ‹secret› !\n    GET !", heard.Tree);
        Assert.All(heard.All, s => Assert.DoesNotContain(Secret, HeardSpans.Tags(s) + s.StatusDescription, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rule_9_an_address_that_is_a_secret_as_a_whole_gives_no_host()
    {
        using var heard = new HeardSpans();
        await using var server = new LoopbackServer(Answers.Empty(204));
        await (
            ScenarioRun.Steps("  - step: One\n    request: GET <<hidden>>/x", "") with
            {
                Trace = heard.Settings,
            } with
            {
                Scenario =
                    "scenario: Test\ninputs: { hidden: { type: url, secret: true } }\nsteps: [{ step: One, request: GET <<hidden>>/x }]\n",
            }
        )
            .With("hidden", server.Address)
            .RunAsync();
        Assert.Equal(
            """
            http.request.method: GET
            http.response.status_code: 204
            network.protocol.version: 1.1
            server.address: ‹hidden›
            url.full: ‹hidden›/x
            """,
            HeardSpans.Tags(Assert.Single(heard.Requests))
        );
    }

    private static async Task<string> TagsOfAsync(string step, Func<Recorded, string?> script)
    {
        using var heard = new HeardSpans();
        await using var server = new LoopbackServer(script);
        await (ScenarioRun.Steps($"  - step: One\n    {step}") with { Trace = heard.Settings })
            .With("api", server.Address)
            .With("secret", Secret)
            .RunAsync();
        return HeardSpans.Tag(Assert.Single(heard.Requests), "url.full")!.Replace(server.Address, "{server}", StringComparison.Ordinal);
    }
}
