using System.Text;
using System.Text.Json;
using PingOneScenarios.Engine.Tests.Execution;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Reporting;

/// <summary>The script of a run sends, byte by byte, what the run sent; and nothing a file or a server says is run.</summary>
public sealed class CurlReplayTests
{
    private const string Secret = "fake-secret $(touch pwned) `id` \"'\\ &=+%41 ä🙂<>";

    /// <summary>Values that would be something else to a shell, to curl or to the place they stand in.</summary>
    private static readonly string[] Values =
    [
        "$(touch pwned)`touch pwned`${HOME}",
        "'; touch pwned; '",
        "\"; touch pwned; \"",
        "'\\''$(touch pwned)",
        "a\\nb\\\\c\\'d\\\"e",
        "@/etc/hostname",
        "-o /tmp/x --next",
        "line\nfeed\r\nand\ttab",
        "! # ~ * ? [a] {b,c} &1 >x <y |z ;",
        "\u202e\u200b\ufeff\u001b[2J\u0007\u007f",
        "‹x› and ›‹",
        "äöü 🙂 日本",
        "%41%00%zz +&=?#/",
        " leading and trailing ",
        "x\\",
        "$'\\x41'",
    ];

    public static TheoryData<string> Hostile => [.. Values];

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task What_the_run_sent_the_script_sends(string value)
    {
        Assert.SkipUnless(Shell.IsThere, "bash, curl, jq or openssl is missing");
        await using var server = new LoopbackServer(Answers.Json("{}"));
        var json = JsonSerializer.Serialize(value);
        var isHeader = value.All(c => c is >= ' ' and <= '~') && value.Trim() == value;
        var steps =
            "  - step: Path and query\n    request: GET <<api>>/a/<<v>>/b?c=<<v>>\n    query: { d: '-<<v>>-' }\n"
            + "  - step: Form\n    request: POST <<api>>/form\n    form: { a: <<v>>, 'b c': '&=<<v>>' }\n"
            + "  - step: JSON\n    request: PUT <<api>>/json\n    json: { a: <<v>>, b: ['-<<v>>-', 1, null] }\n"
            + "  - step: Text\n    request: PATCH <<api>>/text\n    text: <<v>>\n"
            + "  - step: XML\n    request: POST <<api>>/xml\n    xml: '<a b=\"c\">text</a>'\n"
            + "  - step: Multipart\n    request: POST <<api>>/parts\n    multipart: { a: <<v>>, b: { json: { c: <<v>> } } }\n"
            + (isHeader ? "  - step: Header\n    request: GET <<api>>/header\n    headers: { X-A: <<v>> }\n" : "")
            + $"  - step: {json}\n    request: DELETE <<api>>/title\n"
            + "  - step: Repeated\n    request: GET <<api>>/repeated\n    headers: { X-Tag: [one, two, ''], Cookie: [a=1, b=2] }\n"
            + "  - step: Query\n    request: QUERY <<api>>/query\n  - step: Nothing\n    request: POST <<api>>/nothing\n  - step: Head\n    request: HEAD <<api>>/head\n";
        // What looks like the name of a secret has to be given.
        await AssertReplaysAsync(server, ScenarioRun.Steps(steps).With("v", value), [("P1S_X", "‹x›")]);
    }

    [Fact]
    public async Task A_secret_is_written_as_each_place_needs_it()
    {
        Assert.SkipUnless(Shell.IsThere, "bash, curl, jq or openssl is missing");
        await using var server = new LoopbackServer(Answers.Json("{}"));
        var steps =
            "  - step: Address\n    request: GET <<api>>/a/<<secret>>?b=<<secret>>\n    query: { c: 'a&<<secret>>' }\n"
            + "  - step: Form\n    request: POST <<api>>/form\n    form: { a: <<secret>>, b: 'x & <<secret>>' }\n"
            + "  - step: JSON\n    request: POST <<api>>/json\n    json: { a: <<secret>>, b: '-<<secret>>-' }\n"
            + "  - step: Text\n    request: POST <<api>>/text\n    text: 'a <<secret>>'\n"
            + "  - step: XML\n    request: POST <<api>>/xml\n    xml: '<a><<secret>></a>'\n"
            + "  - step: Basic\n    request: GET <<api>>/basic\n    auth: { basic: { username: some user, password: <<secret>> } }\n";
        await AssertReplaysAsync(server, ScenarioRun.Steps(steps).With("secret", Secret), [("P1S_SECRET", Secret)]);
    }

    [Fact]
    public async Task What_answers_give_is_taken_from_the_new_ones()
    {
        Assert.SkipUnless(Shell.IsThere, "bash, curl, jq or openssl is missing");
        var number = 0;
        // Each answer gives other ids and tokens than the one before.
        await using var server = new LoopbackServer(r =>
            r.Target.Split('?')[0] switch
            {
                "/token" => Answers.Json(
                    $"{{\"access_token\":\"fake-token-{++number:000000}\"}}",
                    200,
                    $"Set-Cookie: SID=sid-{number:000000}"
                ),
                "/make" => Answers.Json(
                    $"{{\"list\":[{{\"the id\":\"id \\\"{++number:0000}\\\" $(id)\"}}],\"number\":{number + 70000}}}",
                    201
                ),
                "/flow" => Answers.Redirect(302, $"/next?a=1&flowId=flow%20{++number:00000}&x=y"),
                "/go" => Answers.Redirect(302, $"/landing?state={++number:00000}", $"X-Trace: trace-{number:00000}"),
                _ => Answers.Json("{}"),
            }
        );
        var steps = """
              - step: Token
                request: GET <<api>>/token
                extract: { token: $.access_token }
              - step: Make
                request: POST <<api>>/make
                auth: { bearer: <<token>> }
                json: { name: 'n-<<run.id>>' }
                extract: { id: "$.list[0]['the id']", number: $.number }
              - step: Use
                request: PUT <<api>>/use/<<id>>?number=<<number>>
                json: { id: <<id>>, number: '<<number>>', run: <<run.id>> }
              - step: Flow
                request: GET <<api>>/flow
                expect: { status: 302 }
                extract: { flow: <<response.headers.location | url.query "flowId">> }
              - step: Flow on
                request: POST <<api>>/flow-on/<<flow>>
                form: { flow: <<flow>> }
              - step: Go
                request: GET <<api>>/go
                redirects: follow
              - step: Own cookies
                request: GET <<api>>/own
                headers: { Cookie: [own=2, b=3] }
            """;
        var happened = await RunAsync(ScenarioRun.Steps(steps), server);
        var first = server.Requests;
        var (code, printed) = await Shell.RunAsync(ReportText.Of("curl", happened.Events));
        Assert.True(code == 0, printed);
        var second = server.Requests.Skip(first.Count).ToList();
        Assert.Equal(first.Count, second.Count);
        Assert.Equal(["Authorization: Bearer fake-token-000001"], Headers(first[1], "Authorization"));
        Assert.Equal(["Authorization: Bearer fake-token-000005"], Headers(second[1], "Authorization"));
        Assert.Equal(
            "/use/id%20%220002%22%20%24%28id%29?number=70002",
            first[2].Target.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal)
        );
        Assert.Equal("/use/id%20%220006%22%20%24%28id%29?number=70006", second[2].Target);
        using var used = JsonDocument.Parse(second[2].BodyText);
        Assert.Equal("id \"0006\" $(id)", used.RootElement.GetProperty("id").GetString());
        Assert.Equal("70006", used.RootElement.GetProperty("number").GetRawText());
        Assert.Equal("/flow-on/flow%2000007", second[4].Target);
        Assert.Equal("flow=flow+00007", second[4].BodyText);
        Assert.Equal(("/landing?state=00004", "/landing?state=00008"), (first[6].Target, second[6].Target));
        Assert.Equal("own=2; b=3; SID=sid-000001", first[7].Header("Cookie"));
        // curl begins with those of its jar.
        Assert.Equal(["Cookie: SID=sid-000005; own=2; b=3"], Headers(second[7], "Cookie"));
        // The cookie of the new answer, and one id of a run in all of its requests.
        Assert.Equal("SID=sid-000005", second[1].Header("Cookie"));
        var run = second[1].BodyText[^10..^2];
        Assert.NotEqual(first[1].BodyText[^10..^2], run);
        Assert.Equal(run, used.RootElement.GetProperty("run").GetString());
        Assert.False(File.Exists("pwned"));
    }

    [Fact]
    public async Task A_redirect_to_another_origin_than_that_of_the_run_ends_the_script()
    {
        Assert.SkipUnless(Shell.IsThere, "bash, curl, jq or openssl is missing");
        await using var other = new LoopbackServer(Answers.Json("{}"));
        var isNew = false;
        await using var server = new LoopbackServer(r =>
            r.Target == "/go" ? Answers.Redirect(302, isNew ? $"{other.Address}/x" : "/x") : Answers.Json("{}")
        );
        var run = ScenarioRun
            .Steps("  - step: Go\n    request: GET <<api>>/go\n    auth: { bearer: <<secret>> }\n    redirects: follow")
            .With("secret", "fake-secret-1");
        var happened = await RunAsync(run, server);
        isNew = true;
        var (code, printed) = await Shell.RunAsync(ReportText.Of("curl", happened.Events), ("P1S_SECRET", "fake-secret-1"));
        Assert.Equal(1, code);
        Assert.Contains($"the answer redirects to another origin than {server.Address}", printed, StringComparison.Ordinal);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task A_status_that_is_not_that_of_the_run_ends_the_script()
    {
        Assert.SkipUnless(Shell.IsThere, "bash, curl, jq or openssl is missing");
        var status = 200;
        await using var server = new LoopbackServer(_ => Answers.Json("{}", status));
        var happened = await RunAsync(
            ScenarioRun.Steps("  - step: A\n    request: GET <<api>>/a\n  - step: B\n    request: GET <<api>>/b"),
            server
        );
        status = 500;
        var (code, printed) = await Shell.RunAsync(ReportText.Of("curl", happened.Events));
        Assert.Equal((1, "  1 GET /a 500\n    the run got 200\n"), (code, printed));
    }

    [Theory]
    [InlineData("HS256", 40)]
    [InlineData("HS256", 80)]
    [InlineData("HS384", 200)]
    [InlineData("HS512", 129)]
    public async Task A_client_assertion_is_signed_anew(string algorithm, int length)
    {
        Assert.SkipUnless(Shell.IsThere, "bash, curl, jq or openssl is missing");
        await using var server = new LoopbackServer(Answers.Json("{}"));
        var key = string.Concat(Enumerable.Range(0, length).Select(i => "k$'\"`\\ä%"[i % 8]));
        var steps =
            $"  - step: A\n    request: POST <<api>>/token\n    form:\n      client_assertion: '<<client_secret_jwt \"client-1\" secret \"{server.Address}/token\" algorithm: \"{algorithm}\" claims: {{more: [1, \"x\"]}}>>'\n";
        var happened = await RunAsync(ScenarioRun.Steps(steps).With("secret", key), server);
        var (code, printed) = await Shell.RunAsync(ReportText.Of("curl", happened.Events), ("P1S_SECRET", key));
        Assert.True(code == 0, printed);
        var tokens = server.Requests.Select(r => r.BodyText["client_assertion=".Length..].Split('.')).ToList();
        Assert.Equal(2, tokens.Count);
        foreach (var token in tokens)
            Assert.Equal(Signature(algorithm, key, $"{token[0]}.{token[1]}"), token[2]);
        var claims = tokens.Select(t => JsonDocument.Parse(Decoded(t[1])).RootElement).ToList();
        Assert.NotEqual(claims[0].GetProperty("jti").GetString(), claims[1].GetProperty("jti").GetString());
        Assert.Equal(300, claims[1].GetProperty("exp").GetInt64() - claims[1].GetProperty("iat").GetInt64());
        foreach (var name in new[] { "iss", "sub", "aud", "more" })
            Assert.Equal(claims[0].GetProperty(name).GetRawText(), claims[1].GetProperty(name).GetRawText());
    }

    private static async Task AssertReplaysAsync(LoopbackServer server, ScenarioRun run, (string, string)[] variables)
    {
        var happened = await RunAsync(run, server);
        var first = server.Requests;
        var script = ReportText.Of("curl", happened.Events);
        var (code, printed) = await Shell.RunAsync(script, variables);
        Assert.True(code == 0, printed + script);
        Assert.Equal(first.Select(Sent), server.Requests.Skip(first.Count).Select(Sent));
        Assert.NotEmpty(first);
        Assert.False(File.Exists("pwned"));
    }

    private static async Task<Happened> RunAsync(ScenarioRun run, LoopbackServer server)
    {
        var happened = await (run.With("api", server.Address) with { Verbose = true }).RunAsync();
        happened.Passed();
        return happened;
    }

    // The order of header fields means nothing (RFC 9110, 5.3), nor does it which letters JSON writes as escapes.
    private static string Sent(Recorded request)
    {
        var isJson = request.Header("Content-Type") == "application/json";
        var head = request.Head.Where(h => !isJson || !h.StartsWith("Content-Length", StringComparison.Ordinal)).Select(h => h.TrimEnd());
        var body = isJson ? JsonSerializer.Serialize(JsonDocument.Parse(request.BodyText)) : request.Body;
        return string.Join('\n', head.Order(StringComparer.Ordinal).Prepend(request.Line)) + "\n\n" + body;
    }

    private static string[] Headers(Recorded request, string name) =>
        [.. request.Head.Where(h => h.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))];

    private static byte[] Decoded(string part) => System.Buffers.Text.Base64Url.DecodeFromChars(part);

    private static string Signature(string algorithm, string key, string input)
    {
        var (k, i) = (Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(input));
        var hash = algorithm switch
        {
            "HS256" => System.Security.Cryptography.HMACSHA256.HashData(k, i),
            "HS384" => System.Security.Cryptography.HMACSHA384.HashData(k, i),
            _ => System.Security.Cryptography.HMACSHA512.HashData(k, i),
        };
        return System.Buffers.Text.Base64Url.EncodeToString(hash);
    }
}
