using System.Text.Json.Nodes;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Cli.Tests.Undoing;

/// <summary>
/// Reports that somebody wrote by hand: whatever stands in them, what is sent is an undo of the scenario, to an origin the operator granted, and a
/// value fills the place of a value only.
/// </summary>
public sealed class ForgedReportTests
{
    // What the first step made is called by an id; its undo is DELETE <<base>>/a/<<a>>?mark=<<mark>>&run=<<run.id>>.
    [Theory]
    [InlineData("\"../../admin\"", "/base/a/..%2F..%2Fadmin")]
    [InlineData("\"1/../2\"", "/base/a/1%2F..%2F2")]
    [InlineData("\"1?x=y\"", "/base/a/1%3Fx%3Dy")]
    [InlineData("\"1#f\"", "/base/a/1%23f")]
    [InlineData("\"%2e%2e%2fadmin\"", "/base/a/%252e%252e%252fadmin")]
    [InlineData("\"1\\r\\nX-Own: evil\"", "/base/a/1%0D%0AX-Own%3A%20evil")]
    [InlineData("\"https://{other}/x\"", "/base/a/https%3A%2F%2F{other%}%2Fx")]
    [InlineData("\"@{other}/\"", "/base/a/%40{other%}%2F")]
    [InlineData("\"<<api>>\"", "/base/a/%3C%3Capi%3E%3E")]
    [InlineData("17", "/base/a/17")]
    [InlineData("true", "/base/a/true")]
    [InlineData("\"..\"", null)]
    [InlineData("\".\"", null)]
    [InlineData("\"\"", null)]
    [InlineData("null", null)]
    [InlineData("[1,2]", "/base/a/%5B1%2C2%5D")]
    [InlineData("{\"a\":1}", "/base/a/%7B%22a%22%3A1%7D")]
    [InlineData("\"‹a›\"", null)]
    [InlineData("1e999999999", null)]
    [InlineData("{\"a\":1,\"a\":2}", null)]
    [InlineData("not JSON", null)]
    [InlineData("\"\\ud800\"", null)]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]", null)]
    public async Task A_value_fills_the_place_of_a_value(string json, string? target)
    {
        await using var stage = new UndoStage();
        await using var other = new LoopbackServer(Answers.Empty(204));
        var (host, encoded) = ($"127.0.0.1:{other.Port}", $"127.0.0.1%3A{other.Port}");
        await stage.MakeAsync();
        stage.Forge(run => Set(run, "a", json.Replace("{other}", host, StringComparison.Ordinal)));
        var run = await stage.UndoAsync("--yes");
        var sent = stage.Deleted.Where(t => t.StartsWith("/base/a/", StringComparison.Ordinal)).Select(t => t.Split('?')[0]);
        Assert.Equal(target is null ? [] : [target.Replace("{other%}", encoded, StringComparison.Ordinal)], sent);
        Assert.Equal(target is null ? ExitCode.LeftBehind : ExitCode.Passed, run.Code);
        await OnlyUndosAsync(stage, other, target is null ? 5 : 6);
    }

    [Theory]
    [InlineData("base", "\"http://{other}\"")]
    [InlineData("base", "\"http://{own}/other\"")]
    [InlineData("run", "{\"id\":\"../../x\",\"startedAt\":\"2026-01-01T00:00:00.000Z\"}")]
    [InlineData("run", "{\"id\":\"00000000\",\"startedAt\":\"2026-01-01T00:00:00.000Z\"}")]
    public async Task What_the_scenario_makes_of_what_is_given_is_not_taken_from_it(string name, string json)
    {
        await using var stage = new UndoStage();
        await using var other = new LoopbackServer(Answers.Empty(204));
        await stage.MakeAsync();
        var forged = json.Replace("{other}", $"127.0.0.1:{other.Port}", StringComparison.Ordinal)
            .Replace("{own}", $"127.0.0.1:{stage.Server.Port}", StringComparison.Ordinal);
        stage.Forge(run => Set(run, name, forged));
        var run = await stage.UndoAsync("--yes");
        Assert.Equal(ExitCode.LeftBehind, run.Code);
        Assert.DoesNotContain(stage.Deleted, t => t.StartsWith("/base/a/", StringComparison.Ordinal));
        await OnlyUndosAsync(stage, other, 5);
    }

    [Theory]
    [InlineData("path", "\"make-b\"")]
    [InlineData("path", "\"\"")]
    [InlineData("path", "\"/\"")]
    [InlineData("path", "\"make-a[1]\"")]
    [InlineData("path", "\"make-a[\"")]
    [InlineData("path", "\"make-a[99999999999999999999]\"")]
    [InlineData("path", "\"make-each[0]\"")]
    [InlineData("path", "\"make-each\"")]
    [InlineData("path", "\"call-each[1]\"")]
    [InlineData("path", "\"(token)/ask\"")]
    [InlineData("path", "\"(token)\"")]
    [InlineData("path", "\"call-each[1]/nothing\"")]
    [InlineData("path", "\"make-a/make-a\"")]
    [InlineData("path", "\"../make-a\"")]
    public async Task A_step_that_is_not_there_has_no_undo(string member, string json)
    {
        await using var stage = new UndoStage();
        await using var other = new LoopbackServer(Answers.Empty(204));
        await stage.MakeAsync();
        stage.Forge(run => MakerOf(run, "a")[member] = JsonNode.Parse(json));
        var run = await stage.UndoAsync("--yes");
        Assert.Equal(ExitCode.LeftBehind, run.Code);
        await OnlyUndosAsync(stage, other, 5);
    }

    [Theory]
    [InlineData("make-each[3]")]
    [InlineData("make-each[2147483647]")]
    [InlineData("call-each[7]/make-it")]
    public async Task A_turn_that_never_was_takes_nothing_from_its_place(string path)
    {
        await using var stage = new UndoStage();
        await using var other = new LoopbackServer(Answers.Empty(204));
        await stage.MakeAsync();
        stage.Forge(run => MakerOf(run, path.StartsWith('m') ? "each" : "kind")["path"] = path);
        await stage.UndoAsync("--yes");
        await OnlyUndosAsync(stage, other, stage.Deleted.Count());
        Assert.All(stage.Deleted, t => Assert.Matches("^/(base/(last/6|a/1[?].*|each/[xy]/[23])|[pq]/[45])$", t));
    }

    [Theory]
    [InlineData("{\"made\":7}")]
    [InlineData("{\"made\":[7]}")]
    [InlineData("{\"made\":[{\"values\":{}}]}")]
    [InlineData("{\"made\":[{\"values\":[{\"name\":1,\"json\":\"1\",\"secret\":false}]}]}")]
    [InlineData("{\"made\":[{\"values\":[{\"name\":\"a\",\"json\":1,\"secret\":false}]}]}")]
    [InlineData("{\"made\":[{\"values\":[{\"name\":\"a\",\"json\":\"1\"}]}]}")]
    [InlineData("{\"path\":7}")]
    [InlineData("{\"turn\":-1}")]
    public async Task What_is_of_another_kind_is_no_report(string members)
    {
        await using var stage = new UndoStage();
        await stage.MakeAsync();
        var sent = stage.Server.Requests.Count;
        stage.Forge(run =>
        {
            foreach (var (name, value) in JsonNode.Parse(members)!.AsObject())
                MakerOf(run, "a")[name] = value!.DeepClone();
        });
        var run = await stage.UndoAsync("--yes");
        Assert.Equal((ExitCode.Invalid, sent), (run.Code, stage.Server.Requests.Count));
        Assert.Contains("run.json is no report of p1s: $.runs[0].steps[", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("/dev/zero")]
    [InlineData("//127.0.0.1/share/x.yaml")]
    [InlineData("nothing.yaml")]
    [InlineData("-")]
    [InlineData("standard input")]
    [InlineData("")]
    public async Task Another_path_leads_to_no_request(string path)
    {
        await using var stage = new UndoStage();
        await stage.MakeAsync();
        var sent = stage.Server.Requests.Count;
        stage.Forge(run => run["path"] = path);
        var run = await stage.UndoAsync("--yes");
        Assert.NotEqual(ExitCode.Passed, run.Code);
        Assert.Equal(sent, stage.Server.Requests.Count);
    }

    [Fact]
    public async Task A_value_too_large_to_be_held_is_not_sent()
    {
        await using var stage = new UndoStage();
        await using var other = new LoopbackServer(Answers.Empty(204));
        await stage.MakeAsync();
        stage.Forge(run => Set(run, "a", "\"" + new string('x', 70 << 20) + "\""));
        Assert.Equal(ExitCode.LeftBehind, (await stage.UndoAsync("--yes", "-q")).Code);
        await OnlyUndosAsync(stage, other, 5);
    }

    [Theory]
    [InlineData("token", "in-the-clear-0123456789", "token")]
    [InlineData("a", "given-secret-0123456789", "pass")]
    public async Task What_is_a_secret_is_shown_nowhere(string variable, string forged, string label)
    {
        await using var stage = new UndoStage();
        stage.Write(
            "make.yaml",
            """
            scenario: Make with a code
            inputs:
              api: { type: url }
              pass: { secret: true, default: given-secret-0123456789 }
            steps:
              - step: Ask
                request: POST <<api>>/token
                extract: { token: $.access_token }
              - step: Make a
                request: POST <<api>>/a
                extract: { a: $.id }
                undo: DELETE <<api>>/a/<<a>>?code=<<token>>&pass=<<pass>>
            """
        );
        await stage.MakeAsync("--set", "pass=given-secret-0123456789");
        stage.Forge(run =>
        {
            Set(run, variable, $"\"{forged}\"");
            foreach (var value in MakerOf(run, "a")["made"]![0]!["values"]!.AsArray().Where(v => (string?)v!["name"] is "token" or "a"))
                (value!["secret"], value["json"]) = (false, ((string)value["json"]!).Replace('‹', '<'));
        });
        var run = await stage.UndoAsync("--set", "pass=given-secret-0123456789", "--yes", "-v");
        Assert.Contains(forged, stage.Deleted.Single(), StringComparison.Ordinal);
        Assert.DoesNotContain(forged, run.Printed, StringComparison.Ordinal);
        Assert.Contains($"‹{label}›", run.Printed, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Passed, run.Code);
    }

    // Whatever the report says, every request but the one for the token is a DELETE, and nothing goes elsewhere.
    private static async Task OnlyUndosAsync(UndoStage stage, LoopbackServer other, int undos)
    {
        await Task.Yield();
        Assert.Empty(other.Received);
        var sent = stage.Server.Requests.SkipWhile(r => r.Target != "/base/last").Skip(1).ToList();
        Assert.All(sent, r => Assert.True(r.Method == "DELETE" || r.Target == "/token", r.Line));
        Assert.Equal(undos, sent.Count(r => r.Method == "DELETE"));
    }

    private static JsonObject MakerOf(JsonNode run, string variable) =>
        run["steps"]!
            .AsArray()
            .Select(s => s!.AsObject())
            .First(s => s["made"]!.AsArray().Any(m => m!["values"]!.AsArray().Any(v => (string?)v!["name"] == variable)));

    private static void Set(JsonNode run, string variable, string json) =>
        MakerOf(run, "a")["made"]![0]!["values"]!.AsArray().First(v => (string?)v!["name"] == variable)!["json"] = json;
}
