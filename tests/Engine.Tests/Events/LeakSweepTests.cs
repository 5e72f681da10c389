using System.Text;
using System.Text.Json;
using PingOneScenarios.Engine.Tests.Execution;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Events;

/// <summary>
/// Secrets of odd shapes through every place of a request and every end of a step: no text of any event holds one, in any form
/// (trust rule 9).
/// </summary>
public sealed class LeakSweepTests
{
    /// <summary>Obviously fake; the one of 40 characters stands for a token, the short ones for passwords.</summary>
    private static readonly string[] Canaries =
    [
        "Canary-1",
        "Canary0123456789Canary0123456789Canary01",
        "Can\"ary'2\\x",
        "Can ary/3?&=+%",
        "Cänäry-🙂-é",
        "Can\nary\t4x",
        "<Canary>&amp;5",
        "==Canary6==",
        "$.Canary«7»",
        "http://Canary:8@x/",
    ];

    /// <summary>Places for <c>&lt;&lt;secret&gt;&gt;</c>; those that a header cannot hold are left out for odd values.</summary>
    private static readonly (string Step, bool NeedsPlain)[] Places =
    [
        ("request: GET <<api>>/<<secret>>/x", false),
        ("request: GET <<api>>/x?a=<<secret>>", false),
        ("request: GET <<api>>/x\n    query: { a: '-<<secret>>-' }", false),
        ("request: GET <<api>>/x\n    headers: { X-A: 'a <<secret>> b' }", true),
        ("request: GET <<api>>/x\n    headers: { X-A: <<base64.encode secret>> }", false),
        ("request: GET <<api>>/x\n    headers: { X-A: '<<base64url.encode $\"ab{secret}c\">>' }", false),
        ("request: GET <<api>>/x\n    auth: { basic: { username: user, password: <<secret>> } }", false),
        ("request: POST <<api>>/x\n    form: { a: <<secret>>, b: 1 }", false),
        ("request: POST <<api>>/x\n    json: { a: { b: ['x<<secret>>y', <<secret>>] } }", false),
        ("request: POST <<api>>/x\n    text: 'a <<secret>> b'", false),
        ("request: POST <<api>>/x\n    form: { client_assertion: '<<client_secret_jwt \"id\" key \"aud\">>' }", false),
        ("request: POST <<api>>/x\n    form: { client_assertion: '<<client_secret_jwt \"id\" key \"aud\" claims: {s: secret}>>' }", false),
    ];

    /// <summary>Ends of a step, by what the server does with a request.</summary>
    private static readonly (string Name, Func<Recorded, string, string?> Answer, string Step)[] Ends =
    [
        ("pass", (_, _) => Answers.Json("{}"), ""),
        ("echo", Echo(200), "expect: { status: 2xx }\n    extract: { got: $.raw, all: <<response.text>> }"),
        (
            "mismatch",
            Echo(200),
            "expect:\n      headers: { x-echo: other }\n      json: { raw: other, nested: { list: [other] }, none: 1 }\n      that: ['<<response.json.raw == \"other\">>', '<<response.text == \"other\">>', '<<response.json.nested.list[0] == secret + \"x\">>']"
        ),
        ("4xx", Echo(400), ""),
        ("page", (_, s) => Answers.Of(500, string.Join("\n", EchoesOf(s)), "Content-Type: text/html"), ""),
        ("text", (_, s) => Answers.Of(200, string.Join("\n", EchoesOf(s))), "extract: { got: <<response.text>> }"),
        ("5xx", Echo(500), ""),
        (
            "redirect",
            (r, s) =>
                r.Target.StartsWith("/r", StringComparison.Ordinal)
                    ? Echo(418)(r, s)
                    : Answers.Redirect(307, "/r?c=" + Uri.EscapeDataString(s)),
            "redirects: follow"
        ),
        ("astray", (r, s) => Answers.Redirect(302, "http://no-such-host.invalid/?c=" + Uri.EscapeDataString(s)), "redirects: follow"),
        ("close", (_, _) => "", ""),
        ("garbage", (_, s) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(s)) + "\r\nConnection: close\r\n\r\n", ""),
        ("timeout", (_, _) => null, "timeout: 30ms"),
    ];

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var canary in Canaries)
            {
                foreach (var (name, _, _) in Ends)
                    cases.Add(canary, name);
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task No_event_holds_a_secret(string canary, string end)
    {
        var (_, answer, more) = Ends.Single(e => e.Name == end);
        await using var server = new LoopbackServer(r => answer(r, canary));
        var isPlain = canary.All(c => c is >= ' ' and <= '~');
        foreach (var (step, needsPlain) in Places)
        {
            if (needsPlain && !isPlain)
                continue;
            var happened = await Run(server, canary, $"  - step: S\n    {step}\n    {more}");
            Assert.NotNull(happened.Result.Summary);
            var text = EventTexts.Of(happened);
            Assert.Contains("RunFinished", happened.Events[^1].GetType().Name, StringComparison.Ordinal);
            foreach (var (form, shape) in SecretShapes.Of(canary))
                Assert.False(
                    text.Contains(shape, StringComparison.Ordinal),
                    $"{form} of the secret in what was said after: {step}\n{text}"
                );
        }
        Assert.NotEmpty(server.Requests);
    }

    [Fact]
    public void The_sweep_finds_what_is_there()
    {
        foreach (var canary in Canaries)
        {
            foreach (var echo in EchoesOf(canary))
                Assert.Contains(SecretShapes.Of(canary), f => echo.Contains(f.Shape, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_token_out_of_an_answer_is_hidden_from_then_on()
    {
        const string token = "Canary.token~0123456789/+==";
        await using var server = new LoopbackServer(r =>
            r.Target == "/token" ? Answers.Json($"{{\"access_token\":\"{token}\"}}", 200, $"Set-Cookie: ST={token}2") : Echo(400)(r, token)
        );
        var steps =
            "  - step: A\n    request: GET <<api>>/token\n    extract: { t: $.access_token }\n"
            + "  - step: B\n    request: GET <<api>>/use/<<t>>?a=<<t>>\n    auth: { bearer: <<t>> }";
        var text = EventTexts.Of(await Run(server, "unused-secret", steps));
        foreach (var (form, shape) in SecretShapes.Of(token))
            Assert.False(text.Contains(shape, StringComparison.Ordinal), $"{form}\n{text}");
        Assert.Contains("‹t›", text, StringComparison.Ordinal);
    }

    private static Task<Happened> Run(LoopbackServer server, string canary, string steps)
    {
        var run = ScenarioRun.Steps(steps, "  key: { secret: true }").With("api", server.Address).With("secret", canary);
        return (run.With("key", "fake-key-" + canary + new string('k', 32)) with { Verbose = true }).RunAsync();
    }

    /// <summary>Sends a secret back in a body, headers and a header's name, as servers of all kinds would write it.</summary>
    private static Func<Recorded, string, string?> Echo(int status) =>
        (_, secret) =>
        {
            var quoted = string.Join(",", EchoesOf(secret).Select((e, i) => $"\"e{i}\":{JsonSerializer.Serialize(e)}"));
            var raw = JsonSerializer.Serialize(secret);
            var body = $"{{\"raw\":{raw},\"nested\":{{\"list\":[{raw}]}},{raw}:1,\"error\":{raw},\"error_description\":{raw},{quoted}}} ";
            var percent = Uri.EscapeDataString(secret);
            return Answers.Of(
                status,
                body,
                "Content-Type: application/json",
                $"X-Echo: {percent}",
                $"X-{percent.Replace("%", "_", StringComparison.Ordinal)}: 1",
                $"Set-Cookie: c={percent}"
            );
        };

    private static IEnumerable<string> EchoesOf(string secret)
    {
        yield return $"<{secret}>";
        yield return Uri.EscapeDataString(secret);
        yield return Uri.EscapeDataString(secret).ToLowerInvariant().Equals(secret, StringComparison.Ordinal)
            ? secret
            : SecretShapes.Lower(Uri.EscapeDataString(secret));
        yield return Uri.EscapeDataString(secret).Replace("%20", "+", StringComparison.Ordinal);
        yield return JsonSerializer.Serialize(secret);
        yield return SecretShapes.AsciiJson(secret);
        for (var lead = 0; lead < 3; lead++)
        {
            var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('~', lead) + secret + "tail"));
            yield return base64;
            yield return base64.Replace('+', '-').Replace('/', '_').TrimEnd('=');
        }
    }
}
