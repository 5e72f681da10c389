using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Tests.Execution;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Extractors;

/// <summary>What is taken out of an answer, and which of it is secret.</summary>
public sealed class ExtractionTests
{
    private const string Body = """{"id":"u-1","n":1.50,"list":[{"id":1},{"id":2}],"none":null,"deep":{"a":true}}""";

    [Theory]
    [InlineData("$.id", "u-1")]
    [InlineData("$.n", "1.50")]
    [InlineData("$.none", "null")]
    [InlineData("$.deep", "{\"a\":true}")]
    [InlineData("$.list[1].id", "2")]
    [InlineData("$.list[-1].id", "2")]
    [InlineData("$.list[*].id", "[1,2]")]
    [InlineData("$..id", "[\"u-1\",1,2]")]
    [InlineData("$.nothing[*]", "[]")]
    [InlineData("$.list[?@.id > 1]", "[{\"id\":2}]")]
    [InlineData("<<response.status>>", "200")]
    [InlineData("<<response.reason>>", "Reason")]
    [InlineData("<<response.headers.x_one>>", "one")]
    [InlineData("<<response.headers.X_ONE>>", "one")]
    [InlineData("<<response.headers.x_two>>", "[\"a\",\"b\"]")]
    [InlineData("<<response.cookies.lang>>", "‹got›")]
    [InlineData("<<response.header_lists.x_one>>", "[\"one\"]")]
    [InlineData("<<response.header_lists.X_TWO>>", "[\"a\",\"b\"]")]
    [InlineData("<<response.header_lists[\"x-two\"][1]>>", "b")]
    [InlineData("<<response.header_lists.x_none>>", "[]")]
    [InlineData("<<response.header_lists.x_none.size>>", "0")]
    [InlineData("<<list.pluck response.set_cookies \"path\">>", "[\"/\"]")]
    [InlineData("<<response.json.list[0].id + 1>>", "2")]
    [InlineData("n=<<response.json.n>>", "n=1.50")]
    [InlineData("{ from: $.missing, default: [1, <<v>>] }", "[1,\"given\"]")]
    [InlineData("{ from: <<response.json.missing>>, default: none }", "none")]
    public async Task A_value_is_taken_as_it_is(string extraction, string shown)
    {
        var happened = await Extract($"got: {extraction}", Body, "X-One: one", "X-Two: a", "X-Two: b", "Set-Cookie: lang=en; Path=/");
        happened.Passed();
        Assert.Equal(shown, happened.Extracted("got"));
    }

    [Theory]
    [InlineData("a=1", "name", "a")]
    [InlineData("a=1", "domain", "null")]
    [InlineData("a=1", "path", "null")]
    [InlineData("a=1", "expires", "null")]
    [InlineData("a=1", "max_age", "null")]
    [InlineData("a=1", "secure", "false")]
    [InlineData("a=1", "http_only", "false")]
    [InlineData("a=1", "same_site", "null")]
    [InlineData("a=1; Domain=.example.com; Path=/x", "domain", ".example.com")]
    [InlineData("a=1; path=/x;PATH=/y", "path", "/y")]
    [InlineData("a=1; Expires=Thu, 01 Jan 1970 00:00:00 UTC", "expires", "1970-01-01T00:00:00Z")]
    [InlineData("a=1; Expires=Thu, 01-Jan-70 00:00:00 GMT", "expires", "1970-01-01T00:00:00Z")]
    [InlineData("a=1; Expires=soon", "expires", "null")]
    [InlineData("a=1; Max-Age=-5", "max_age", "-5")]
    [InlineData("a=1; Max-Age=3600; Max-Age=x", "max_age", "3600")]
    [InlineData("a=1;secure;httponly;samesite=lax", "secure", "true")]
    [InlineData("a=1;secure;httponly;samesite=lax", "http_only", "true")]
    [InlineData("a=1;secure;httponly;samesite=lax", "same_site", "lax")]
    [InlineData("=1", "name", "")]
    [InlineData("word", "value", "‹x›")]
    [InlineData("__Host-a=1", "name", "__Host-a")]
    public async Task A_cookie_is_read_with_its_attributes(string field, string member, string shown)
    {
        var happened = await Extract($"x: <<response.set_cookies[1].{member}>>", Body, "Set-Cookie: first=0", $"Set-Cookie: {field}");
        happened.Passed();
        Assert.Equal(shown, happened.Extracted("x"));
    }

    [Theory]
    [InlineData("$.nothing", "PS4005", "it has no member nothing")]
    [InlineData("$.list[2].id", "PS4005", "it has no item 2")]
    [InlineData("<<response.json.nothing>>", "PS4006", null)]
    [InlineData("<<response.headers.nothing>>", "PS4006", null)]
    [InlineData("<<response>>", "PS4006", null)]
    [InlineData("<<response.headers>>", "PS4006", null)]
    public async Task What_is_not_there_breaks_the_step_and_says_why(string extraction, string code, string? why)
    {
        var happened = await Extract($"first: $.id\n      got: {extraction}", Body);
        Assert.Equal(code, happened.Codes);
        Assert.Equal(Outcome.Broken, happened.Outcome);
        Assert.Empty(Assert.Single(happened.Steps).Extracted);
        if (why is not null)
            Assert.Contains(why, happened.Problem.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "$.id")]
    [InlineData("", "<<response.json.id>>")]
    [InlineData("", "'<<response.json.list[0].id>>'")]
    [InlineData("", "'<<regex.first response.text \"id=([a-z]+)\" 1>>'")]
    [InlineData("", "'<<(html.css response.text \"h1\") | list.first>>'")]
    [InlineData(" \r\n\t", "$.id")]
    [InlineData("\uFEFF", "$.id")]
    [InlineData("{}", "$.id")]
    [InlineData("[]", "'$[0].id'")]
    [InlineData("null", "$.id")]
    [InlineData("null", "<<response.json.id>>")]
    [InlineData("{\"id\":{}}", "$.id.id")]
    [InlineData("{}", "<<response.headers.x_id>>")]
    [InlineData("{}", "<<response.cookies.id>>")]
    public async Task A_default_stands_for_a_value_that_is_not_there(string body, string source)
    {
        var happened = await Extract($"got: {{ from: {source}, default: none }}", body);
        happened.Passed();
        Assert.Equal("none", happened.Extracted("got"));
    }

    [Theory]
    [InlineData("$.id")]
    [InlineData("<<response.json.id>>")]
    public async Task A_204_gives_the_default(string source)
    {
        await using var server = new LoopbackServer("HTTP/1.1 204 No Content\r\n\r\n");
        var steps = $"  - step: A\n    request: GET <<api>>/\n    extract: {{ got: {{ from: {source}, default: none }} }}";
        var happened = await ScenarioRun.Steps(steps).With("api", server.Address).RunAsync();
        happened.Passed();
        Assert.Equal("none", happened.Extracted("got"));
    }

    [Fact]
    public async Task Null_is_a_value_and_no_reason_for_a_default()
    {
        var happened = await Extract("got: { from: $.id, default: none }", "{\"id\":null}");
        Assert.Equal("null", happened.Extracted("got"));
    }

    [Theory]
    [InlineData("{ from: <<response>>, default: none }")]
    [InlineData("{ from: <<response.headers>>, default: none }")]
    public async Task What_can_never_be_kept_is_no_missing_value(string extraction)
    {
        var happened = await Extract($"got: {extraction}", "{}");
        Assert.Equal("PS4006", happened.Codes);
    }

    [Theory]
    [InlineData("<html>", "Content-Type application/json")]
    [InlineData("{\"id\":1,}", "Content-Type application/json, and is no JSON at 1:9, where \"}\" stands")]
    [InlineData("{\"id\":\"é\",\n \"ü\": nul}", "no JSON at 2:10, where \"}\" stands")]
    [InlineData("{\"id\":1", "no JSON at 1:8, where it ends")]
    [InlineData("[1,2\n\n", "no JSON at 3:1, where it ends")]
    [InlineData("{'id':1}", "no JSON at 1:2, where \"'\" stands")]
    [InlineData("{\"id\":\"a\tb\"}", "no JSON at 1:9, where U+0009 stands")]
    [InlineData("{\"id\":01}", "no JSON at 1:8, where \"1\" stands")]
    [InlineData("{\"id\":1} x", "Content-Type application/json")]
    [InlineData("{\"id\":1,\"id\":2}", "two members of one name")]
    [InlineData("{\"a\":[{\"id\":1,\"\\u0069d\":2}]}", "two members of one name")]
    [InlineData("{\"id\":\"\\ud800\"}", "half of a surrogate pair")]
    [InlineData("{\"\\uDC00\":1}", "half of a surrogate pair")]
    public async Task A_body_that_cannot_be_relied_on_breaks_the_step_even_with_a_default(string body, string why)
    {
        var happened = await Extract("got: { from: $.id, default: x }", body);
        Assert.Equal("PS4004", happened.Codes);
        Assert.Contains(why, happened.Problem.Why, StringComparison.Ordinal);
        happened = await Extract("got: <<response.json.id>>", body);
        Assert.Equal("PS4004", happened.Codes);
    }

    [Fact]
    public async Task A_body_that_is_too_deep_says_so()
    {
        var happened = await Extract("got: $[0]", new string('[', 65) + new string(']', 65));
        Assert.Contains("64 levels", happened.Problem.Why, StringComparison.Ordinal);
        (await Extract("got: $[0]", new string('[', 64) + new string(']', 64))).Passed();
        Assert.Equal("PS4004", (await Extract("got: $[0]", new string('[', 200_000))).Codes);
    }

    [Theory]
    [InlineData("{\"access_token\":\"fake-1\"}", "$.access_token")]
    [InlineData("{\"id_token\":\"fake-1\"}", "$.id_token")]
    [InlineData("{\"refresh_token\":\"fake-1\"}", "$.refresh_token")]
    [InlineData("{\"client_secret\":\"fake-1\"}", "$['client_secret']")]
    [InlineData("{\"a\":{\"secret\":\"fake-1\"}}", "$.a.secret")]
    [InlineData("{\"password\":\"fake-1\"}", "$.password")]
    [InlineData("{\"code\":\"fake-1\"}", "$.code")]
    [InlineData("{\"otp\":123456}", "$.otp")]
    [InlineData("{\"secret\":\"fake-1\"}", "<<response.json.secret>>")]
    [InlineData("{\"a\":[{\"secret\":\"fake-1\"}]}", "$.a[*].secret")]
    [InlineData("{\"a\":[{\"secret\":\"fake-1\"}]}", "$.a")]
    [InlineData("{\"a\":[{\"secret\":\"fake-1-long\"}]}", "<<response.text>>")]
    [InlineData("{\"name\":\"fake-1\"}", "{ from: $.name, secret: true }")]
    [InlineData("{\"name\":\"fake-1\"}", "{ from: <<response.json.name>>, secret: true }")]
    [InlineData("{}", "<<response.cookies.ST>>")]
    [InlineData("{}", "<<response.headers.location | url.query \"code\">>")]
    [InlineData("{}", "<<response.headers.location>>")]
    public async Task A_credential_is_secret_without_being_told(string body, string extraction)
    {
        var happened = await Extract($"got: {extraction}", body, "Set-Cookie: ST=fake-session", "Location: /cb?state=x&code=fake-code%2F1");
        happened.Passed();
        Assert.Equal("‹got›", happened.Extracted("got"));
    }

    [Theory]
    [InlineData("{\"token_type\":\"Bearer\"}", "$.token_type", "Bearer")]
    [InlineData("{\"secret\":\"fake-1\"}", "{ from: $.secret, secret: false }", "fake-1")]
    [InlineData("{\"Secret\":\"fake-1\"}", "$.Secret", "fake-1")]
    public async Task What_is_no_credential_is_shown(string body, string extraction, string shown)
    {
        var happened = await Extract($"got: {extraction}", body);
        happened.Passed();
        Assert.Equal(shown, happened.Extracted("got"));
    }

    [Fact]
    public async Task The_code_of_an_error_is_no_secret()
    {
        await using var server = new LoopbackServer(Answers.Json("{\"code\":\"NOT_FOUND\",\"secret\":\"fake-secret\"}", 404));
        var steps = "  - step: A\n    request: GET <<api>>\n    expect: { status: 404 }\n    extract: { got: $.code, other: $.secret }";
        var happened = await ScenarioRun.Steps(steps).With("api", server.Address).RunAsync();
        Assert.Equal("NOT_FOUND", happened.Extracted("got"));
        Assert.Equal("‹other›", happened.Extracted("other"));
    }

    [Fact]
    public async Task An_extraction_may_use_those_above_it_and_inherits_their_secrecy()
    {
        var happened = await Extract("token: $.secret\n      length: <<text.length token>>", "{\"secret\":\"fake-1\"}");
        happened.Passed();
        Assert.Equal("‹token›", happened.Extracted("length"));
    }

    private static async Task<Happened> Extract(string extraction, string body, params string[] headers)
    {
        await using var server = new LoopbackServer(Answers.Json(body, 200, headers));
        return await ScenarioRun
            .Steps($"  - step: A\n    request: GET <<api>>\n    extract:\n      {extraction}")
            .With("api", server.Address)
            .With("v", "given")
            .RunAsync();
    }
}
