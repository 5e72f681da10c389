using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Editing;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Tests.Execution;
using PingOneScenarios.Engine.Tests.Execution.StepByStep;
using PingOneScenarios.Engine.Tests.Http;
using PingOneScenarios.Engine.Tests.Loading;

namespace PingOneScenarios.Engine.Tests.Trust;

/// <summary>What is secret by its name: everybody who asks gets one answer.</summary>
public sealed class SecretNameTests
{
    private const string Token = """
        scenario: Token
        inputs: { api: { type: url } }
        steps:
          - step: Get
            request: GET <<api>>/token
            extract: { token: $.access_token, kind: $.title }
        outputs: { token: <<token>>, kind: <<kind>> }
        """;

    private const string Answer = """
        {"access_token":"tok-0123456789","id_token":"idt-0123456789","refresh_token":"ref-0123456789","password":"pwd-0123456789",
        "client_secret":"cls-0123456789","code_verifier":"ver-0123456789","otp":"135790","number":{"otp":246810},"nested":{"password":"nes-0123456789"},
        "tokens":[{"otp":"otp-0123456789"}],"code":"USER_LOCKED","title":"A plain title"}
        """;

    private static readonly string[] Headers =
    [
        "Location: /next?code=cod-0123456789&state=sta-0123456789",
        "Set-Cookie: otp=coo-0123456789",
        "X-Note: a note",
    ];

    [Theory]
    [MemberData(nameof(CaseTable.Read), "secret-names.txt", MemberType = typeof(CaseTable))]
    public async Task Everybody_gives_one_answer(int line, string[] parts)
    {
        var (name, scenario) = Scenario(parts[0], parts[1]);
        var status = parts[0].EndsWith("error", StringComparison.Ordinal) ? 400 : 200;
        await using var server = new LoopbackServer(r =>
            r.Target == "/token"
                ? Answers.Json("""{"access_token":"obt-0123456789","title":"Another title"}""")
                : Answers.Json(Answer, status, Headers)
        );
        var run = await RunAsync(name, scenario, server);
        var hand = parts[0] is "extract of a call" or "extract of a loop" ? parts[2] : await SetAsync(name, scenario, server);
        var (plan, validate, editor) = await FilesAsync(name, scenario);
        Assert.Equal(
            $"line {line}: run {parts[2]}, plan {parts[2]}, validate {parts[2]}, editor {parts[2]}, by hand {parts[2]}",
            $"line {line}: run {run}, plan {plan}, validate {validate}, editor {editor}, by hand {hand}"
        );
    }

    private static (string Name, string Scenario) Scenario(string place, string written)
    {
        var name = place == "input" ? written[..written.IndexOf(':', StringComparison.Ordinal)] : "x";
        var extract = place == "input" ? "y: $.title" : $"x: {Quoted(written)}";
        var make = place switch
        {
            "extract of a call" => "call: token.yaml\n    with: { api: <<api>> }",
            "extract of an error" => "request: GET <<api>>/a\n    expect: { status: [400, 404] }",
            "extract of a loop" => "for_each: ['<<key>>']\n    request: GET <<api>>/a",
            _ => "request: GET <<api>>/a",
        };
        return (
            name,
            $$"""
            scenario: Test
            inputs:
              api: { type: url }
              key: { secret: true }
              adminPassword: {}
              plain: {}
              token: { obtain: token.yaml }
              kind: { obtain: token.yaml }
              {{(place == "input" ? written : "more: { required: false }")}}
            vars: { derived: <<text.upper key>>, base: <<plain>> }
            steps:
              - step: Make
                {{make}}
                extract:
                  {{extract}}
              - step: Use
                request: GET <<api>>/<<{{name}}>>
                expect: { status: [1xx, 2xx, 3xx, 4xx] }
            """
        );
    }

    private static string Quoted(string written) => written[0] is '{' or '$' ? written : $"'{written}'";

    private static ScenarioRun Of(string name, string scenario, LoopbackServer server, ScriptedGate gate)
    {
        var run = new ScenarioRun(scenario) { Gate = gate }
            .File("token.yaml", Token)
            .With("api", server.Address)
            .With("key", "key-0123456789")
            .With("adminPassword", "adm-0123456789")
            .With("plain", "plain words");
        return name is "x" or "sessionToken" or "copy" ? run : run.With(name, "given-0123456789");
    }

    private static async Task<string> RunAsync(string name, string scenario, LoopbackServer server)
    {
        var gate = new ScriptedGate(Array.Empty<StepAnswer>()) { Before = p => p.Title == "Use" };
        _ = await Of(name, scenario, server, gate).RunAsync();
        return Word(gate.Pauses[0].Variables.Single(v => v.Name == name).IsSecret);
    }

    private static async Task<string> SetAsync(string name, string scenario, LoopbackServer server)
    {
        var gate = new ScriptedGate(new SetVariable(name, "set-by-hand-0123", IsHidden: false), new SkipStep())
        {
            Before = p => p.Title.Text is "Make" or "Use",
        };
        _ = await Of(name, scenario, server, gate).RunAsync();
        return Word(gate.Pauses[^1].Variables.Single(v => v.Name == name).IsSecret);
    }

    private static async Task<(string Plan, string Validate, string Editor)> FilesAsync(string name, string scenario)
    {
        using var pack = new TemporaryPack();
        pack.Write("token.yaml", Token);
        pack.Write("test.yaml", scenario);
        var ct = TestContext.Current.CancellationToken;
        using var workspace = new Workspace();
        var loaded = await workspace.LoadAsync(pack.PathOf("test.yaml"), ct);
        Assert.DoesNotContain(loaded.Diagnostics, p => p.Severity == Severity.Error);
        var forecast = (await loaded.ForecastAsync(new RunSettings { Operator = new ScenarioRun("") }, ct)).Forecast!.Scenario;
        var isPlanned =
            forecast.Inputs.FirstOrDefault(i => i.Name == name)?.IsSecret
            ?? forecast.Steps.SelectMany(s => s.Extracts).Single(e => e.Name == name).IsSecret;
        var isSaid = loaded.Diagnostics.Any(p => p.Code == DiagnosticCodes.SecretInAddress);
        var entry = loaded.Tree!.Entry;
        var document = await loaded.Documents.LoadAsync(entry.FullPath, loaded.Path, entry.TitleSpan, new DiagnosticBag(), ct);
        var outline = new ScenarioOutline(loaded.Tree, document!, Workspace.Functions);
        return (Word(isPlanned), Word(isSaid), Word(outline.IsSecret(name)));
    }

    private static string Word(bool isSecret) => isSecret ? "secret" : "open";
}
