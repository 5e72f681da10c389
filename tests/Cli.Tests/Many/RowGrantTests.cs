namespace PingOneScenarios.Cli.Tests.Many;

/// <summary>A row whose address nobody granted is refused before its first request, and says which one it is; the others run.</summary>
public sealed class RowGrantTests : IAsyncDisposable
{
    private const string Elsewhere = "http://203.0.113.9";

    // A secret would need to be granted too.
    private readonly ManyStage stage = new ManyStage().Write(
        "make.yaml",
        ManyStage.Making.Replace("headers: { X-Pin: <<pin>> }", "", StringComparison.Ordinal)
    );

    public ValueTask DisposeAsync() => stage.DisposeAsync();

    [Theory]
    [InlineData(2, "")]
    [InlineData(1, "")]
    [InlineData(3, " --parallel 3")]
    [InlineData(2, " --repeat 2")]
    [InlineData(2, " --row-name user")]
    public async Task A_row_that_leads_elsewhere_is_refused_and_named(int refused, string more)
    {
        var rows = Enumerable.Range(1, 3).Select(n => $"user{n},{(n == refused ? Elsewhere : stage.Server.Address)}\n");
        stage.Write("u.csv", "user,api\n" + string.Concat(rows));
        var kinds = string.Concat(Kinds.Select(k => $" --report {k}=@/r.{k}"));

        var run = await stage.TypeAsync(
            $"run @/make.yaml --data @/u.csv --allow-origin {stage.Server.Address} --output @/rows.csv{kinds}{more}"
        );

        var times = more.Contains("repeat", StringComparison.Ordinal) ? 2 : 1;
        Assert.Equal(ExitCode.Refused, run.Code);
        Assert.Equal(2 * times, stage.Made.Count());
        Assert.DoesNotContain($"user{refused}", stage.Made);
        Assert.Contains($"make.yaml, row {refused}", run.Output, StringComparison.Ordinal);
        Assert.Contains(Elsewhere, run.Printed, StringComparison.Ordinal);
        Assert.Contains($"{2 * times} of {3 * times}", run.Output, StringComparison.Ordinal);

        var named = more.Contains("row-name", StringComparison.Ordinal) ? $"user{refused}" : $"row {refused}";
        var notStarted = stage.Json("r.json").GetProperty("notStarted").EnumerateArray().ToList();
        Assert.Equal(times, notStarted.Count);
        Assert.All(notStarted, n => Assert.Equal(refused, n.GetProperty("slot").GetProperty("rowNumber").GetInt32()));
        Assert.Equal(2 * times, stage.Json("r.json").GetProperty("runs").GetArrayLength());
        Assert.Contains($"make.yaml [{named}]\" tests=\"1\"", stage.Read("r.junit"), StringComparison.Ordinal);
        Assert.Contains($"<property name=\"rowNumber\" value=\"{refused}\"/>", stage.Read("r.junit"), StringComparison.Ordinal);
        Assert.Contains(named, stage.Read("r.markdown"), StringComparison.Ordinal);
        foreach (var kind in new[] { "tap", "curl", "html" })
            Assert.Contains($"[{named}]", stage.Read($"r.{kind}"), StringComparison.Ordinal);
        Assert.Contains($"\n{refused},", stage.Read("rows.csv"), StringComparison.Ordinal);
        Assert.Equal(2 * times, stage.Read("rows.csv").Split(",passed,").Length - 1);
    }

    [Fact]
    public async Task Only_that_row_is_run_again_once_it_is_granted()
    {
        stage.Write(
            "u.csv",
            $"user,api\nada,{stage.Server.Address}\nzoe,{stage.Server.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)}\n"
        );
        var line = $"run @/make.yaml --data @/u.csv --allow-origin {stage.Server.Address}";
        var run = await stage.TypeAsync($"{line} --report json=@/r.json");
        Assert.Equal((ExitCode.Refused, "ada"), (run.Code, string.Join(' ', stage.Made)));
        var also = stage.Server.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        run = await stage.TypeAsync($"{line} --allow-origin {also} --last-failed=@/r.json");
        Assert.Equal((ExitCode.Passed, "ada zoe"), (run.Code, string.Join(' ', stage.Made)));
    }

    [Fact]
    public async Task Merged_it_is_still_named()
    {
        stage.Write("u.csv", $"user,api\nada,{stage.Server.Address}\nzoe,{Elsewhere}\n");
        for (var k = 1; k <= 2; k++)
            await stage.TypeAsync(
                $"run @/make.yaml --data @/u.csv --allow-origin {stage.Server.Address} --shard {k}/2 --report json=@/{k}.json"
            );
        var merged = await stage.TypeAsync("merge @/1.json @/2.json --report json=@/all.json --report junit=@/all.xml");
        Assert.Equal(ExitCode.Refused, merged.Code);
        Assert.Contains("make.yaml, row 2", merged.Output, StringComparison.Ordinal);
        var slot = Assert.Single(stage.Json("all.json").GetProperty("notStarted").EnumerateArray()).GetProperty("slot");
        Assert.Equal((2, "2/2"), (slot.GetProperty("rowNumber").GetInt32(), slot.GetProperty("shard").GetString()));
        Assert.Contains("make.yaml [row 2]", stage.Read("all.xml"), StringComparison.Ordinal);
    }

    private static readonly string[] Kinds = ["json", "junit", "tap", "markdown", "curl", "html", "events", "har"];
}
