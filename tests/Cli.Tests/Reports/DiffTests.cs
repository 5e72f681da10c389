using System.Text.Json;
using System.Text.Json.Nodes;
using PingOneScenarios.Cli.Tests.Driving;

namespace PingOneScenarios.Cli.Tests.Reports;

/// <summary>Two runs against each other.</summary>
public sealed class DiffTests
{
    private const string TenSteps = "scenarios/authentication/client-secret-jwt.yaml";

    [Fact]
    public async Task Two_runs_of_a_scenario_on_two_emulators_do_not_differ()
    {
        using var folder = new TemporaryFolder();
        await Report(folder, "a.json", "--undo", "always");
        await Report(folder, "b.json", "--undo", "always");
        // This machine may be busy with something else for a moment.
        var diff = await Diff(folder, "--ignore", "timing");
        Assert.Equal((ExitCode.Passed, "no difference\n"), (diff.Code, diff.Printed));
    }

    [Fact]
    public async Task Each_kind_of_change_is_told_at_its_step()
    {
        using var folder = new TemporaryFolder();
        await Report(folder, "a.json");
        Write(
            folder,
            steps =>
            {
                var token = steps[0]!;
                token["durationMs"] = 100_000;
                token["outcome"] = "failed";
                var exchange = token["exchanges"]![0]!;
                exchange["status"] = 201;
                exchange["reason"] = "Created";
                exchange["requestHeaders"]!.AsArray().Add(new JsonObject { ["name"] = "X-New", ["value"] = "1" });
                exchange["answerBody"] = """{"access_token":"‹accessToken›","token_type":"DPoP","expires_in":"3600","more":[1]}""";
                exchange["tokens"]![0]!["claims"]!["aud"] = "somebody";
                exchange["tokens"]![0]!["claims"]!.AsObject().Remove("org");
                steps.RemoveAt(steps.Count - 1);
            }
        );
        var diff = await Diff(folder);
        Assert.Equal(ExitCode.Failed, diff.Code);
        Assert.Equal(
            """
            Configure CLIENT_SECRET_JWT as the token auth method
              Get a worker access token
                outcome   step: passed → failed
                header    request header X-New: absent → 1
                status    status: 200 OK → 201 Created
                value     answer $.token_type: "Bearer" → "DPoP"
                shape     answer $.expires_in: number → string
                shape     answer $.more: absent → array
                claim     answer body, access_token: claim aud: array → string
                claim     answer body, access_token: claim org: string → absent
                timing    duration: {time} → 1 min 40 s
              Exchange the code for tokens
                presence  step: present → absent

            10 differences

            """,
            Timing(diff.Output)
        );
        var json = JsonNode.Parse((await Diff(folder, "--format", "json")).Output)!.AsArray();
        Assert.Equal(10, json.Count);
        Assert.Equal(
            ("status", "200 OK", "201 Created"),
            ((string?)json[2]!["kind"], (string?)json[2]!["before"], (string?)json[2]!["after"])
        );
    }

    [Fact]
    public async Task A_report_that_is_not_there_is_told()
    {
        var diff = await CommandRun.RunAsync("diff", "none.json", "none.json");
        Assert.Equal(ExitCode.Invalid, diff.Code);
        Assert.Equal("p1s: none.json is not there; name a report that p1s run --report json=FILE wrote\n", diff.Error);
    }

    private static Task<CommandRun> Diff(TemporaryFolder folder, params string[] more) =>
        CommandRun.RunAsync(["diff", folder.PathOf("a.json"), folder.PathOf("b.json"), .. more]);

    private static async Task Report(TemporaryFolder folder, string file, params string[] more)
    {
        var run = await CommandRun.RunAsync(["run", TenSteps, "--emulator", "--quiet", "--report", $"json={folder.PathOf(file)}", .. more]);
        Assert.Equal((ExitCode.Passed, ""), (run.Code, run.Printed));
    }

    // The same report with changed steps.
    private static void Write(TemporaryFolder folder, Action<JsonArray> change)
    {
        var report = JsonNode.Parse(folder.Read("a.json"))!;
        change(report["runs"]![0]!["steps"]!.AsArray());
        folder.Write("b.json", report.ToJsonString(new JsonSerializerOptions(JsonSerializerDefaults.General)));
    }

    private static string Timing(string printed) =>
        string.Join(
            '\n',
            printed
                .Split('\n')
                .Select(l =>
                    l.StartsWith("    timing", StringComparison.Ordinal) ? "    timing    duration: {time} →" + l.Split('→')[1] : l
                )
        );

    [Fact]
    public async Task A_kind_that_there_is_none_of_is_refused()
    {
        var diff = await CommandRun.RunAsync("diff", "a.json", "b.json", "--ignore", "timings");
        Assert.Equal(ExitCode.WrongUse, diff.Code);
        Assert.Contains("there is no kind of change timings; did you mean timing?", diff.Error, StringComparison.Ordinal);
    }
}
