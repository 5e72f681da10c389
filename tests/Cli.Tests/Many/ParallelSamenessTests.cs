using System.Text.RegularExpressions;
using PingOneScenarios.Engine.Tests.Reporting;

namespace PingOneScenarios.Cli.Tests.Many;

/// <summary>Rows that run at the same time are told as if they had run one after the other, whichever ended first.</summary>
public sealed partial class ParallelSamenessTests
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
        Dawdle(many, 12);
        var first = await one.RunAsync($"{Line} --parallel 1{more}");
        var second = await many.RunAsync($"{Line} --parallel 8{more}");
        Assert.Equal(ExitCode.Failed, first.Code);
        Assert.Equal(first.Code, second.Code);
        Assert.NotEqual(one.Made, many.Made);
        Check(one, many);
        Assert.Equal(Outcomes(one), Outcomes(many));
        Assert.Equal(one.Read("rows.failed.csv"), many.Read("rows.failed.csv"));
    }

    [Fact]
    public async Task So_are_those_of_two_thousand_scenarios()
    {
        await using var one = Files();
        await using var many = Files();
        Dawdle(many, 4);
        var first = await one.RunAsync($"run @/s --quiet{Reports} --parallel 1");
        var second = await many.RunAsync($"run @/s --quiet{Reports} --parallel 16");
        Assert.Equal((ExitCode.Failed, ExitCode.Failed), (first.Code, second.Code));
        Assert.Equal(2000, many.Server.Requests.Count);
        Assert.NotEqual(one.Server.Requests.Select(r => r.Target), many.Server.Requests.Select(r => r.Target));
        Check(one, many);
    }

    private static readonly string Reports = string.Concat(Kinds.Select(k => $" --report {k}=@/r.{k}"));

    private static readonly string Line = "run @/make.yaml --data @/u.csv --output @/rows.csv" + Reports;

    private static ManyStage Files()
    {
        var stage = new ManyStage { Headers = Closing };
        for (var i = 0; i < 2000; i++)
            stage.Write(
                $"s/{i:0000}.yaml",
                $$"""
                scenario: Number {{i}}
                inputs:
                  api: { type: url }
                steps:
                  - step: Ask
                    request: GET <<api>>/{{i}}
                    expect: { status: {{(i % 97 == 5 ? 201 : 200)}} }

                """
            );
        return stage;
    }

    // Which requests find a connection is a matter of time.
    private static readonly string[] Closing = ["Connection: close"];

    private static void Dawdle(ManyStage stage, int most)
    {
        var random = new Random(7);
        stage.Heard = _ =>
        {
            int pause;
            lock (random)
                pause = random.Next(most);
            Thread.Sleep(pause);
        };
    }

    private static void Check(ManyStage one, ManyStage many)
    {
        foreach (var kind in Kinds)
            Sameness.Check(kind, Named(one, kind), Named(many, kind));
    }

    private static ManyStage Stage() =>
        new ManyStage { Headers = Closing }.WriteUsers(
            "u.csv",
            Enumerable
                .Range(1, 40)
                .Select(n =>
                    n % 13 == 0 ? $"bad{n}"
                    : n % 9 == 0 ? $"flaky{n}"
                    : $"u{n}"
                )
        );

    // Each stage has a folder of its own. How many rows a summary has room for follows the length of the times in them.
    private static string Named(ManyStage stage, string kind)
    {
        var text = stage.Read($"r.{kind}").Replace(Path.GetFileName(stage.Folder), "FOLDER", StringComparison.Ordinal);
        return kind == "markdown" ? Rest().Replace(LateRow().Replace(text, ""), "… and more") : text;
    }

    [GeneratedRegex(@"^\| .*Number 1\d{3}<br>.*\n", RegexOptions.Multiline)]
    private static partial Regex LateRow();

    [GeneratedRegex(@"… and [\d,]+ more")]
    private static partial Regex Rest();

    private static IEnumerable<string> Outcomes(ManyStage stage) =>
        stage.Read("rows.csv").Split('\n').Select(l => string.Join(',', l.Split(',').Where((_, i) => i != 3)));
}
