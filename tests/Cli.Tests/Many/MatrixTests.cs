namespace PingOneScenarios.Cli.Tests.Many;

/// <summary>Scenarios against several environments, and where these differ.</summary>
public sealed class MatrixTests : IAsyncDisposable
{
    private readonly ManyStage stage = new ManyStage()
        .Write("one.yaml", "environment: one\ninputs: { user: ada }\n")
        .Write("two.yaml", "environment: two\ninputs: { user: bad }\n")
        .Write("three.yaml", "environment: three\ninputs: { user: eva }\n");

    public ValueTask DisposeAsync() => stage.DisposeAsync();

    [Theory]
    [InlineData("")]
    [InlineData(" --parallel 3")]
    public async Task A_table_shows_what_differs(string more)
    {
        var run = await stage.RunAsync(
            $"run @/make.yaml -e @/one.yaml -e @/two.yaml -e @/three.yaml --no-journal --report json=@/r.json --report markdown=@/r.md{more}"
        );
        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.Equal(["ada", "bad", "eva"], stage.Made.Order());
        Assert.Equal(
            ["one", "two", "three"],
            stage.Json("r.json").GetProperty("runs").EnumerateArray().Select(r => r.GetProperty("environment").GetString())
        );
        var table = run.Output[run.Output.LastIndexOf("failed: 2 of 3", StringComparison.Ordinal)..];
        foreach (var name in new[] { "one", "two", "three", "Make a user" })
            Assert.Contains(name, table, StringComparison.Ordinal);
        Assert.Contains("two: step \"Make\": status 201 Reason → 500 Reason", table, StringComparison.Ordinal);
        Assert.Contains("| one | two | three |", stage.Read("r.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_are_run_against_each_environment()
    {
        stage.WriteUsers("u.csv", ["r1", "r2"]);
        foreach (var name in new[] { "one", "two" })
            stage.Write($"{name}.yaml", $"environment: {name}\n");
        var run = await stage.RunAsync("run @/make.yaml -e @/one.yaml -e @/two.yaml --data @/u.csv --no-journal --output @/rows.csv");
        Assert.Equal(ExitCode.Passed, run.Code);
        Assert.Equal(["r1", "r1", "r2", "r2"], stage.Made);
        Assert.Equal(5, stage.Read("rows.csv").TrimEnd().Split('\n').Length);
    }

    [Fact]
    public async Task A_secret_for_all_of_them_is_wrong_use()
    {
        var run = await stage.RunAsync("run @/make.yaml -e @/one.yaml -e @/two.yaml --no-journal --set pin=not-a-real-pin");
        Assert.Equal(ExitCode.WrongUse, run.Code);
        Assert.DoesNotContain("not-a-real-pin", run.Printed, StringComparison.Ordinal);
        Assert.Empty(stage.Server.Requests);
    }

    [Fact]
    public async Task Only_what_failed_in_one_environment_is_run_again_there()
    {
        const string line = "run @/make.yaml -e @/one.yaml -e @/two.yaml -e @/three.yaml --no-journal";
        await stage.RunAsync($"{line} --report json=@/r.json");
        await stage.RunAsync($"{line} --last-failed=@/r.json");
        Assert.Equal(["ada", "bad", "eva", "bad"], stage.Made);
    }

    [Fact]
    public async Task Shards_of_a_matrix_are_merged_into_the_whole()
    {
        const string line = "run @/make.yaml -e @/one.yaml -e @/two.yaml -e @/three.yaml --no-journal";
        var codes = new List<int>();
        for (var k = 1; k <= 2; k++)
            codes.Add((await stage.RunAsync($"{line} --shard {k}/2 --report json=@/{k}.json")).Code);
        Assert.Equal([ExitCode.Passed, ExitCode.Failed], codes);
        var merged = await stage.TypeAsync("merge @/1.json @/2.json --report markdown=@/all.md");
        Assert.Equal(ExitCode.Failed, merged.Code);
        Assert.Contains("| one | two | three |", stage.Read("all.md"), StringComparison.Ordinal);
    }
}
