using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Http.Cookies;
using PingOneScenarios.Engine.Tests.Execution;
using PingOneScenarios.Engine.Tests.Reporting;

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
    [InlineData("s=1; Secure", "/other", "s=1")]
    [InlineData("s=1; Domain=evil.example", "/other", null)]
    [InlineData("s=a,b", "/other", "s=a,b")]
    [InlineData("s=\"a b\"", "/other", "s=\"a b\"")]
    [InlineData("s=a=b==", "/other", "s=a=b==")]
    [InlineData("s=", "/other", "s=")]
    [InlineData("s=1; Version=1", "/other", "s=1")]
    [InlineData("__Host-s.x=1; Path=/; Secure", "/other", "__Host-s.x=1")]
    [InlineData("s=a\tb", "/other", "s=a\tb")]
    [InlineData("s=a\u0001b", "/other", null)]
    [InlineData("s=a\u007fb", "/other", null)]
    [InlineData("s\u001b=1", "/other", null)]
    [InlineData("=1", "/other", "1")]
    [InlineData("word", "/other", "word")]
    [InlineData("=", "/other", null)]
    [InlineData("s=1; Domain=0.0.1", "/other", null)]
    [InlineData("s=1; Domain=127.0.0.1", "/other", "s=1")]
    [InlineData("s=1; Domain=.127.0.0.1", "/other", "s=1")]
    [InlineData("s=1; Domain=", "/other", "s=1")]
    [InlineData("s=1; Domain", "/other", "s=1")]
    [InlineData("s=1; Domain=é.1", "/other", null)]
    [InlineData("s=1; Domain=evil.example; Domain=127.0.0.1", "/other", "s=1")]
    [InlineData("s=1; Path=other", "/other", "s=1")]
    [InlineData("s=1; Path=", "/other", "s=1")]
    [InlineData("s=1; Path=/other; Path=/", "/else", "s=1")]
    [InlineData("s=1; Path=/a%7eb", "/a%7eb", "s=1")]
    [InlineData("s=1; Path=/a%7eb", "/a~b", null)]
    [InlineData("s=1; Max-Age=-1", "/other", null)]
    [InlineData("s=1; Max-Age=99999999999999999999", "/other", "s=1")]
    [InlineData("s=1; Max-Age=-99999999999999999999", "/other", null)]
    [InlineData("s=1; Max-Age=+60; Expires=Wed, 01 Jan 2020 00:00:00 GMT", "/other", null)]
    [InlineData("s=1; Max-Age=6x; Expires=Wed, 01 Jan 2020 00:00:00 GMT", "/other", null)]
    [InlineData("s=1; Max-Age=60; Expires=Wed, 01 Jan 2020 00:00:00 GMT", "/other", "s=1")]
    [InlineData("s=1; Max-Age=0; Expires=Fri, 01 Jan 2100 00:00:00 GMT", "/other", null)]
    [InlineData("s=1; Expires=Thu, 01 Jan 1970 00:00:00 UTC", "/other", null)]
    [InlineData("s=1; Expires=Thu, 01-Jan-70 00:00:00 GMT", "/other", null)]
    [InlineData("s=1; Expires=01 Jan 1970 0:0:0", "/other", null)]
    [InlineData("s=1; Expires=00:00:00 1970 01 January PST", "/other", null)]
    [InlineData("s=1; Expires=Sunday, 06-Nov-94 08:49:37 GMT", "/other", null)]
    [InlineData("s=1; Expires=Sun Nov  6 08:49:37 1994", "/other", null)]
    [InlineData("s=1; Expires=0", "/other", "s=1")]
    [InlineData("s=1; Expires=never", "/other", "s=1")]
    [InlineData("__Secure-s=1; Secure", "/other", "__Secure-s=1")]
    [InlineData("__Secure-s=1", "/other", null)]
    [InlineData("__secure-s=1", "/other", null)]
    [InlineData("__Host-s=1; Path=/", "/other", null)]
    [InlineData("__HOST-s=1; Secure", "/other", null)]
    [InlineData("__Host-s=1; Secure; Path=/other", "/other", null)]
    [InlineData("__Host-s=1; Secure; Path=/; Domain=127.0.0.1", "/other", null)]
    [InlineData("=__Host-s=1; Secure; Path=/", "/other", null)]
    [InlineData("__Secure-s", "/other", null)]
    [InlineData("s=1; SameSite=None", "/other", null)]
    [InlineData("s=1; SameSite=None; Secure", "/other", "s=1")]
    [InlineData("s=1; SameSite=Odd; HttpOnly=false", "/other", "s=1")]
    [InlineData(" s = a b ; x", "/other", "s=a b")]
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

    [Theory]
    [InlineData("s=\u00e9")]
    [InlineData("s=\u00c3\u00a9")]
    [InlineData("\u00fc=1")]
    [InlineData("s=\u0080\u00ff")]
    [InlineData("s=\u00e6\u0097\u00a5\u00e6\u009c\u00ac")]
    public async Task Octets_beyond_ascii_go_back_as_they_came(string cookie)
    {
        await using var server = new LoopbackServer(_ => Answers.Empty(204, $"Set-Cookie: {cookie}"));
        (await Get(server, "/a", "/b")).Passed();
        Assert.Contains($"Cookie: {cookie}", server.Requests[1].Head);
    }

    [Theory]
    [InlineData("Secure", "http://localhost", true)]
    [InlineData("Secure", "http://app.localhost", true)]
    [InlineData("Secure", "http://127.9.9.9:8080", true)]
    [InlineData("Secure", "http://[::1]:8080", true)]
    [InlineData("Secure", "https://example.com", true)]
    [InlineData("Secure", "http://example.com", false)]
    [InlineData("Secure", "http://localhost.example.com", false)]
    [InlineData("Secure", "http://10.0.0.1", false)]
    [InlineData("Domain=example.com", "https://a.example.com", true)]
    [InlineData("Domain=.EXAMPLE.com", "https://a.example.com", true)]
    [InlineData("Domain=b.example.com", "https://a.example.com", false)]
    [InlineData("Domain=ample.com", "https://a.example.com", false)]
    [InlineData("Domain=a.example.com.evil.com", "https://a.example.com", false)]
    [InlineData("Domain=com", "https://a.example.com", false)]
    [InlineData("Domain=localhost", "http://localhost", true)]
    public void A_cookie_is_set_by_whom_it_may_be_set(string attribute, string address, bool isKept)
    {
        var field = $"s=1; {attribute}";
        Assert.Equal(isKept, CookieRules.Objection(field, SetCookie.Parse(field), new Uri(address)) is null);
    }

    [Theory]
    [InlineData("Secure; Domain=evil.example", "refused: its Domain evil.example is neither 127.0.0.1 nor a domain above it")]
    [InlineData("SameSite=None", "refused: its SameSite is None, which asks for Secure")]
    [InlineData("Expires=soon", "kept for the whole run: its Expires is no date")]
    [InlineData("Path=/other", "not sent: its path is /other")]
    [InlineData("Max-Age=0", null)]
    [InlineData("Path=/", null)]
    public async Task What_is_refused_or_stays_behind_is_told_with_the_reason(string attributes, string? told)
    {
        await using var server = new LoopbackServer(r =>
            r.Target == "/set" ? Answers.Empty(204, $"Set-Cookie: the-cookie=fake-session-1; {attributes}") : Answers.Empty(204)
        );
        var steps = "  - step: A\n    request: GET <<api>>/set\n  - step: B\n    request: GET <<api>>/get";
        var happened = await (ScenarioRun.Steps(steps).With("api", server.Address) with { Verbose = true }).RunAsync();
        happened.Passed();
        var notes = happened.Events.OfType<RequestSent>().SelectMany(s => s.Exchange.CookieNotes).Select(n => $"{n.Name} {n.Text}");
        Assert.Equal(told is null ? [] : [$"the-cookie {told}"], notes);
    }

    [Fact]
    public async Task A_cookie_of_another_port_stays_there_which_is_told()
    {
        await using var server = new LoopbackServer(Answers.Empty(204, "Set-Cookie: SID=fake-session-1"));
        await using var other = new LoopbackServer(Answers.Empty(204));
        var run = ScenarioRun.Steps("  - step: A\n    request: GET <<api>>\n  - step: B\n    request: GET <<other>>");
        var happened = await (run.With("api", server.Address).With("other", other.Address) with { Verbose = true }).RunAsync();
        var note = Assert.Single(happened.Events.OfType<RequestSent>().SelectMany(s => s.Exchange.CookieNotes));
        Assert.Equal($"not sent: {server.Address} set it, and cookies stay with their scheme, host and port", note.Text);
        Assert.Contains("SID</th>", ReportText.Of("html", happened.Events), StringComparison.Ordinal);
        Assert.Contains(note.Text, ReportText.Of("html", happened.Events), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_date_that_has_passed_takes_a_cookie_away()
    {
        var answers = new Queue<string>(["Set-Cookie: s=1", "Set-Cookie: s=; Expires=Thu, 01 Jan 1970 00:00:00 UTC"]);
        await using var server = new LoopbackServer(_ => Answers.Empty(204, answers.TryDequeue(out var header) ? header : "X-A: 1"));
        (await Get(server, "/a", "/b", "/c")).Passed();
        Assert.Equal([null, "s=1", null], server.Requests.Select(r => r.Header("Cookie")));
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
        var fields = Enumerable.Range(0, 200).Select(i => $"Set-Cookie: c{i}=1").Append($"Set-Cookie: ST={new string('x', 4095)}");
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
