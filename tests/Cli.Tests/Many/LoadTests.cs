using System.Text.Json;

namespace PingOneScenarios.Cli.Tests.Many;

/// <summary>A load through the command.</summary>
public sealed class LoadTests : IAsyncDisposable
{
    private readonly ManyStage stage = new ManyStage().Write(
        "one.yaml",
        ManyStage.Making.Replace("{ type: text }", "{ type: text, default: ada }", StringComparison.Ordinal)
    );

    public ValueTask DisposeAsync() => stage.DisposeAsync();

    [Theory]
    [InlineData("--duration 1s --parallel 2")]
    [InlineData("--duration 1s --rate 40/s")]
    [InlineData("--duration 1s --rate 40/s --ramp 0..40/500ms --max-running 50")]
    [InlineData("--duration 1s --parallel 4 --warm-up 200ms --data @/u.csv")]
    public async Task Runs_over_and_over_and_says_how_long_they_took(string load)
    {
        stage.WriteUsers("u.csv", ["a", "b", "c"]);
        var run = await stage.RunAsync($"run @/one.yaml {load} --report json=@/r.json --hlog @/times.hlog --report html=@/r.html");
        Assert.Equal((ExitCode.Passed, ManyStage.Warning), (run.Code, run.Error));
        var told = LoadOf("r.json");
        Assert.True(told.GetProperty("all").GetProperty("ended").GetInt64() > 10);
        Assert.StartsWith("#", stage.Read("times.hlog"), StringComparison.Ordinal);
        Assert.Contains("<svg", stage.Read("r.html"), StringComparison.Ordinal);
        Assert.Contains("p95", run.Output, StringComparison.Ordinal);
        if (load.Contains("--data", StringComparison.Ordinal))
            Assert.Equal(["a", "b", "c"], stage.Made.Distinct().Order());
    }

    [Theory]
    [InlineData("p95=0.01ms", ExitCode.Failed)]
    [InlineData("p95=1m", ExitCode.Passed)]
    [InlineData("rate=100000/s", ExitCode.Failed)]
    [InlineData("rate=1/s", ExitCode.Passed)]
    [InlineData("failures=0%", ExitCode.Passed)]
    public async Task Limits_decide_the_exit_code(string limit, int code)
    {
        var run = await stage.RunAsync($"run @/one.yaml --duration 1s --parallel 2 --limit {limit} --report json=@/r.json");
        Assert.Equal(code, run.Code);
        Assert.Equal(code == ExitCode.Failed, run.Error.Contains("PS5007", StringComparison.Ordinal));
        Assert.Contains(limit.Split('=')[0], run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limits_stand_in_the_file_and_the_command_line_takes_their_place()
    {
        stage.Write("one.yaml", stage.Read("one.yaml").Replace("inputs:", "limits: { p95: 0.01ms }\ninputs:", StringComparison.Ordinal));
        Assert.Equal(ExitCode.Failed, (await stage.RunAsync("run @/one.yaml --duration 1s")).Code);
        Assert.Equal(ExitCode.Passed, (await stage.RunAsync("run @/one.yaml --duration 1s --limit p95=1m")).Code);
        // Of runs that are no load too.
        Assert.Equal(ExitCode.Failed, (await stage.RunAsync("run @/one.yaml")).Code);
    }

    [Fact]
    public async Task Reports_of_two_loads_are_added_up_and_judged_anew()
    {
        stage.WriteUsers("u.csv", ["ada", "zoe"]);
        for (var k = 1; k <= 2; k++)
            Assert.Equal(
                ExitCode.Passed,
                (
                    await stage.RunAsync($"run @/make.yaml --data @/u.csv --duration 1s --rate 20/s --shard {k}/2 --report json=@/{k}.json")
                ).Code
            );
        var merged = await stage.TypeAsync("merge @/1.json @/2.json --report json=@/all.json --limit p95=0.01ms");
        Assert.Equal(ExitCode.Failed, merged.Code);
        Assert.Contains("p95", merged.Output, StringComparison.Ordinal);
        Assert.Equal(EndedIn("1.json") + EndedIn("2.json"), EndedIn("all.json"));
        Assert.Equal(ExitCode.Passed, (await stage.TypeAsync("merge @/1.json @/2.json")).Code);
    }

    [Fact]
    public async Task What_fails_under_load_is_counted_by_step_and_cause()
    {
        stage.WriteUsers("u.csv", ["ada", "bad"]);
        var run = await stage.RunAsync("run @/make.yaml --duration 1s --parallel 2 --data @/u.csv --report json=@/r.json");
        Assert.Equal(ExitCode.Failed, run.Code);
        var all = LoadOf("r.json").GetProperty("all");
        Assert.InRange(2.0 * all.GetProperty("failed").GetInt64() / all.GetProperty("ended").GetInt64(), 0.8, 1.2);
        Assert.Contains("Make", run.Output, StringComparison.Ordinal);
        Assert.Contains("500", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--duration 1s --rate 5/s --parallel 2")]
    [InlineData("--rate 5/s")]
    [InlineData("--ramp 0..5/1s")]
    [InlineData("--max-running 5")]
    [InlineData("--hlog @/x.hlog")]
    [InlineData("--duration 1s --retries 2")]
    [InlineData("--duration 1s --repeat 2")]
    [InlineData("--duration 1s --stop-after 2")]
    [InlineData("--duration 1s --pause")]
    [InlineData("--duration 1s --journal @/runs.db")]
    [InlineData("--duration 1s --data @/u.csv --output @/rows.csv")]
    [InlineData("--duration 1s --warm-up 2s")]
    [InlineData("--duration soon")]
    [InlineData("--duration 1s --rate many")]
    [InlineData("--duration 1s --limit p95=soon")]
    [InlineData("--duration 1s --limit p42=1s")]
    public async Task What_cannot_be_meant_is_wrong_use(string load)
    {
        stage.WriteUsers("u.csv", ["ada"]);
        var run = await stage.RunAsync($"run @/one.yaml {load}");
        Assert.Equal((ExitCode.WrongUse, ""), (run.Code, run.Output));
        Assert.NotEqual("", run.Error);
        Assert.Empty(stage.Server.Requests);
    }

    private long EndedIn(string file) => LoadOf(file).GetProperty("all").GetProperty("ended").GetInt64();

    private JsonElement LoadOf(string file) => stage.Json(file).GetProperty("load");
}
