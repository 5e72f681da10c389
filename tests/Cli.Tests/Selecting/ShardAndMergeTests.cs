using System.Text.Json;

namespace PingOneScenarios.Cli.Tests.Selecting;

/// <summary>Parts of a run, their reports put together, and what failed run again.</summary>
public sealed class ShardAndMergeTests : IDisposable
{
    private readonly SelectionStage stage = new SelectionStage()
        .Scenario("s/a.yaml")
        .Scenario("s/b.yaml", status: 200)
        .Scenario("s/c.yaml")
        .Scenario("s/d.yaml")
        .Scenario("s/e.yaml");

    public void Dispose() => stage.Dispose();

    [Fact]
    public async Task Shards_do_every_run_once_and_merge_is_as_one_run()
    {
        var codes = new List<int>();
        for (var k = 1; k <= 3; k++)
            codes.Add((await stage.RunAsync($"run @/s --emulator --shard {k}/3 --report json=@/{k}.json")).Code);
        Assert.Equal([ExitCode.Passed, ExitCode.Failed, ExitCode.Passed], codes);

        var merged = await stage.RunAsync("merge @/3.json @/1.json @/2.json --report json=@/all.json --report junit=@/all.xml");

        Assert.Equal(ExitCode.Failed, merged.Code);
        Assert.Equal("", merged.Error);
        Assert.StartsWith("failed: 4 of 5 scenarios passed, 1 failed in ", merged.Output, StringComparison.Ordinal);
        Assert.Contains("b.yaml:9:", merged.Output, StringComparison.Ordinal);
        using var all = JsonDocument.Parse(stage.Read("all.json"));
        var runs = all.RootElement.GetProperty("runs").EnumerateArray().ToList();
        Assert.Equal(["a", "b", "c", "d", "e"], runs.Select(r => r.GetProperty("title").GetString()));
        Assert.Equal(["1/3", "2/3", "3/3", "1/3", "2/3"], runs.Select(r => r.GetProperty("slot").GetProperty("shard").GetString()));
        Assert.Contains("tests=", stage.Read("all.xml"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("@/1.json @/3.json", ExitCode.Broken, "no report is of shard 2/3:")]
    [InlineData("@/2.json", ExitCode.Failed, "no report is of shard 1/3 and 3/3:")]
    [InlineData("@/1.json @/2.json @/3.json @/copy.json", ExitCode.Failed, "several reports are of shard 1/3:")]
    [InlineData("@/1.json @/1.json", ExitCode.WrongUse, "one report is named twice")]
    [InlineData("@/1.json @/nothing.json", ExitCode.Invalid, "nothing.json")]
    [InlineData("@/1.json @/s/a.yaml", ExitCode.Invalid, "is no report of p1s")]
    [InlineData("@/1.json @/later.json", ExitCode.Invalid, "its format is 2, this p1s reads 1")]
    [InlineData("@/1.json --report json=@/1.json", ExitCode.WrongUse, "would be written over a file that is read")]
    public async Task What_is_missing_doubled_or_no_report_is_said(string line, int code, string said)
    {
        for (var k = 1; k <= 3; k++)
            await stage.RunAsync($"run @/s --emulator --shard {k}/3 --report json=@/{k}.json");
        stage.Write("copy.json", stage.Read("1.json"));
        stage.Write("later.json", stage.Read("1.json").Replace("\"format\": 1", "\"format\": 2", StringComparison.Ordinal));
        var run = await stage.RunAsync($"merge {line}");
        Assert.Equal(code, run.Code);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shard_with_nothing_to_do_passes_and_is_not_missed()
    {
        for (var k = 1; k <= 6; k++)
        {
            var part = await stage.RunAsync($"run @/s --emulator --shard {k}/6 --report json=@/{k}.json");
            Assert.Equal(k == 6, part.Error.Contains("there is nothing to run in shard 6/6", StringComparison.Ordinal));
            Assert.Equal(k == 2 ? ExitCode.Failed : ExitCode.Passed, part.Code);
        }
        var merged = await stage.RunAsync("merge @/1.json @/2.json @/3.json @/4.json @/5.json @/6.json");
        Assert.Equal((ExitCode.Failed, ""), (merged.Code, merged.Error));
    }

    [Theory]
    [InlineData("0/5", "; parts are counted from 1")]
    [InlineData("6/5", "this is \"6/5\"")]
    [InlineData("two", "--shard takes k/n")]
    public async Task What_is_no_shard_is_wrong_use(string shard, string said)
    {
        var run = await stage.RunAsync($"run @/s --emulator --shard {shard}");
        Assert.Equal(ExitCode.WrongUse, run.Code);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_failed_is_run_again()
    {
        await stage.RunAsync("run @/s --emulator --report json=@/r.json");
        Assert.Equal("s/b.yaml", await stage.RunFilesAsync("@/s --last-failed=@/r.json"));
        stage.Scenario("s/b.yaml");
        await stage.RunAsync("run @/s --emulator --report json=@/good.json");
        var again = await stage.RunAsync("run @/s --emulator --last-failed=@/good.json");
        Assert.Equal(
            (ExitCode.Passed, "nothing that is named here failed in good.json\n", ""),
            (again.Code, stage.Seen(again.Error), again.Output)
        );
    }

    [Theory]
    [InlineData("--last-failed @/s", "HOME")]
    [InlineData("@/s --last-failed", "HOME")]
    [InlineData("--last-failed @/s --journal @/none.db", "--last-failed=report.json")]
    public async Task What_follows_it_is_a_file_to_run(string line, string said)
    {
        var run = await stage.RunAsync($"run {line} --emulator");
        Assert.Equal(ExitCode.WrongUse, run.Code);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("@/nothing.json")]
    [InlineData("@/s/a.yaml")]
    public async Task A_report_that_cannot_be_read_is_said(string report) =>
        Assert.Equal(ExitCode.Invalid, (await stage.RunAsync($"run @/s --emulator --last-failed={report}")).Code);
}
