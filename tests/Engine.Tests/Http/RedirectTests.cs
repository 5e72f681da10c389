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
    [InlineData("//evil.invalid/x")]
    [InlineData("http://evil.invalid/x")]
    [InlineData("\\\\evil.invalid\\x")]
    [InlineData("/\\evil.invalid/x")]
    [InlineData(" \t//evil.invalid")]
    [InlineData("http:evil.invalid/../..//evil.invalid", false)]
    public async Task A_location_that_leads_astray_is_refused_and_the_redirect_named(string location, bool isRefused = true)
    {
        await using var server = new LoopbackServer(r => r.Target == "/a" ? Answers.Redirect(302, location) : Answers.Empty(204));
        var happened = await Send(server, "GET", "redirects: follow");
        Assert.Equal(isRefused ? "PS5001" : "", happened.Codes);
        Assert.Equal(isRefused ? 1 : 2, server.Requests.Count);
        if (isRefused)
            Assert.StartsWith($"GET {server.Address}/a redirected there; ", happened.Problem.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("com.example.app:/cb?code=fake-code-1")]
    [InlineData("com.example.app://callback?code=fake-code-1#x")]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("mailto:a@example.com")]
    public async Task A_redirect_out_of_the_web_is_the_answer(string location)
    {
        await using var server = new LoopbackServer(r => r.Target == "/a" ? Answers.Redirect(302, "/b") : Answers.Redirect(303, location));
        var happened = await Send(
            server,
            "GET",
            "redirects: follow\n    extract: { to: { from: <<response.headers.location>>, secret: false } }"
        );
        happened.Passed();
        Assert.Equal(303, Assert.Single(happened.Steps).Status);
        Assert.Equal(2, server.Requests.Count);
        Assert.Equal("PS6001", (await Send(server, "GET", "redirects: follow\n    expect: { status: 200 }")).Codes);
    }

    [Theory]
    [InlineData("http://[", "its Location is no address")]
    [InlineData("http://a b/", "its Location is no address")]
    [InlineData("http://127.0.0.1:99999/", "its Location is no address")]
    [InlineData("http://user@127.0.0.1/", "of its Location, it carries user information (name@host) (trust rule 1)")]
    [InlineData("http://example.com./", "of its Location, its host ends with a dot (trust rule 1)")]
    public async Task A_redirect_nobody_can_follow_is_the_answer(string location, string why)
    {
        await using var server = new LoopbackServer(Answers.Redirect(302, location));
        var happened = await Send(server, "GET", "redirects: follow");
        Assert.Equal("PS6001", happened.Codes);
        Assert.Equal($"its redirect was not followed: {why}", happened.Problem.Why);
        (await Send(server, "GET", "redirects: follow\n    expect: { status: 302 }")).Passed();
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData("b c", "/b%20c")]
    [InlineData("?q={x}", "/a?q={x}")]
    [InlineData("\\b\\c", "/b/c")]
    [InlineData("/b/./%2e%2E/c", "/c")]
    [InlineData("/b|c\"d", "/b|c%22d")]
    [InlineData("/b%7e~", "/b%7e~")]
    [InlineData("http:b", "/b")]
    [InlineData("  /b  ", "/b")]
    [InlineData("/b\tc", "/bc")]
    [InlineData("/\u00c3\u00a9", "/%C3%A9")]
    [InlineData("http://0x7f.1:{port}/b", "/b")]
    [InlineData("http:\\\\127.1:{port}\\b", "/b")]
    [InlineData("HTTP://127.0.0.1:{port}", "/")]
    public async Task An_odd_location_is_followed_as_browsers_follow_it(string location, string target)
    {
        LoopbackServer? own = null;
        await using var server = own = new LoopbackServer(r =>
            r.Target == "/a"
                ? Answers.Redirect(302, location.Replace("{port}", $"{own!.Port}", StringComparison.Ordinal))
                : Answers.Empty(204)
        );
        (await Send(server, "GET", "redirects: follow")).Passed();
        Assert.Equal(target, server.Requests[1].Target);
    }

    [Theory]
    [InlineData("http://never.example/cb?code=fake-code-1&state=s")]
    [InlineData("com.example.app:/cb?code=fake-code-1&state=s")]
    [InlineData("/cb?code=fake-code-1&state=s")]
    public async Task Until_ends_before_the_callback_is_asked(string callback)
    {
        await using var server = new LoopbackServer(r => r.Target == "/a" ? Answers.Redirect(302, "/b") : Answers.Redirect(302, callback));
        var steps =
            "redirects: { follow: 10, until: '<<text.contains response.headers.location \"/cb?\">>' }\n"
            + "    extract: { state: '<<response.headers.location | url.query \"state\">>', code: '<<response.headers.location | url.query \"code\">>' }";
        var happened = await Send(server, "GET", steps);
        happened.Passed();
        Assert.Equal("s", happened.Extracted("state"));
        Assert.Equal(["/a", "/b"], server.Requests.Select(r => r.Target));
    }

    [Theory]
    [InlineData("<<response.status == 200>>", "")]
    [InlineData("<<response.json.done>>", "PS4017")]
    [InlineData("<<response.json.missing == 1>>", "PS4017")]
    [InlineData("<<text.contains response.headers.location \"/cb\">>", "PS4017")]
    [InlineData("<<response.url | text.ends_with \"/b\">>", "")]
    public async Task Redirects_that_end_elsewhere_are_told(string until, string codes)
    {
        await using var server = new LoopbackServer(r => r.Target == "/a" ? Answers.Redirect(302, "/b") : Answers.Json("{\"done\":false}"));
        var happened = await Send(server, "GET", $"redirects: {{ follow: 10, until: '{until}' }}");
        Assert.Equal(codes, happened.Codes);
        if (codes.Length > 0)
            Assert.StartsWith($"the redirects ended with 200 of {server.Address}/b", happened.Problem.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/b#two", "/b#two")]
    [InlineData("/b", "/b#one")]
    [InlineData("/b#", "/b#")]
    [InlineData("/b#a b", "/b#a%20b")]
    public async Task The_address_that_answered_keeps_its_fragment(string location, string gone)
    {
        await using var server = new LoopbackServer(r =>
            r.Target == "/a" ? Answers.Redirect(302, "/b0#one")
            : r.Target == "/b0" ? Answers.Redirect(302, location)
            : Answers.Empty(204)
        );
        var happened = await Send(server, "GET", "redirects: follow\n    extract: { from: <<response.url>> }");
        Assert.Equal(server.Address + gone, happened.Extracted("from"));
        Assert.All(server.Requests, r => Assert.DoesNotContain("#", r.Target, StringComparison.Ordinal));
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
        Assert.Equal(server.Address + "/b/c?d#e", happened.Extracted("from"));
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
