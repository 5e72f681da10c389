using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Tests.Execution;

namespace PingOneScenarios.Engine.Tests.Http;

/// <summary>Redirects: what is followed, with which method, and what never crosses an origin (trust rule 5).</summary>
public sealed class RedirectTests
{
    private const string Everything =
        "auth: { bearer: fake-token-1 }\n    headers: { X-Api-Key: fake-key-22, Referer: http://fake.example }\n    query: { q: fake-query }\n    redirects: follow";

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_the_answer_unless_the_step_follows(int status)
    {
        await using var server = new LoopbackServer(Answers.Redirect(status, "/next"));
        (await Send(server, "GET", $"expect: {{ status: {status} }}")).Passed();
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("GET", 301, "GET", "")]
    [InlineData("GET", 302, "GET", "")]
    [InlineData("GET", 303, "GET", "")]
    [InlineData("GET", 307, "GET", "")]
    [InlineData("GET", 308, "GET", "")]
    [InlineData("HEAD", 303, "HEAD", "")]
    [InlineData("HEAD", 301, "HEAD", "")]
    [InlineData("POST", 301, "GET", "")]
    [InlineData("POST", 302, "GET", "")]
    [InlineData("POST", 303, "GET", "")]
    [InlineData("POST", 307, "POST", "{\"a\":1}")]
    [InlineData("POST", 308, "POST", "{\"a\":1}")]
    [InlineData("PUT", 301, "PUT", "{\"a\":1}")]
    [InlineData("PUT", 302, "PUT", "{\"a\":1}")]
    [InlineData("PUT", 303, "GET", "")]
    [InlineData("DELETE", 303, "GET", "")]
    [InlineData("PATCH", 307, "PATCH", "{\"a\":1}")]
    public async Task The_status_decides_what_becomes_of_method_and_body(string method, int status, string next, string body)
    {
        await using var server = new LoopbackServer(r => r.Target == "/a" ? Answers.Redirect(status, "next") : Answers.Empty(204));
        var json = method is "GET" or "HEAD" or "DELETE" ? "" : "json: { a: 1 }\n    ";
        (await Send(server, method, json + "headers: { X-Own: kept }\n    redirects: follow")).Passed();
        var second = server.Requests[1];
        Assert.Equal($"{next} /next HTTP/1.1", second.Line);
        Assert.Equal(body, second.Body);
        Assert.Equal("kept", second.Header("X-Own"));
        Assert.Equal(body.Length == 0 ? null : "application/json", second.Header("Content-Type"));
    }

    [Theory]
    [InlineData("GET", 301)]
    [InlineData("GET", 302)]
    [InlineData("GET", 303)]
    [InlineData("GET", 307)]
    [InlineData("GET", 308)]
    [InlineData("POST", 301)]
    [InlineData("POST", 302)]
    [InlineData("POST", 303)]
    public async Task Nothing_of_the_request_crosses_an_origin(string method, int status)
    {
        await using var other = new LoopbackServer(Answers.Empty(204));
        await using var server = new LoopbackServer(r =>
            Answers.Redirect(status, $"{other.Address}/next?their=own", "Set-Cookie: s=fake-cookie")
        );
        var body = method == "POST" ? "form: { p: fake-body }\n    " : "";
        (await Send(server, method, body + Everything, other)).Passed();
        Assert.Equal($"GET /next?their=own HTTP/1.1\r\nHost: 127.0.0.1:{other.Port}\r\nUser-Agent: p1s\r\n\r\n", other.Only.Bytes);
    }

    [Theory]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_body_that_would_cross_an_origin_is_refused(int status)
    {
        await using var other = new LoopbackServer(Answers.Empty(204));
        await using var server = new LoopbackServer(r => Answers.Redirect(status, other.Address));
        var happened = await Send(server, "POST", "form: { p: fake-body }\n    redirects: follow", other);
        Assert.Equal("PS4009", happened.Codes);
        Assert.Equal(Outcome.Broken, happened.Outcome);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task What_was_left_behind_does_not_come_back_with_a_redirect_home()
    {
        LoopbackServer? home = null;
        await using var other = new LoopbackServer(r => Answers.Redirect(302, $"{home!.Address}/back"));
        await using var server = home = new LoopbackServer(r =>
            r.Target == "/back" ? Answers.Empty(204) : Answers.Redirect(302, other.Address)
        );
        (await Send(server, "GET", Everything, other)).Passed();
        Assert.Null(server.Requests[1].Header("Authorization"));
        Assert.Null(server.Requests[1].Header("X-Api-Key"));
    }

    [Fact]
    public async Task An_origin_that_was_not_granted_is_refused_at_the_hop()
    {
        await using var other = new LoopbackServer(Answers.Empty(204));
        await using var server = new LoopbackServer(r => Answers.Redirect(302, other.Address));
        var happened = await Send(server, "GET", "redirects: follow");
        Assert.Equal("PS5001", happened.Codes);
        Assert.True(happened.Summary.Refused);
        Assert.Empty(other.Requests);
    }

    [Theory]
    [InlineData("javascript:alert(1)", "PS5003")]
    [InlineData("file:///etc/passwd", "PS5003")]
    [InlineData("ftp://127.0.0.1/", "PS5003")]
    [InlineData("http://user@127.0.0.1/", "PS5003")]
    [InlineData("//evil.invalid/x", "PS5001")]
    [InlineData("http://evil.invalid/x", "PS5001")]
    [InlineData("http://[", "PS4009")]
    public async Task A_location_that_leads_astray_is_refused(string location, string code)
    {
        await using var server = new LoopbackServer(Answers.Redirect(302, location));
        var happened = await Send(server, "GET", "redirects: follow");
        Assert.Equal(code, happened.Codes);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_loop_ends_at_the_limit()
    {
        await using var server = new LoopbackServer(Answers.Redirect(302, "/a"));
        var happened = await Send(server, "GET", "redirects: follow");
        Assert.Equal("PS4009", happened.Codes);
        Assert.Contains("more than 10 redirects", happened.Problem.What, StringComparison.Ordinal);
        Assert.Equal(11, server.Requests.Count);
    }

    [Theory]
    [InlineData(2, "")]
    [InlineData(3, "PS4009")]
    public async Task The_limit_of_a_step_counts_redirects(int redirects, string codes)
    {
        await using var server = new LoopbackServer(r =>
            int.Parse(r.Target.AsSpan(2), System.Globalization.CultureInfo.InvariantCulture) is var n && n < redirects
                ? Answers.Redirect(302, $"/a{n + 1}")
                : Answers.Empty(204)
        );
        var run = ScenarioRun.Steps("  - step: S\n    request: GET <<api>>/a0\n    redirects: { follow: 2 }");
        Assert.Equal(codes, (await run.With("api", server.Address).RunAsync()).Codes);
    }

    [Fact]
    public async Task A_redirect_without_a_location_is_the_answer()
    {
        await using var server = new LoopbackServer(Answers.Empty(302));
        (await Send(server, "GET", "redirects: follow\n    expect: { status: 302 }")).Passed();
    }

    [Fact]
    public async Task The_answer_tells_where_it_came_from()
    {
        await using var server = new LoopbackServer(r => r.Target == "/a" ? Answers.Redirect(302, "/b/c?d#e") : Answers.Empty(204));
        var happened = await Send(server, "GET", "redirects: follow\n    extract: { from: <<response.url>> }");
        Assert.Equal(server.Address + "/b/c?d", happened.Extracted("from"));
    }

    [Fact]
    public async Task A_cookie_of_a_hop_goes_along_to_the_next()
    {
        await using var server = new LoopbackServer(r =>
            r.Target == "/a" ? Answers.Redirect(302, "/b", "Set-Cookie: s=1; Path=/") : Answers.Empty(204)
        );
        (await Send(server, "GET", "redirects: follow\n    cookies: fresh")).Passed();
        Assert.Equal("s=1", server.Requests[1].Header("Cookie"));
    }

    [Fact]
    public async Task A_credential_in_the_address_of_a_hop_is_hidden()
    {
        await using var server = new LoopbackServer(r =>
            r.Target == "/a" ? Answers.Redirect(302, "/b?code=fake-code-0123456789") : Answers.Empty(500)
        );
        var happened = await Send(server, "GET", "redirects: follow");
        Assert.Equal($"{server.Address}/b?code=‹code›", Assert.Single(happened.Steps).Exchange!.Address);
        Assert.DoesNotContain("fake-code", EventTexts.Of(happened), StringComparison.Ordinal);
    }

    private static Task<Happened> Send(LoopbackServer server, string method, string more, LoopbackServer? granted = null) =>
        ScenarioRun
            .Steps($"  - step: S\n    request: {method} <<api>>/a\n    {more}")
            .With("api", server.Address)
            .Allow(granted is null ? [] : [granted.Address])
            .RunAsync();
}
