using System.Security.Cryptography;
using System.Text.Json;
using PingOneScenarios.Cli.Tests.Driving;
using PingOneScenarios.Engine.Tests;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Cli.Tests.Undoing;

/// <summary>What a run left behind, taken back by its report. What is said of it is in tests/golden/undo.</summary>
public sealed class UndoTests
{
    private static readonly string[] All = ["/base/last/6", "/q/5", "/p/4", "/base/each/y/3", "/base/each/x/2", "/base/a/1"];

    [Fact]
    public async Task All_that_was_made_is_taken_back_newest_first_with_a_token_obtained_anew()
    {
        await using var stage = new UndoStage();
        await stage.MakeAsync();
        stage.TokenAnswer = Answers.Json("{\"access_token\":\"canary-token-0002\"}");
        var run = await stage.UndoAsync("--yes");
        Assert.Equal(All, stage.Deleted.Select(PathOf));
        Assert.All(
            stage.Server.Requests.Where(r => r.Method == "DELETE"),
            r => Assert.Equal("Bearer canary-token-0002", r.Header("Authorization"))
        );
        var posted = JsonDocument.Parse(stage.Server.Requests.First(r => r.Target == "/base/a").Body).RootElement;
        Assert.Equal(
            $"/base/a/1?mark={posted.GetProperty("mark").GetString()}&run={posted.GetProperty("run").GetString()}",
            stage.Deleted.Last()
        );
        Golden.Check("undo/all.txt", stage.Seen(run));
    }

    [Fact]
    public async Task Each_is_tried_though_another_fails_and_what_is_left_is_listed()
    {
        await using var stage = new UndoStage();
        await stage.MakeAsync();
        stage.Undo = r =>
            r.Target == "/q/5" ? Answers.Empty(403)
            : r.Target == "/p/4" ? Answers.Empty(404)
            : Answers.Empty(204);
        var run = await stage.UndoAsync("--yes");
        Assert.Equal(All, stage.Deleted.Select(PathOf));
        Golden.Check("undo/left.txt", stage.Seen(run));
        Assert.Contains("[exit 6]", stage.Seen(await stage.UndoAsync("--yes", "-q")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(0)]
    public async Task What_passes_is_tried_again(int status)
    {
        await using var stage = new UndoStage();
        await stage.MakeAsync();
        var failures = 0;
        stage.Undo = r =>
            r.Target != "/q/5" || ++failures > 2 ? Answers.Empty(204)
            : status == 0 ? ""
            : Answers.Empty(status);
        var run = await stage.UndoAsync("--yes");
        Assert.Equal((ExitCode.Passed, 3), (run.Code, failures));
    }

    [Fact]
    public async Task What_the_run_took_back_is_not_taken_back_again()
    {
        await using var stage = new UndoStage { Undo = r => Answers.Empty(r.Target is "/q/5" or "/base/each/x/2" ? 403 : 204) };
        var made = await CommandRun.RunAsync(
            "run",
            stage.Scenario,
            "--set",
            $"api={stage.Server.Address}",
            "--report",
            $"json={stage.Report}",
            "--undo",
            "always"
        );
        Assert.Equal(ExitCode.LeftBehind, made.Code);
        var before = stage.Deleted.Count();
        stage.Undo = _ => Answers.Empty(204);
        var run = await stage.UndoAsync("--yes");
        Assert.Equal(["/q/5", "/base/each/x/2"], stage.Deleted.Skip(before));
        Golden.Check("undo/rest.txt", stage.Seen(run));
    }

    [Fact]
    public async Task Where_nothing_is_left_nothing_is_sent()
    {
        await using var stage = new UndoStage();
        await stage.MakeAsync("--undo", "always");
        var sent = stage.Server.Requests.Count;
        var seen = stage.Seen(await stage.UndoAsync("--yes"));
        stage.Forge(run => run["steps"]!.AsArray().Clear());
        seen += stage.Seen(await stage.UndoAsync("--yes"));
        stage.Forge(run => run["summary"]!["leftBehind"]!.AsArray().Add("DELETE http://host/a"));
        seen += stage.Seen(await stage.UndoAsync("--yes"));
        Golden.Check("undo/nothing.txt", seen);
        Assert.Equal(sent, stage.Server.Requests.Count);
    }

    [Fact]
    public async Task A_report_names_the_digests_of_its_files()
    {
        await using var stage = new UndoStage();
        stage.Write("make.yaml", "\uFEFF" + UndoStage.Making);
        await stage.MakeAsync();
        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(stage.Report, TestContext.Current.CancellationToken));
        var files = report.RootElement.GetProperty("runs")[0].GetProperty("files").EnumerateArray().ToList();
        Assert.Equal(
            ["make.yaml", "token.yaml", "called.yaml"],
            files.Select(f => Path.GetFileName(f.GetProperty("path").GetString())).Distinct()
        );
        foreach (var file in files)
        {
            var bytes = await File.ReadAllBytesAsync(file.GetProperty("path").GetString()!, TestContext.Current.CancellationToken);
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), file.GetProperty("sha256").GetString());
        }
        Assert.Equal(ExitCode.Passed, (await stage.UndoAsync("--yes")).Code);
    }

    [Theory]
    [InlineData("make.yaml", "Make a", "Make an a")]
    [InlineData("called.yaml", "Make it", "Make one of it")]
    [InlineData("token.yaml", "Ask", "Ask for it")]
    public async Task Files_that_have_changed_are_refused_unless_that_is_accepted(string file, string old, string now)
    {
        await using var stage = new UndoStage();
        await stage.MakeAsync();
        var sent = stage.Server.Requests.Count;
        var text = await File.ReadAllTextAsync(stage.PathOf(file), TestContext.Current.CancellationToken);
        stage.Write(file, text.Replace($"step: {old}", $"id: {Slug(old)}\n    step: {now}", StringComparison.Ordinal));
        var run = await stage.UndoAsync("--yes");
        Assert.Equal((ExitCode.Invalid, sent), (run.Code, stage.Server.Requests.Count));
        Golden.Check($"undo/changed-{file.Split('.')[0]}.txt", stage.Seen(run));
        Assert.Equal(ExitCode.Passed, (await stage.UndoAsync("--yes", "--accept-changes")).Code);
        Assert.Equal(All, stage.Deleted.Select(PathOf));
    }

    [Fact]
    public async Task Without_a_terminal_nothing_is_sent_before_that_is_agreed_to()
    {
        await using var stage = new UndoStage();
        await stage.MakeAsync();
        var sent = stage.Server.Requests.Count;
        var run = await stage.UndoAsync();
        Assert.Equal((ExitCode.WrongUse, sent), (run.Code, stage.Server.Requests.Count));
        Golden.Check("undo/nobody.txt", stage.Seen(run));
    }

    [Theory]
    [InlineData("y\n", true)]
    [InlineData("yes\n", true)]
    [InlineData("\n", false)]
    [InlineData("n\n", false)]
    [InlineData("yep\n", false)]
    public async Task At_a_terminal_it_is_asked(string typed, bool isSent)
    {
        await using var stage = new UndoStage();
        await stage.MakeAsync();
        await using var run = RunningCommand.Start(
            ["undo", stage.Report, "--set", $"api={stage.Server.Address}"],
            new Surroundings { LiveWidth = 100 }
        );
        await run.SeeAsync("Send these 6 requests? [y/N] ");
        Assert.Empty(stage.Deleted);
        run.Press(typed);
        Assert.Equal(isSent ? ExitCode.Passed : ExitCode.Cancelled, await run.EndAsync());
        Assert.Equal(isSent ? All : [], stage.Deleted.Select(PathOf));
    }

    [Fact]
    public async Task Without_a_token_nothing_is_sent_that_needs_it()
    {
        await using var stage = new UndoStage();
        await stage.MakeAsync();
        stage.TokenAnswer = Answers.Json("{\"error\":\"invalid_client\"}", 401);
        var run = await stage.UndoAsync("--yes");
        Assert.Equal(2, stage.Server.Requests.Count(r => r.Target == "/token"));
        Assert.Empty(stage.Deleted);
        Golden.Check("undo/no-token.txt", stage.Seen(run));
    }

    [Fact]
    public async Task Other_inputs_than_then_are_not_sent()
    {
        await using var stage = new UndoStage();
        await using var other = new LoopbackServer(Answers.Json("{\"access_token\":\"t\"}"));
        await stage.MakeAsync();
        var run = await CommandRun.RunAsync("undo", stage.Report, "--set", $"api={other.Address}", "--yes");
        Assert.Equal(ExitCode.LeftBehind, run.Code);
        Assert.Empty(other.Requests);
        Assert.Empty(stage.Deleted);
        Golden.Check("undo/elsewhere.txt", stage.Seen(run).Replace(other.Address, "{other}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_step_made_that_did_not_pass_is_taken_back_too()
    {
        await using var stage = new UndoStage();
        stage.Write(
            "make.yaml",
            """
            scenario: Make and fail
            inputs:
              api: { type: url }
            steps:
              - step: Make twice
                request: POST <<api>>/a
                retry: { until: <<response.json.id == "9">>, attempts: 2, every: 1ms }
                extract: { a: $.id }
                undo: DELETE <<api>>/a/<<a>>
            """
        );
        var made = await CommandRun.RunAsync(
            "run",
            stage.Scenario,
            "--set",
            $"api={stage.Server.Address}",
            "--report",
            $"json={stage.Report}"
        );
        Assert.Equal(ExitCode.Failed, made.Code);
        Assert.Equal(ExitCode.Passed, (await stage.UndoAsync("--yes")).Code);
        Assert.Equal(["/a/2", "/a/1"], stage.Deleted);
    }

    [Fact]
    public async Task A_secret_that_a_step_extracted_is_not_known_any_more()
    {
        await using var stage = new UndoStage();
        stage.Write(
            "make.yaml",
            """
            scenario: Make with a code
            inputs:
              api: { type: url }
            steps:
              - step: Ask
                request: POST <<api>>/token
                extract: { token: $.access_token }
              - step: Make a
                request: POST <<api>>/a
                extract: { a: $.id }
                undo: DELETE <<api>>/a/<<a>>
              - step: Make b
                request: POST <<api>>/b
                extract: { b: $.id }
                undo: DELETE <<api>>/b/<<b>>?code=<<token>>
              - step: Make c
                request: POST <<api>>/c
                auth: { bearer: <<token>> }
                extract: { c: $.id }
                undo: DELETE <<api>>/c/<<c>>
            """
        );
        await stage.MakeAsync();
        var run = await stage.UndoAsync("--yes");
        Assert.Equal(["/a/1"], stage.Deleted);
        Golden.Check("undo/masked.txt", stage.Seen(run));
    }

    [Fact]
    public async Task Of_several_runs_one_is_named()
    {
        await using var stage = new UndoStage();
        var other = Path.Combine(Path.GetDirectoryName(stage.Scenario)!, "other.yaml");
        File.Copy(stage.Scenario, other);
        await stage.MakeAsync(other);
        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(stage.Report, TestContext.Current.CancellationToken));
        var second = report.RootElement.GetProperty("runs")[1].GetProperty("runId").GetString()!;
        var seen = stage.Seen(await stage.UndoAsync("--yes"));
        seen += stage.Seen(await stage.UndoAsync("--yes", "--run", "nothing"));
        Golden.Check("undo/several.txt", seen);
        Assert.Empty(stage.Deleted);
        Assert.Equal(ExitCode.Passed, (await stage.UndoAsync("--yes", "--run", second)).Code);
        Assert.Equal("/base/last/12", stage.Deleted.First());
    }

    [Fact]
    public async Task What_is_wrong_with_the_files_is_said()
    {
        await using var stage = new UndoStage();
        await stage.MakeAsync();
        var seen = stage.Seen(await CommandRun.RunAsync("undo", stage.PathOf("nothing.json"), "--yes"));
        seen += stage.Seen(await CommandRun.RunAsync("undo", stage.Scenario, "--yes"));
        seen += stage.Seen(await CommandRun.RunAsync("undo", stage.Report, "--emulator", "--yes"));
        seen += stage.Seen(await CommandRun.RunAsync("undo", stage.Report, "--yes"));
        seen += stage.Seen(await stage.UndoAsync("--yes", "--report", $"json={stage.Report}"));
        File.Delete(stage.Scenario);
        seen += stage.Seen(await stage.UndoAsync("--yes"));
        await CommandRun.RunAsync("run", stage.Scenario, "--report", $"json={stage.Report}");
        seen += stage.Seen(await stage.UndoAsync("--yes"));
        Golden.Check("undo/wrong.txt", seen);
        Assert.Empty(stage.Deleted);
    }

    [Fact]
    public async Task It_has_every_report()
    {
        await using var stage = new UndoStage();
        await stage.MakeAsync();
        stage.Undo = r => Answers.Empty(r.Target == "/q/5" ? 403 : 204);
        string[] kinds = ["json", "events", "junit", "tap", "html", "har", "markdown", "curl"];
        var run = await stage.UndoAsync([
            "--yes",
            "-q",
            .. kinds.SelectMany(k => new[] { "--report", $"{k}={stage.PathOf("undo." + k)}" }),
        ]);
        Assert.Equal(ExitCode.LeftBehind, run.Code);
        Assert.All(kinds, k => Assert.Contains("/q/5", File.ReadAllText(stage.PathOf("undo." + k)), StringComparison.Ordinal));
        Golden.Check("undo/quiet.txt", stage.Seen(run));
        var again = await CommandRun.RunAsync("undo", stage.PathOf("undo.json"), "--set", $"api={stage.Server.Address}", "--yes");
        Golden.Check("undo/undone.txt", stage.Seen(again));
    }

    [Fact]
    public async Task Ctrl_C_ends_it_in_order()
    {
        await using var stage = new UndoStage();
        await stage.MakeAsync();
        using var stop = new CancellationTokenSource();
        stage.Undo = r =>
        {
            if (r.Target == "/q/5")
                stop.Cancel();
            return Answers.Empty(204);
        };
        var run = await CommandRun.RunAsync(
            ["undo", stage.Report, "--set", $"api={stage.Server.Address}", "--yes"],
            new Surroundings { Stop = stop.Token }
        );
        Assert.Equal("/base/last/6", stage.Deleted.First());
        Assert.DoesNotContain("/p/4", stage.Deleted);
        Assert.Contains(run.Code, new[] { ExitCode.Cancelled, ExitCode.InDoubt });
        Assert.Contains("could not be taken back", run.Output, StringComparison.Ordinal);
    }

    private static string PathOf(string target) => target.Split('?')[0];

    private static string Slug(string title) => title.ToLowerInvariant().Replace(' ', '-');
}
