using System.Text.Json;

namespace PingOneScenarios.Cli.Tests.Many;

/// <summary>Shards of rows, put together again.</summary>
public sealed class ShardTests : IAsyncDisposable
{
    private readonly ManyStage stage = new ManyStage().WriteUsers("u.csv", ["ada", "bad1", "zoe", "bad2", "eva", "flaky", "tom"]);

    public ValueTask DisposeAsync() => stage.DisposeAsync();

    [Theory]
    [InlineData(2, "")]
    [InlineData(3, "")]
    [InlineData(2, " --parallel 3")]
    [InlineData(4, " --repeat 2")]
    [InlineData(2, " --retries 1")]
    [InlineData(2, " --rows 1-5")]
    public async Task Together_they_are_the_whole(int shards, string more)
    {
        if (more.Contains("repeat", StringComparison.Ordinal))
            // Which of the two fails would be another one.
            stage.WriteUsers("u.csv", ["ada", "bad1", "zoe", "bad2", "eva"]);
        var whole = await stage.RunAsync($"run @/make.yaml --data @/u.csv --report json=@/whole.json --report junit=@/whole.xml{more}");
        var made = stage.Made.Count();
        await using var again = new ManyStage().WriteUsers("u.csv", stage.Read("u.csv").Trim().Split('\n').Skip(1));
        for (var k = 1; k <= shards; k++)
            await again.RunAsync($"run @/make.yaml --data @/u.csv --shard {k}/{shards} --report json=@/{k}.json{more}");
        var names = string.Join(' ', Enumerable.Range(1, shards).Reverse().Select(k => $"@/{k}.json"));
        var merged = await again.TypeAsync($"merge {names} --report json=@/all.json --report junit=@/all.xml");

        Assert.Equal((whole.Code, ""), (merged.Code, merged.Error));
        Assert.Equal(made, again.Made.Count());
        Assert.Equal(Runs(stage.Json("whole.json")), Runs(again.Json("all.json")));
        Assert.Equal(Suites(stage.Read("whole.xml")), Suites(again.Read("all.xml")));
    }

    private static IEnumerable<string> Runs(JsonElement report) =>
        report
            .GetProperty("runs")
            .EnumerateArray()
            .Select(r =>
                $"{r.GetProperty("slot").GetProperty("index")} {r.GetProperty("slot").GetProperty("rowNumber")} {r.GetProperty("summary").GetProperty("outcome")}"
            );

    private static IEnumerable<string> Suites(string report) =>
        report.Split('\n').Where(l => l.Contains("<testsuite ", StringComparison.Ordinal)).Select(l => l.Split(" time=")[0]);
}
