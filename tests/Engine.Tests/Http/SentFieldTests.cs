using System.Reflection;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Tests.Execution;

namespace PingOneScenarios.Engine.Tests.Http;

/// <summary>The head of a request: what the reports say of it is what came, line for line.</summary>
public sealed class SentFieldTests
{
    [Theory]
    [InlineData("GET", "headers: { X-Tag: [one, two] }", "X-Tag: one", "X-Tag: two")]
    [InlineData(
        "GET",
        "headers: { x-tag: [one], X-B: 1, X-Tag: [two, 'three, four'] }",
        "x-tag: one",
        "x-tag: two",
        "x-tag: three, four",
        "X-B: 1"
    )]
    [InlineData("GET", "headers: { Cookie: [a=1, b=2] }", "Cookie: a=1; b=2")]
    [InlineData("GET", "headers: { cookie: [a=1, b=2], X-A: ['', ''] }", "Cookie: a=1; b=2", "X-A: ", "X-A: ")]
    [InlineData(
        "GET",
        "headers: { accept: [a/b, c/d], Forwarded: ['for=a', 'for=b'] }",
        "Accept: a/b",
        "Accept: c/d",
        "Forwarded: for=a",
        "Forwarded: for=b"
    )]
    [InlineData("GET", "headers: { Content-Language: [de, en] }", "Content-Language: de", "Content-Language: en", "Content-Length: 0")]
    [InlineData("GET", "headers: { Link: ['</a>; rel=x', '</b>; rel=y'] }", "Link: </a>; rel=x", "Link: </b>; rel=y")]
    [InlineData(
        "POST",
        "json: { a: 1 }\n    headers: { X-A: [1, 2] }",
        "X-A: 1",
        "X-A: 2",
        "Content-Type: application/json",
        "Content-Length: 7"
    )]
    [InlineData("QUERY", "headers: { X-A: 1 }", "X-A: 1", "Content-Length: 0")]
    [InlineData("PROPFIND", "headers: { Depth: 1 }", "Depth: 1", "Content-Length: 0")]
    [InlineData("TRACE", "headers: { X-A: 1 }", "X-A: 1", "Content-Length: 0")]
    [InlineData("DELETE", "json: [1]", "Content-Type: application/json", "Content-Length: 3")]
    [InlineData("POST", "headers: { user-agent: [a, b] }", "User-Agent: a", "User-Agent: b", "Content-Length: 0")]
    [InlineData(
        "DELETE",
        "auth: { bearer: fake }\n    headers: { if-match: ['\"a\"', '\"b\"'] }",
        "If-Match: \"a\"",
        "If-Match: \"b\"",
        "Authorization: Bearer fake"
    )]
    [InlineData(
        "PUT",
        "text: hi\n    headers: { content-type: text/x, Content-Encoding: odd, x-z: 1 }",
        "x-z: 1",
        "Content-Type: text/x",
        "Content-Encoding: odd",
        "Content-Length: 2"
    )]
    public async Task Reports_show_each_field_as_it_was_sent(string method, string more, params string[] fields)
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var run = ScenarioRun.Steps($"  - step: S\n    request: {method} <<api>>/a\n    {more}").With("api", server.Address);
        var happened = await (run with { Verbose = true }).RunAsync();
        happened.Passed();
        Assert.Equal(fields, server.Only.Headers);
        Assert.Equal(server.Only.Head, Shown(happened)[0]);
    }

    [Fact]
    public async Task Cookies_that_are_written_and_those_of_the_run_are_one_field_in_reports_too()
    {
        await using var server = new LoopbackServer(Answers.Empty(204, "Set-Cookie: SID=fake-session-1"));
        var steps =
            "  - step: A\n    request: GET <<api>>\n  - step: B\n    request: GET <<api>>\n    headers: { Cookie: [own=2, b=3], X-A: 1 }";
        var happened = await (ScenarioRun.Steps(steps).With("api", server.Address) with { Verbose = true }).RunAsync();
        happened.Passed();
        Assert.Equal(["Cookie: own=2; b=3; SID=fake-session-1", "X-A: 1"], server.Requests[1].Headers);
        Assert.Equal(["Cookie: own=2; b=3; SID=‹SID›", "X-A: 1"], Shown(happened)[1].Where(f => f[0] is 'C' or 'X'));
    }

    [Fact]
    public async Task Every_name_dotnet_knows_is_shown_in_the_spelling_it_sends()
    {
        var known = typeof(HttpClient)
            .Assembly.GetType("System.Net.Http.Headers.KnownHeaders")!
            .GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Select(f => f.GetValue(null))
            .Where(v => v?.GetType().Name == "KnownHeader")
            .Select(v => (string)v!.GetType().GetProperty("Name")!.GetValue(v)!)
            .Where(n => n[0] != ':' && !n.StartsWith("Proxy-", StringComparison.Ordinal))
            .Except(["Host", "Content-Length", "Transfer-Encoding", "Connection", "Content-Type"])
            .ToList();
        Assert.True(known.Count > 80);
        await using var server = new LoopbackServer(Answers.Empty(204));
        // Beyond 64 fields .NET keeps them in another way.
        foreach (var some in known.Chunk(50))
        {
            var headers = string.Join(", ", some.Select((n, i) => $"{(i % 2 == 0 ? n.ToUpperInvariant() : n.ToLowerInvariant())}: '1'"));
            var run = ScenarioRun
                .Steps($"  - step: S\n    request: GET <<api>>/a\n    headers: {{ {headers} }}")
                .With("api", server.Address);
            var happened = await (run with { Verbose = true }).RunAsync();
            Assert.Equal(server.Requests[^1].Head, Shown(happened)[0]);
        }
    }

    private static List<string[]> Shown(Happened happened) =>
        [.. happened.Events.OfType<RequestSent>().Select(s => s.Exchange.RequestHeaders.Select(h => $"{h.Name}: {h.Text}").ToArray())];
}
