using PingOneScenarios.Engine.Tests.Reporting;

namespace PingOneScenarios.Cli.Tests.Many;

/// <summary>Rows that run at the same time are told as if they had run one after the other, whichever ended first.</summary>
public sealed class ParallelSamenessTests
{
    private static readonly string[] Kinds = ["json", "html", "events", "junit", "tap", "har", "curl", "markdown"];

    [Theory]
    [InlineData("")]
    [InlineData(" --retries 1")]
    [InlineData(" --verbose")]
    public async Task Reports_are_the_same_but_for_times_and_ids(string more)
    {
        await using var one = Stage();
        await using var many = Stage();
        var random = new Random(7);
        many.Heard = _ =>
        {
            int pause;
            lock (random)
                pause = random.Next(12);
            Thread.Sleep(pause);
        };
        var first = await one.RunAsync($"{Line} --parallel 1{more}");
        var second = await many.RunAsync($"{Line} --parallel 8{more}");
        Assert.Equal(ExitCode.Failed, first.Code);
        Assert.Equal(first.Code, second.Code);
        Assert.NotEqual(one.Made, many.Made);
        foreach (var kind in Kinds)
            Sameness.Check(kind, Named(one, kind), Named(many, kind));
        Assert.Equal(Outcomes(one), Outcomes(many));
        Assert.Equal(one.Read("rows.failed.csv"), many.Read("rows.failed.csv"));
    }

    private static readonly string Line =
        "run @/make.yaml --data @/u.csv --output @/rows.csv" + string.Concat(Kinds.Select(k => $" --report {k}=@/r.{k}"));

    private static ManyStage Stage() =>
        new ManyStage().WriteUsers("u.csv", Enumerable.Range(1, 40).Select(n => n % 13 == 0 ? $"bad{n}" : n % 9 == 0 ? $"flaky{n}" : $"u{n}"));

    // Each stage has a folder of its own.
    private static string Named(ManyStage stage, string kind) => stage.Read($"r.{kind}").Replace(stage.Folder, "FOLDER", StringComparison.Ordinal);

    private static IEnumerable<string> Outcomes(ManyStage stage) =>
        stage.Read("rows.csv").Split('\n').Select(l => string.Join(',', l.Split(',').Where((_, i) => i != 3)));
}
