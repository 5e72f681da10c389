using PingOneScenarios.Engine.Tests.Execution;

namespace PingOneScenarios.Engine.Tests.Http;

/// <summary>A redirect followed by hand: where a Location leads that is relative, and what is said where nobody made an address of it.</summary>
public sealed class RelativeAddressTests
{
    private const string ByHand = """
          - step: Ask
            request: GET <<api>>/idp/sub/start?x=1
            extract: { next: '<<url.resolve response.url response.headers.location>>' }
            expect: { status: 302 }
          - step: Follow
            request: GET <<next>>
        """;

    [Theory]
    [InlineData("/as/resume?flowId=1", "/as/resume?flowId=1")]
    [InlineData("next", "/idp/sub/next")]
    [InlineData("./next;a=b?c=d", "/idp/sub/next;a=b?c=d")]
    [InlineData("../next", "/idp/next")]
    [InlineData("../../../next/", "/next/")]
    [InlineData("?y=2", "/idp/sub/start?y=2")]
    [InlineData("#part", "/idp/sub/start?x=1")]
    [InlineData("a%2Fb/../c%20d", "/idp/sub/c%20d")]
    [InlineData("b c", "/idp/sub/b%20c")]
    [InlineData("//SELF/other", "/other")]
    [InlineData("http://SELF/x/../whole", "/whole")]
    public async Task A_location_leads_where_a_browser_goes(string location, string target)
    {
        await using var server = new LoopbackServer(r =>
            r.Target.StartsWith("/idp/sub/start?x=1", StringComparison.Ordinal) && r.Header("Host") is { } self
                ? Answers.Redirect(302, location.Replace("SELF", self, StringComparison.Ordinal))
                : Answers.Empty(204)
        );
        var happened = await ScenarioRun.Steps(ByHand).With("api", server.Address).RunAsync();
        if (location != "#part")
            happened.Passed();
        Assert.Equal(target, server.Requests[1].Target);
    }

    [Theory]
    [InlineData("GET <<url.resolve api \"a/b\">>", "/v1/a/b")]
    [InlineData("GET <<url.resolve (api + \"/\") \"a b\">>", "/v1/x/a%20b")]
    [InlineData("GET <<api | url.resolve \"?q=1\">>", "/v1/x?q=1")]
    [InlineData("GET <<rows.size == 0 ? api : url.resolve api \"b\">>", "/v1/x")]
    [InlineData("GET <<url.resolve api \"../a\">>/<<rows.size>>?b=1", "/a/0?b=1")]
    public async Task An_address_can_be_one_expression(string request, string target)
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var happened = await ScenarioRun.Steps($"  - step: Go\n    request: '{request}'").With("api", server.Address + "/v1/x").RunAsync();
        happened.Passed();
        Assert.Equal(target, server.Only.Target);
    }

    [Theory]
    [InlineData("/as/resume")]
    [InlineData("next")]
    [InlineData("../x")]
    [InlineData("?q")]
    [InlineData("//host/path")]
    public async Task A_relative_address_is_refused_with_what_makes_it_whole(string location)
    {
        await using var server = new LoopbackServer(Answers.Redirect(302, location));
        var steps = ByHand.Replace("url.resolve response.url response.headers", "response.headers", StringComparison.Ordinal);
        var problem = (await ScenarioRun.Steps(steps).With("api", server.Address).RunAsync()).Problem;
        Assert.Equal("PS5003", problem.Code.Id);
        Assert.Contains("url.resolve response.url response.headers.location", problem.Fix, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("GET <<api>><<v>>", "<<url.resolve api v>>")]
    [InlineData("GET <<api + \"/x\">><<v>>", "<<url.resolve (api + \"/x\") v>>")]
    [InlineData("GET /users", "<<url.resolve page \"/users\">>")]
    [InlineData("GET ../users", "<<url.resolve page \"../users\">>")]
    [InlineData("GET ?page=2", "<<url.resolve page \"?page=2\">>")]
    [InlineData("GET <<api>>x/<<v>>", "<<apiPath>>/environments")]
    [InlineData("GET users", "declare an input of type url")]
    public async Task An_address_that_is_put_together_wrongly_is_told_how_to(string request, string fix)
    {
        var problem = (await ScenarioRun.Steps($"  - step: Go\n    request: '{request}'").With("v", "x").RunAsync()).Problem;
        Assert.Equal("PS1010", problem.Code.Id);
        Assert.Contains(fix, problem.Fix, StringComparison.Ordinal);
    }
}
