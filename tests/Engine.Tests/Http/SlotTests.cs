using System.Text.Json;
using PingOneScenarios.Engine.Tests.Execution;

namespace PingOneScenarios.Engine.Tests.Http;

/// <summary>A value only ever fills the place it stands in, whatever it holds.</summary>
public sealed class SlotTests
{
    public static TheoryData<string> Odd { get; } =
    [
        "a/b",
        "a?b",
        "a#b",
        "100%",
        "%2e%2e",
        "%2F..%2F",
        "a&b=c",
        "a+b",
        "a b",
        " a ",
        "...",
        "..a",
        "é",
        "🙂",
        "a\r\nX-Evil: 1",
        "a\nb",
        "a\0b",
        "\"a\"",
        "'a'",
        "a\\b",
        "<<x>>",
        "{{x}}",
        "$.a",
        "a;b",
        "a,b",
        "@evil.example",
        "//evil.example",
        "http://evil.example/",
        "a:b",
        "\u202eevil",
        "\ufeff",
        "\t",
        "a\u00a0b",
        "true",
        "null",
        "0123456789",
        "[1]",
        "{\"a\":1}",
        "=1+1",
        "*~!()'",
        "\u2028",
    ];

    [Theory]
    [MemberData(nameof(Odd))]
    public async Task A_path_segment_stays_one_segment(string value)
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        (await Send(server, value, "request: GET <<api>>/a/<<v>>/b?q=1")).Passed();
        var target = server.Only.Target;
        Assert.All(target, c => Assert.InRange(c, '!', '~'));
        var segments = target.Split('?')[0].Split('/');
        Assert.Equal(["", "a", Uri.EscapeDataString(value), "b"], segments);
        Assert.Equal(value, Uri.UnescapeDataString(segments[2]));
        Assert.EndsWith("/b?q=1", target, StringComparison.Ordinal);
        Assert.Equal(2, server.Only.Head.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task A_segment_that_would_vanish_is_refused(string value)
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var happened = await Send(server, value, "request: GET <<api>>/a/<<v>>/b");
        Assert.Equal("PS4007", happened.Codes);
        Assert.Equal("v", happened.Problem.Span.Text);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_dot_segment_put_together_of_literal_and_value_is_refused()
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        Assert.Equal("PS4007", (await Send(server, ".", "request: GET <<api>>/a/.<<v>>/b")).Codes);
        Assert.Equal("PS4007", (await Send(server, ".", "request: GET <<api>>/a/%2e<<v>>/b")).Codes);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [MemberData(nameof(Odd))]
    public async Task A_query_value_stays_one_value(string value)
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        (await Send(server, value, "request: GET <<api>>/a?x=<<v>>&y=1\n    query: [{ z: <<v>> }, { 'n&m=1': '-<<v>>-' }]")).Passed();
        var target = server.Only.Target;
        Assert.All(target, c => Assert.InRange(c, '!', '~'));
        var escaped = Uri.EscapeDataString(value);
        Assert.Equal($"/a?x={escaped}&y=1&z={escaped}&n%26m%3D1=-{escaped}-", target);
    }

    [Fact]
    public async Task A_query_map_is_added_behind_a_literal_query_and_a_list_repeats_the_name()
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        (await Send(server, "x", "request: GET <<api>>/a\n    query: { b: [1, <<v>>], c: '' }")).Passed();
        Assert.Equal("/a?b=1&b=x&c=", server.Only.Target);
    }

    [Theory]
    [MemberData(nameof(Odd))]
    public async Task A_form_field_stays_one_field(string value)
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        (await Send(server, value, "request: POST <<api>>/a\n    form: { a: <<v>>, 'b&c': '-<<v>>-' }")).Passed();
        var body = server.Only.Body;
        Assert.All(body, c => Assert.InRange(c, '!', '~'));
        var fields = body.Split('&').Select(f => f.Split('=').Select(p => Uri.UnescapeDataString(p.Replace('+', ' '))).ToList()).ToList();
        Assert.Equal(
            [
                ["a", value],
                ["b&c", $"-{value}-"],
            ],
            fields
        );
    }

    [Theory]
    [MemberData(nameof(Odd))]
    public async Task A_json_value_stays_one_value(string value)
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        (await Send(server, value, "request: POST <<api>>/a\n    json: { a: <<v>>, b: ['-<<v>>-'], c: 1 }")).Passed();
        using var document = JsonDocument.Parse(server.Only.BodyText, new JsonDocumentOptions { AllowDuplicateProperties = false });
        Assert.Equal(["a", "b", "c"], document.RootElement.EnumerateObject().Select(m => m.Name));
        Assert.Equal(value, document.RootElement.GetProperty("a").GetString());
        Assert.Equal($"-{value}-", document.RootElement.GetProperty("b")[0].GetString());
    }

    [Theory]
    [MemberData(nameof(Odd))]
    public async Task A_header_value_stays_one_value_or_is_refused(string value)
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var happened = await Send(server, value, "request: GET <<api>>/a\n    headers: { X-A: <<v>>, X-B: last }");
        var isPlain = value.All(c => c is >= ' ' and <= '~') && value.Trim() == value;
        Assert.Equal(isPlain ? "" : "PS4007", happened.Codes);
        if (isPlain)
            Assert.Equal([$"X-A: {value}", "X-B: last"], server.Only.Headers);
        else
            Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("a\r\nX-Evil: 1")]
    [InlineData("a b")]
    [InlineData("é")]
    [InlineData("a\0")]
    public async Task A_bearer_token_that_is_none_is_refused(string value)
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        Assert.Equal("PS4007", (await Send(server, value, "request: GET <<api>>/a\n    auth: { bearer: <<v>> }")).Codes);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("a\r\nb", "")]
    [InlineData("a:b", "PS4007")]
    public async Task A_username_is_encoded_unless_its_colon_would_end_it(string value, string codes)
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        Assert.Equal(
            codes,
            (await Send(server, value, "request: GET <<api>>/a\n    auth: { basic: { username: <<v>>, password: p } }")).Codes
        );
    }

    [Theory]
    [InlineData("", "/x", "/b")]
    [InlineData("/", "/x", "/b")]
    [InlineData("/v1", "/v1/x", "/v1/b")]
    [InlineData("/v1/", "/v1/x", "/v1/b")]
    [InlineData("/v 1/é", "/v%201/%C3%A9/x", "/v%201/%C3%A9/b")]
    public async Task A_computed_beginning_is_followed_by_the_path(string beginning, string target, string other)
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var steps = "  - step: A\n    request: GET <<v>>/x\n  - step: B\n    request: GET <<v>>/b";
        (await ScenarioRun.Steps(steps).With("api", server.Address).With("v", server.Address + beginning).RunAsync()).Passed();
        Assert.Equal([target, other], server.Requests.Select(r => r.Target));
    }

    [Theory]
    [InlineData("/a?b=c", "/a?b=c")]
    [InlineData("/a?b=é c#d", "/a?b=%C3%A9%20c")]
    [InlineData("?b", "/?b")]
    [InlineData("", "/")]
    public async Task An_expression_may_be_the_whole_address(string rest, string target)
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        (
            await ScenarioRun
                .Steps("  - step: A\n    request: GET <<v>>")
                .With("api", server.Address)
                .With("v", server.Address + rest)
                .RunAsync()
        ).Passed();
        Assert.Equal(target, server.Only.Target);
    }

    [Fact]
    public async Task A_query_is_added_to_that_of_a_computed_address()
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var run = ScenarioRun.Steps("  - step: A\n    request: GET <<v>>?c=1\n    query: { d: 2 }");
        (await run.With("api", server.Address).With("v", server.Address + "/a?b=c").RunAsync()).Passed();
        Assert.Equal("/a?b=c&c=1&d=2", server.Only.Target);
    }

    [Theory]
    [InlineData("/a?b=c", "<<v>>/x")]
    [InlineData("/a#b", "<<v>>/x")]
    [InlineData("/a/../b", "<<v>>")]
    [InlineData("/a/%2e%2E", "<<v>>/x")]
    [InlineData("/a\r\nX-Evil: 1", "<<v>>")]
    [InlineData("/a?b=\nc", "<<v>>")]
    public async Task A_beginning_that_would_change_what_follows_is_refused(string rest, string address)
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var run = ScenarioRun
            .Steps($"  - step: A\n    request: GET {address}")
            .With("api", server.Address)
            .With("v", server.Address + rest);
        Assert.Equal("PS4007", (await run.RunAsync()).Codes);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_value_is_never_read_as_a_template_again()
    {
        await using var server = new LoopbackServer(Answers.Json("{\"a\":\"<<secret>>\"}"));
        var steps = "  - step: A\n    request: GET <<api>>\n    extract: { a: $.a }\n  - step: B\n    request: GET <<api>>/<<a>>";
        (await ScenarioRun.Steps(steps).With("api", server.Address).With("secret", "fake-secret").RunAsync()).Passed();
        Assert.Equal("/%3C%3Csecret%3E%3E", server.Requests[1].Target);
    }

    private static Task<Happened> Send(LoopbackServer server, string value, string step) =>
        ScenarioRun.Steps($"  - step: S\n    {step}").With("api", server.Address).With("v", value).RunAsync();
}
