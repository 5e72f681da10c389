using PingOneScenarios.Engine.Tests.Execution;

namespace PingOneScenarios.Engine.Tests.Http;

/// <summary>The cookies of a run.</summary>
public sealed class CookieTests
{
    [Theory]
    [InlineData("s=1", "/other", "s=1")]
    [InlineData("s=1; Path=/", "/other", "s=1")]
    [InlineData("s=1; Path=/set", "/other", null)]
    [InlineData("s=1; Path=/other", "/other", "s=1")]
    [InlineData("s=1; Path=/other", "/otherwise", null)]
    [InlineData("s=1; Path=/other", "/other/deep?q", "s=1")]
    [InlineData("s=1; Max-Age=0", "/other", null)]
    [InlineData("s=1; Max-Age=60", "/other", "s=1")]
    [InlineData("s=1; Expires=Wed, 01 Jan 2020 00:00:00 GMT", "/other", null)]
    [InlineData("s=1; Expires=Fri, 01 Jan 2100 00:00:00 GMT; HttpOnly; SameSite=Lax", "/other", "s=1")]
    [InlineData("s=1; Secure", "/other", null)]
    [InlineData("s=1; Domain=evil.example", "/other", null)]
    [InlineData("s=a,b", "/other", "s=a,b")]
    [InlineData("s=\"a b\"", "/other", "s=\"a b\"")]
    [InlineData("s=a=b==", "/other", "s=a=b==")]
    [InlineData("s=", "/other", "s=")]
    [InlineData("s=1; Version=1", "/other", "s=1")]
    [InlineData("__Host-s.x=1; Path=/", "/other", "__Host-s.x=1")]
    [InlineData("s=a\tb", "/other", null)]
    [InlineData("s=a\u0001b", "/other", null)]
    [InlineData("s=a\u007fb", "/other", null)]
    [InlineData("s=é", "/other", null)]
    [InlineData("s\u001b=1", "/other", null)]
    [InlineData("=1", "/other", null)]
    [InlineData("s=1; Domain=0.0.1", "/other", "s=1")]
    [InlineData("s=1; Domain=localhost", "/other", null)]
    [InlineData("s=1; Domain=com", "/other", null)]
    public async Task A_cookie_goes_where_its_attributes_say(string setCookie, string path, string? sent)
    {
        await using var server = new LoopbackServer(r =>
            r.Target == "/set" ? Answers.Empty(204, $"Set-Cookie: {setCookie}") : Answers.Empty(204)
        );
        (await Get(server, "/set", path)).Passed();
        Assert.Equal(sent, server.Requests[1].Header("Cookie"));
    }

    [Fact]
    public async Task A_cookie_of_4000_characters_is_kept()
    {
        var value = new string('x', 4000);
        await using var server = new LoopbackServer(_ => Answers.Empty(204, $"Set-Cookie: ST={value}"));
        (await Get(server, "/a", "/b")).Passed();
        Assert.Equal($"ST={value}", server.Requests[1].Header("Cookie"));
    }

    [Fact]
    public async Task Rule_12_a_cookie_over_4096_characters_is_left_out_and_180_of_an_origin_are_kept()
    {
        var fields = Enumerable.Range(0, 200).Select(i => $"Set-Cookie: c{i}=1").Append($"Set-Cookie: ST={new string('x', 4094)}");
        await using var server = new LoopbackServer(Answers.Empty(204, [.. fields]));
        (await Get(server, "/a", "/b")).Passed();
        Assert.Equal(string.Join("; ", Enumerable.Range(20, 180).Select(i => $"c{i}=1")), server.Requests[1].Header("Cookie"));
    }

    [Fact]
    public async Task Several_cookies_are_sent_together_and_a_later_one_of_the_name_wins()
    {
        var answers = new Queue<string[]>([
            ["Set-Cookie: a=1", "Set-Cookie: b=2"],
            ["Set-Cookie: a=3"],
            [],
        ]);
        await using var server = new LoopbackServer(_ => Answers.Empty(204, answers.TryDequeue(out var headers) ? headers : []));
        (await Get(server, "/x", "/x", "/x")).Passed();
        Assert.Equal("a=1; b=2", server.Requests[1].Header("Cookie"));
        Assert.Equal(["a=3", "b=2"], server.Requests[2].Header("Cookie")!.Split("; ").Order());
    }

    [Fact]
    public async Task A_cookie_never_goes_to_another_origin()
    {
        await using var server = new LoopbackServer(Answers.Empty(204, "Set-Cookie: s=1"));
        await using var other = new LoopbackServer(Answers.Empty(204));
        var run = ScenarioRun.Steps(
            "  - step: A\n    request: GET <<api>>\n  - step: B\n    request: GET <<other>>\n  - step: C\n    request: GET <<api>>"
        );
        (await run.With("api", server.Address).With("other", other.Address).RunAsync()).Passed();
        Assert.Null(other.Only.Header("Cookie"));
        Assert.Equal("s=1", server.Requests[1].Header("Cookie"));
    }

    [Fact]
    public async Task None_neither_sends_nor_keeps_and_fresh_keeps_to_itself()
    {
        await using var server = new LoopbackServer(r => Answers.Empty(204, $"Set-Cookie: s={r.Target[1..]}"));
        var steps = string.Join(
            "\n",
            new[] { ("a", "keep"), ("b", "none"), ("c", "fresh"), ("d", "keep") }.Select(s =>
                $"  - step: {s.Item1}\n    request: GET <<api>>/{s.Item1}\n    cookies: {s.Item2}"
            )
        );
        (await ScenarioRun.Steps(steps).With("api", server.Address).RunAsync()).Passed();
        Assert.Equal([null, null, null, "s=a"], server.Requests.Select(r => r.Header("Cookie")));
    }

    [Fact]
    public async Task A_cookie_header_that_is_written_is_sent_beside_the_jar()
    {
        await using var server = new LoopbackServer(Answers.Empty(204, "Set-Cookie: s=1"));
        var steps = "  - step: A\n    request: GET <<api>>\n  - step: B\n    request: GET <<api>>\n    headers: { Cookie: own=2 }";
        (await ScenarioRun.Steps(steps).With("api", server.Address).RunAsync()).Passed();
        Assert.Equal("own=2; s=1", server.Requests[1].Header("Cookie"));
    }

    private static Task<Happened> Get(LoopbackServer server, params string[] paths) =>
        ScenarioRun
            .Steps(string.Join("\n", paths.Select((p, i) => $"  - step: S{i}\n    request: GET <<api>>{p}")))
            .With("api", server.Address)
            .RunAsync();
}
