using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PingOneScenarios.Cli.Tests.Driving;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Cli.Tests.Undoing;

/// <summary>
/// A server that makes things, and a scenario run against it with a report: inputs, vars, a token that is obtained, a loop, a call with a loop, and
/// <c>finally</c> make something each.
/// </summary>
internal sealed partial class UndoStage : IAsyncDisposable
{
    private const string Token = """
        scenario: Token
        inputs:
          api: { type: url }
        steps:
          - step: Ask
            request: POST <<api>>/token
            form: { grant_type: client_credentials }
            extract: { token: $.access_token }
        outputs: { token: <<token>> }
        """;

    private const string Called = """
        scenario: Make one
        inputs:
          api: { type: url }
          token: { secret: true }
          kind: {}
        steps:
          - step: Make it
            request: POST <<api>>/<<kind>>
            auth: { bearer: <<token>> }
            extract: { id: $.id }
            undo: DELETE <<api>>/<<kind>>/<<id>>
        outputs: { id: <<id>> }
        """;

    public const string Making = """
        scenario: Make things
        inputs:
          api: { type: url }
          token: { secret: true, obtain: token.yaml }
        vars:
          base: <<api>>/base
          mark: <<random.uuid>>
        defaults: { auth: { bearer: <<token>> } }
        steps:
          - step: Make a
            request: POST <<base>>/a
            json: { mark: <<mark>>, run: <<run.id>> }
            extract: { a: $.id }
            undo: DELETE <<base>>/a/<<a>>?mark=<<mark>>&run=<<run.id>>
          - step: Make each
            for_each: [x, y]
            request: POST <<base>>/each/<<item>>
            extract: { each: $.id }
            undo: DELETE <<base>>/each/<<item>>/<<each>>
          - step: Call each
            for_each: [p, q]
            call: called.yaml
            with: { api: <<api>>, token: <<token>>, kind: <<item>> }
        finally:
          - step: Make last
            request: POST <<base>>/last
            extract: { last: $.id }
            undo: DELETE <<base>>/last/<<last>>
        """;

    private readonly TemporaryFolder folder = new();
    private int ids;

    public UndoStage()
    {
        Server = new LoopbackServer(Answer);
        folder.Write("token.yaml", Token);
        folder.Write("called.yaml", Called);
        Scenario = folder.Write("make.yaml", Making);
        Report = folder.PathOf("run.json");
    }

    public LoopbackServer Server { get; }

    public string Scenario { get; }

    public string Report { get; }

    /// <summary>What the server answers to an undo; by its target.</summary>
    public Func<Recorded, string> Undo { get; set; } = _ => Answers.Empty(204);

    /// <summary>What it answers to who asks for a token.</summary>
    public string TokenAnswer { get; set; } = Answers.Json("{\"access_token\":\"canary-token-0001\"}");

    public IEnumerable<string> Deleted => Server.Requests.Where(r => r.Method == "DELETE").Select(r => r.Target);

    public string Write(string file, string text) => folder.Write(file, text);

    public string PathOf(string file) => folder.PathOf(file);

    /// <summary>What a command printed, with what differs each time taken out.</summary>
    public string Seen(CommandRun run) =>
        When().Replace(Stable.Text(folder.Seen(run.Printed).Replace(Server.Address, "{server}", StringComparison.Ordinal)), "{when}")
        + $"[exit {run.Code}]\n";

    public async Task<CommandRun> MakeAsync(params string[] more)
    {
        var run = await CommandRun.RunAsync([
            "run",
            Scenario,
            "--set",
            $"api={Server.Address}",
            "--report",
            $"json={Report}",
            "-q",
            .. more,
        ]);
        Assert.Equal((ExitCode.Passed, ""), (run.Code, run.Error));
        return run;
    }

    public Task<CommandRun> UndoAsync(params string[] more) =>
        CommandRun.RunAsync(["undo", Report, "--set", $"api={Server.Address}", .. more]);

    /// <summary>The report with something else in it.</summary>
    public void Forge(Action<JsonNode> change)
    {
        var report = JsonNode.Parse(File.ReadAllText(Report))!;
        change(report["runs"]![0]!);
        File.WriteAllText(Report, report.ToJsonString());
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        folder.Dispose();
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\d \d\d:\d\d UTC")]
    private static partial Regex When();

    private string Answer(Recorded request) =>
        request.Method == "DELETE" ? Undo(request)
        : request.Target == "/token" ? TokenAnswer
        : Answers.Json($"{{\"id\":\"{++ids}\"}}");
}
