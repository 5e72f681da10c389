using System.CommandLine;
using PingOneScenarios.Cli.Load;
using PingOneScenarios.Engine.Reporting;
using PingOneScenarios.Engine.Tests;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Cli.Tests.Load;

/// <summary>What is said of a load on the command line, and what is wrong with it.</summary>
public sealed class LoadOptionsTests
{
    [Theory]
    [MemberData(nameof(CaseTable.Read), "load-options.txt", MemberType = typeof(CaseTable))]
    public void A_load_is_understood_or_refused(int line, string[] parts)
    {
        _ = line;
        var (command, parallel) = (new Command("run"), new Option<int?>("--parallel"));
        command.Add(parallel);
        var options = new LoadOptions(parallel);
        options.AddTo(command);
        var parsed = command.Parse(parts[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var understood =
            parsed.Errors.Count > 0 ? string.Join(" | ", parsed.Errors.Select(e => e.Message))
            : options.Of(parsed) is { } wish ? LoadWords.Asked(wish.Plan)
            : "no load";
        Assert.Equal(parts[1], understood);
    }

    [Theory]
    [MemberData(nameof(CaseTable.Read), "limit-options.txt", MemberType = typeof(CaseTable))]
    public void A_limit_is_understood_or_refused(int line, string[] parts)
    {
        _ = line;
        var command = new Command("run");
        var options = new LimitOptions(new CommandLine(["run", "--limit", parts[0]]));
        options.AddTo(command);
        var parsed = command.Parse(["--limit", parts[0]]);
        var understood =
            parsed.Errors.Count > 0
                ? string.Join(" | ", parsed.Errors.Select(e => e.Message))
                : string.Join(" | ", options.Of(parsed).Select(l => $"{l.Measure} {LimitText.Show(l.Bound, l.Unit)}"));
        Assert.Equal(parts[1], understood);
    }

    [Fact]
    public void The_last_limit_of_a_name_counts_and_takes_the_place_of_that_of_the_file()
    {
        var command = new Command("run");
        var options = new LimitOptions(new CommandLine(["run", "--limit", "p95=1s", "--limit", "p95=2s"]));
        options.AddTo(command);
        var given = options.Of(command.Parse(["--limit", "p95=1s", "--limit", "p95=2s"]));
        Assert.Equal(2000, Assert.Single(given).Bound);
        var settled = Limit.Settle(SampleFile, given);
        Assert.Equal([(LimitMeasure.P95, 2000d), (LimitMeasure.Failures, 0.01)], settled.Select(l => (l.Measure, l.Bound)));
    }

    private static System.Collections.Immutable.ImmutableArray<Limit> SampleFile =>
        [
            .. new[] { ("failures", "1%"), ("p95", "300ms") }.Select(l =>
                LimitText.Read(LimitTable.Find(l.Item1)!, l.Item2, new Engine.Diagnostics.SourceText("a.yaml", "a").Beginning).Limit!
            ),
        ];
}
