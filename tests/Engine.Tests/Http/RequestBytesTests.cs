using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Tests.Execution;

namespace PingOneScenarios.Engine.Tests.Http;

/// <summary>What goes over the wire, byte for byte.</summary>
public sealed class RequestBytesTests
{
    [Fact]
    public async Task A_request_holds_what_is_written_and_nothing_else()
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        (await Send(server, "GET <<api>>/a")).Passed();
        Assert.Equal($"GET /a HTTP/1.1\r\nHost: 127.0.0.1:{server.Port}\r\nUser-Agent: p1s\r\n\r\n", server.Only.Bytes);
    }

    [Theory]
    [InlineData("GET <<api>>", "/")]
    [InlineData("GET <<api>>/", "/")]
    [InlineData("GET <<api>>?x=1", "/?x=1")]
    [InlineData("GET <<api>>/a//b/", "/a//b/")]
    [InlineData("GET <<api>>/%7euser/%2F..%2f", "/%7euser/%2F..%2f")]
    [InlineData("GET <<api>>/a%20b+c?d=e+f%2B&g&h=&=i&g", "/a%20b+c?d=e+f%2B&g&h=&=i&g")]
    [InlineData("GET <<api>>/{id}/a|b\"c^d`é", "/%7Bid%7D/a%7Cb%22c%5Ed%60%C3%A9")]
    [InlineData("GET <<api>>/x?q={a}&r=é🙂'()*;:@,$!~", "/x?q=%7Ba%7D&r=%C3%A9%F0%9F%99%82'()*;:@,$!~")]
    [InlineData("GET <<api>>/x?next=http://a/../b?c", "/x?next=http://a/../b?c")]
    public async Task Literal_text_of_an_address_is_sent_as_it_is_written(string request, string target)
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        (await Send(server, $"'{request.Replace("'", "''", StringComparison.Ordinal)}'")).Passed();
        Assert.Equal(target, server.Only.Target);
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("HEAD", "")]
    [InlineData("OPTIONS", "")]
    [InlineData("DELETE", "")]
    [InlineData("POST", "Content-Length: 0")]
    [InlineData("PUT", "Content-Length: 0")]
    [InlineData("PATCH", "Content-Length: 0")]
    public async Task Every_method_is_sent_as_written_and_without_a_body_says_so_where_one_is_usual(string method, string headers)
    {
        await using var server = new LoopbackServer(r =>
            r.Method == "HEAD" ? "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n" : Answers.Empty(204)
        );
        (await Send(server, $"{method} <<api>>/a")).Passed();
        Assert.Equal($"{method} /a HTTP/1.1", server.Only.Line);
        Assert.Equal(headers, string.Join("\n", server.Only.Headers));
    }

    [Theory]
    [InlineData("QUERY")]
    [InlineData("PROPFIND")]
    [InlineData("PURGE")]
    [InlineData("M-SEARCH")]
    [InlineData("Odd!#$%&'*+.^_`|~9")]
    public async Task Any_token_is_a_method(string method)
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        (await Send(server, $"\"{method} <<api>>/a\"")).Passed();
        Assert.Equal($"{method} /a HTTP/1.1", server.Only.Line);
    }

    [Theory]
    [InlineData("get")]
    [InlineData("PSOT")]
    [InlineData("DELET")]
    [InlineData("CONNECT")]
    [InlineData("A(B")]
    public async Task What_is_no_token_or_a_slip_of_the_pen_is_no_method(string method)
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        Assert.Contains("PS1010", (await Send(server, $"\"{method} <<api>>/a\"")).Codes, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("HTTP://127.0.0.1")]
    [InlineData("Http://LOCALHOST")]
    public async Task A_scheme_may_be_written_in_capitals(string beginning)
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var run = ScenarioRun.Steps($"  - step: A\n    request: GET {beginning}:{server.Port}/a");
        var allowed = run.Allow($"{beginning}:{server.Port}");
        (await allowed.RunAsync()).Passed();
        (await ScenarioRun.Steps("  - step: A\n    request: GET <<api>>/a").With("api", $"{beginning}:{server.Port}").RunAsync()).Passed();
        Assert.Equal(["/a", "/a"], server.Requests.Select(r => r.Target));
    }

    [Theory]
    [InlineData("json: { a: 1 }", "application/json", "{\"a\":1}")]
    [InlineData("json: null", "application/json", "null")]
    [InlineData("json: {}", "application/json", "{}")]
    [InlineData("form: { a: b }", "application/x-www-form-urlencoded", "a=b")]
    [InlineData("form: [{ a: 1 }, { b: 2 }, { a: 3 }]", "application/x-www-form-urlencoded", "a=1&b=2&a=3")]
    [InlineData("form: { a: [1, 2], b: true }", "application/x-www-form-urlencoded", "a=1&a=2&b=true")]
    [InlineData("text: hello é", "text/plain; charset=utf-8", "hello é")]
    [InlineData("text: ''", "text/plain; charset=utf-8", "")]
    public async Task A_body_has_the_media_type_of_its_kind(string body, string type, string sent)
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        (await Send(server, "POST <<api>>/a", body)).Passed();
        Assert.Equal(sent, server.Only.BodyText);
        Assert.Equal($"Content-Type: {type}|Content-Length: {server.Only.Body.Length}", string.Join("|", server.Only.Headers));
    }

    [Theory]
    [InlineData("application/vnd.pingidentity.password.set+json")]
    [InlineData("application/json;charset=UTF-8")]
    [InlineData("text/odd; a=\"b c\"; q=1")]
    [InlineData("odd")]
    public async Task A_media_type_that_is_written_is_sent_to_the_letter(string type)
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        (await Send(server, "PUT <<api>>/a", $"json: {{ a: 1 }}\n    headers: {{ content-type: '{type}' }}")).Passed();
        Assert.Equal($"Content-Type: {type}|Content-Length: 7", string.Join("|", server.Only.Headers));
    }

    [Fact]
    public async Task A_get_may_have_a_body()
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        (await Send(server, "GET <<api>>/a", "json: [1]")).Passed();
        Assert.Equal("GET /a HTTP/1.1", server.Only.Line);
        Assert.Equal("[1]", server.Only.Body);
    }

    [Fact]
    public async Task A_content_type_without_a_body_is_sent_too()
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        (await Send(server, "GET <<api>>/a", "headers: { Content-Type: application/json }")).Passed();
        Assert.Contains("Content-Type: application/json", server.Only.Headers);
        Assert.Empty(server.Only.Body);
    }

    [Fact]
    public async Task Headers_are_sent_in_their_order_and_a_list_as_several_fields()
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        (await Send(server, "GET <<api>>/a", "headers: { X-B: one, Accept: [a/b, c/d], x-a: 'two, three', X-Empty: '' }")).Passed();
        Assert.Equal(["X-B: one", "Accept: a/b", "Accept: c/d", "x-a: two, three", "X-Empty: "], server.Only.Headers);
    }

    [Fact]
    public async Task A_user_agent_that_is_written_takes_the_place_of_the_usual_one()
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        (await Send(server, "GET <<api>>/a", "headers: { User-Agent: 'Mozilla/5.0 (odd; x)' }")).Passed();
        Assert.Equal("Mozilla/5.0 (odd; x)", server.Only.Header("User-Agent"));
        Assert.DoesNotContain("p1s", server.Only.Bytes, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "", "Bearer default-token")]
    [InlineData("", "auth: { bearer: own-token }", "Bearer own-token")]
    [InlineData("", "auth: { basic: { username: über, password: 'a:b c' } }", "Basic w7xiZXI6YTpiIGM=")]
    [InlineData("", "auth: none", null)]
    [InlineData("", "headers: { authorization: DPoP x }", "DPoP x")]
    [InlineData("header", "", "Default header")]
    [InlineData("header", "auth: { bearer: own-token }", "Bearer own-token")]
    [InlineData("header", "auth: none", null)]
    public async Task What_a_step_says_of_its_authentication_wins_over_the_default(string defaults, string step, string? sent)
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var head = defaults == "header" ? "headers: { Authorization: Default header }" : "auth: { bearer: default-token }";
        var run = ScenarioRun.Steps($"  - step: S\n    request: GET <<api>>/a\n    {step}", $"defaults: {{ {head} }}");
        (await run.With("api", server.Address).RunAsync()).Passed();
        Assert.Equal(sent, server.Only.Header("Authorization"));
        Assert.True(server.Only.Head.Count(h => h.StartsWith("Authorization", StringComparison.OrdinalIgnoreCase)) <= 1);
    }

    [Theory]
    [InlineData("  - step: S\n    request: GET http://127.0.0.1\n    auth: { bearer: x }\n    headers: { AUTHORIZATION: y }", "")]
    [InlineData("  - step: S\n    request: GET http://127.0.0.1", "defaults: { auth: { bearer: x }, headers: { Authorization: y } }")]
    public async Task Auth_and_an_authorization_header_exclude_each_other(string step, string head) =>
        Assert.Contains("PS1012", (await ScenarioRun.Steps(step, head).RunAsync()).Codes, StringComparison.Ordinal);

    [Fact]
    public async Task Default_headers_are_sent_unless_the_step_has_one_of_the_name()
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var run = ScenarioRun.Steps(
            "  - step: S\n    request: GET <<api>>/a\n    headers: { x-one: own }",
            "defaults: { headers: { X-One: default, X-Two: <<v>> } }"
        );
        (await run.With("api", server.Address).With("v", "late").RunAsync()).Passed();
        Assert.Equal(["X-Two: late", "x-one: own"], server.Only.Headers);
    }

    [Fact]
    public async Task An_empty_answer_passes_where_nothing_is_expected_of_it()
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var happened = await Send(
            server,
            "GET <<api>>/a",
            "expect: { status: 204, that: ['<<response.text == \"\" && response.bytes == 0>>'] }"
        );
        Assert.Equal(Outcome.Passed, happened.Outcome);
    }

    private static Task<Happened> Send(LoopbackServer server, string request, string more = "") =>
        ScenarioRun.Steps($"  - step: S\n    request: {request}\n    {more}").With("api", server.Address).RunAsync();
}
