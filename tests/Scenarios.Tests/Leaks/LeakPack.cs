using System.Text.Json;
using PingOneScenarios.Cli.Tests.Driving;
using PingOneScenarios.Engine.Tests.Events;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Scenarios.Tests.Leaks;

/// <summary>A scenario that uses a secret in every place the language has for one, before a server that sends it back in every shape.</summary>
internal sealed class LeakPack : IAsyncDisposable
{
    /// <summary>Steps by the place the secret takes; those a header or a file name cannot hold are left out for odd values.</summary>
    private static readonly (string Feature, bool NeedsPlain, string Step)[] Features =
    [
        ("path", false, "request: GET <<api>>/<<secret>>/x"),
        ("query", false, "request: GET <<api>>/x?a=<<secret>>&<<secret>>=1\n    query: { b: '-<<secret>>-' }"),
        ("header", true, "request: GET <<api>>/x\n    headers: { X-A: 'a <<secret>> b' }"),
        ("bearer", true, "request: GET <<api>>/x\n    auth: { bearer: <<secret>> }"),
        ("basic", false, "request: GET <<api>>/x\n    auth: { basic: { username: user, password: <<secret>> } }"),
        ("encoded header", false, "request: GET <<api>>/x\n    headers: { X-A: '<<base64url.encode $\"ab{secret}c\">>' }"),
        ("form", false, "request: POST <<api>>/x\n    form: { a: <<secret>>, b: <<derived>> }"),
        ("json", false, "request: POST <<api>>/x\n    json: { a: { b: ['x<<secret>>y', <<secret>>] } }"),
        ("text", false, "request: POST <<api>>/x\n    text: 'a <<secret>> b'"),
        ("xml", false, "request: POST <<api>>/x\n    xml: '<a b=\"<<secret>>\"><<secret>></a>'"),
        ("multipart", false, "request: POST <<api>>/x\n    multipart: { a: <<secret>>, b: { json: { c: <<secret>> } } }"),
        ("file name", true, "request: POST <<api>>/x\n    multipart: { a: { file: part.txt, filename: '<<secret>>.txt' } }"),
        ("signature", false, "request: POST <<api>>/x\n    form: { a: '<<client_secret_jwt \"id\" key \"aud\" claims: {s: secret}>>' }"),
        ("redirect", false, "request: GET <<api>>/redirect\n    redirects: follow"),
        ("cookie", false, "request: GET <<api>>/x"),
        (
            "extraction",
            false,
            "request: GET <<api>>/x\n    extract: { got: $.raw, all: <<response.text>>, many: $.list, hidden: { from: $.raw, secret: true } }"
        ),
        ("extracted", false, "request: POST <<api>>/x\n    json: { a: <<got>>, b: <<hidden>>, c: <<many>> }"),
        (
            "expectation",
            false,
            "request: GET <<api>>/x\n    expect: { json: { raw: <<secret>> }, that: ['<<response.json.raw == secret>>'] }"
        ),
        ("when", false, "when: <<secret != \"x\">>\n    request: GET <<api>>/x"),
        ("when not", false, "when: <<secret == \"x\">>\n    request: GET <<api>>/x"),
        ("for each", false, "for_each: ['<<secret>>', two]\n    request: GET <<api>>/x?i=<<item>>"),
        (
            "retry",
            false,
            "request: GET <<api>>/x?a=<<secret>>\n    retry: { attempts: 3, every: 1ms, until: <<response.attempt == 2 && response.json.raw == secret>>, fail_when: <<response.json.raw == \"x\">> }"
        ),
        (
            "call",
            false,
            "call: module.yaml\n    with: { api: <<api>>, inner: <<secret>> }\n    expect: { that: ['<<outputs.given == secret>>'] }\n    extract: { back: <<outputs.given>>, answer: <<outputs.answer>> }"
        ),
        ("undo", false, "request: POST <<api>>/x\n    undo: DELETE <<api>>/x/<<secret>>"),
    ];

    private const string Module =
        "scenario: Module\ninputs: { api: { type: url }, inner: { secret: true } }\nsteps:\n  - step: Inner\n    request: GET <<api>>/x?inner=<<inner>>\n"
        + "    extract: { answer: $.raw }\noutputs: { given: <<inner>>, answer: <<answer>> }\n";

    private readonly TemporaryFolder folder = new();
    private readonly LoopbackServer server;
    private readonly LeakOutcome outcome;
    private readonly string canary;

    public LeakPack(string canary, LeakOutcome outcome)
    {
        (this.canary, this.outcome) = (canary, outcome);
        server = new LoopbackServer(Answer);
        var isPlain = canary.All(c => c is > ' ' and <= '~' and not ('"' or '/' or '\\' or '?'));
        var steps = Features.Where(f => isPlain || !f.NeedsPlain).Select(f => $"  - step: By {f.Feature}\n    {f.Step}\n");
        Scenario = folder.Write(
            "leak.yaml",
            "scenario: Leak\ninputs:\n  api: { type: url }\n  secret: { secret: true }\n  key: { secret: true }\n  copy: { default: '<<secret>>!' }\n"
                + "vars: { derived: 'x<<secret>>' }\ndefaults: { headers: { X-Run: <<run.id>> } }\nsteps:\n"
                + string.Concat(steps)
                + $"  - step: End\n    request: POST <<api>>/end?a=<<secret>>\n    json: {{ a: <<secret>>, c: <<copy>> }}\n    {outcome.Step}\n"
                + "finally:\n  - step: Clean\n    request: POST <<api>>/x\n    form: { a: <<secret>> }\n"
        );
        folder.Write("module.yaml", Module);
        folder.Write("part.txt", "part");
        Environment = folder.Write(
            "environment.yaml",
            $"environment: sweep\ninputs: {{ api: {server.Address} }}\nsecrets: {{ secret: {{ env: SWEEP }}, key: {{ env: SWEEP_KEY }} }}\n"
        );
    }

    public static int FeatureCount => Features.Length;

    public string Scenario { get; }

    public string Environment { get; }

    public string Folder => folder.Folder;

    public Dictionary<string, string> Variables => new() { ["SWEEP"] = canary, ["SWEEP_KEY"] = "fake-key-" + canary + new string('k', 32) };

    public CancellationTokenSource Stop { get; } = new();

    /// <summary>Done when the request of the last step has come, once.</summary>
    public Action? AtEnd { get; set; }

    /// <summary>Whether the scenario came as far as its last step.</summary>
    public bool HasEnded => server.Requests.Any(r => r.Target.StartsWith("/end", StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        folder.Dispose();
        Stop.Dispose();
    }

    private string? Answer(Recorded request)
    {
        if (request.Target.StartsWith("/end", StringComparison.Ordinal))
        {
            AtEnd?.Invoke();
            AtEnd = null;
            if (outcome.IsCancelled)
                Stop.Cancel();
            return outcome.Answer(canary);
        }
        return request.Target == "/redirect" ? Answers.Redirect(307, "/x?c=" + Uri.EscapeDataString(canary)) : Echo(200, canary);
    }

    /// <summary>A JSON answer with every shape of the secret in its body, and some in its head.</summary>
    public static string Echo(int status, string secret)
    {
        var raw = JsonSerializer.Serialize(secret);
        var shapes = string.Join(",", SecretShapes.Planted(secret).Select((s, i) => $"\"e{i}\":{JsonSerializer.Serialize(s.Text)}"));
        var body = $"{{\"raw\":{raw},\"list\":[{raw}],{raw}:1,\"error_description\":{raw},{shapes}}}";
        var percent = Uri.EscapeDataString(secret);
        return Answers.Of(
            status,
            body,
            "Content-Type: application/json",
            $"X-Echo: {percent}",
            $"X-{percent.Replace("%", "_", StringComparison.Ordinal)}: 1",
            $"Set-Cookie: c={percent}"
        );
    }

    /// <summary>A page with every shape of the secret as it is, a line each.</summary>
    public static string Page(int status, string secret) =>
        Answers.Of(status, string.Join("\n", SecretShapes.Planted(secret).Select(s => $"<p>{s.Text}</p>")), "Content-Type: text/html");
}

/// <summary>How a scenario ends, by its last step and what the server says to it.</summary>
internal sealed record LeakOutcome(string Name, int Code, Func<string, string?> Answer, string Step = "", bool IsCancelled = false)
{
    public static readonly LeakOutcome[] All =
    [
        new("pass", 0, s => LeakPack.Echo(200, s)),
        new(
            "failed expectation",
            1,
            s => LeakPack.Echo(200, s),
            "expect: { headers: { x-echo: other }, json: { raw: other, list: [other], none: 1 }, that: ['<<response.json.raw == \"other\">>', '<<response.text == \"other\">>', '<<response.json.list[0] == secret + \"x\">>'] }"
        ),
        new("failed text", 1, s => LeakPack.Page(200, s), "expect: { text: other }"),
        new("4xx", 1, s => LeakPack.Echo(400, s)),
        new("5xx", 1, s => LeakPack.Page(500, s)),
        new("timeout", 7, _ => null, "timeout: 40ms"),
        new("crash of the connection", 7, _ => ""),
        new("cancelled", 7, _ => null, IsCancelled: true),
    ];

    public static TheoryData<string> Names => [.. All.Select(o => o.Name)];
}
