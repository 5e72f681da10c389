namespace PingOneScenarios.Cli.Tests.Many;

/// <summary>Only what did not pass the last time, out of a journal and out of a report.</summary>
public sealed class LastFailedTests : IAsyncDisposable
{
    private readonly ManyStage stage = new ManyStage().WriteUsers("u.csv", ["ada", "bad1", "zoe", "bad2", "flaky"]);

    public ValueTask DisposeAsync() => stage.DisposeAsync();

    [Theory]
    [InlineData("", "--journal @/runs.db", "--journal @/runs.db --last-failed")]
    [InlineData("", "--report json=@/r.json", "--last-failed=@/r.json")]
    [InlineData("", "--report json=@/r.json --parallel 4", "--last-failed=@/r.json --parallel 2")]
    [InlineData("--environment @/e.yaml ", "--journal @/runs.db", "--journal @/runs.db --last-failed")]
    [InlineData("--environment @/e.yaml ", "--no-journal --report json=@/r.json", "--no-journal --last-failed=@/r.json")]
    public async Task Rows_that_failed_are_run_again(string environment, string first, string again)
    {
        stage.Write("e.yaml", "environment: mine\n");
        var run = await stage.RunAsync($"run @/make.yaml --data @/u.csv {environment}{first}");
        Assert.Equal(ExitCode.Failed, run.Code);
        var before = stage.Made.Count();
        run = await stage.RunAsync($"run @/make.yaml --data @/u.csv {environment}{again} --output @/rows.csv");
        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.Equal(["bad1", "bad2", "flaky"], stage.Made.Skip(before).Order());
        Assert.Equal("row 2 4", "row " + string.Join(' ', stage.Read("rows.failed.csv").TrimEnd().Split('\n').Skip(1).Select(RowOf)));
    }

    [Theory]
    [InlineData("--journal @/runs.db", "--journal @/runs.db --last-failed")]
    [InlineData("--report json=@/r.json", "--last-failed=@/r.json")]
    public async Task Nothing_is_run_when_nothing_failed(string first, string again)
    {
        stage.WriteUsers("u.csv", ["ada", "zoe"]);
        await stage.RunAsync($"run @/make.yaml --data @/u.csv {first}");
        var run = await stage.RunAsync($"run @/make.yaml --data @/u.csv {again}");
        Assert.Equal((ExitCode.Passed, 2), (run.Code, stage.Made.Count()));
        Assert.Contains("nothing that is named here failed", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failed_rows_that_failed_again_are_those_of_the_next_time()
    {
        const string line = "run @/make.yaml --data @/u.csv --journal @/runs.db";
        await stage.RunAsync(line);
        await stage.RunAsync($"{line} --last-failed");
        var before = stage.Made.Count();
        await stage.RunAsync($"{line} --last-failed");
        Assert.Equal(["bad1", "bad2"], stage.Made.Skip(before));
    }

    [Fact]
    public async Task Without_a_journal_nobody_knows()
    {
        var run = await stage.RunAsync("run @/make.yaml --data @/u.csv --last-failed --journal @/none.db");
        Assert.Equal(ExitCode.WrongUse, run.Code);
        Assert.Contains("--last-failed=report.json", run.Error, StringComparison.Ordinal);
        Assert.Empty(stage.Server.Requests);
    }

    private static string RowOf(string line) =>
        line switch
        {
            "bad1" => "2",
            "bad2" => "4",
            _ => line,
        };
}
