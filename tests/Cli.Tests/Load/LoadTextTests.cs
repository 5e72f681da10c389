using PingOneScenarios.Cli.Load;
using PingOneScenarios.Engine.Reporting;
using PingOneScenarios.Engine.Tests;
using PingOneScenarios.Engine.Tests.Reporting;

namespace PingOneScenarios.Cli.Tests.Load;

/// <summary>What a load looks like in the terminal.</summary>
public sealed class LoadTextTests
{
    [Fact]
    public void A_load_is_summed_up_in_80_columns()
    {
        using var nowhere = new StringWriter();
        var text = new LoadText(Terminal.Over(nowhere, nowhere, _ => null));
        var load = SampleLoad.Summary;
        var lines = text.Lines(load).Select(l => l.Text.TrimEnd()).Prepend($"Load: {LoadWords.Asked(load.Plan)}").ToList();
        Golden.Check("load/summary.txt", string.Join('\n', lines) + "\n");
        Assert.All(lines.Skip(1), l => Assert.True(l.Length <= 80, l));
    }

    [Fact]
    public void How_far_it_has_come_fits_a_line()
    {
        var now = new LoadProgress(TimeSpan.FromSeconds(65.4), TimeSpan.FromMinutes(2))
        {
            Rate = 49.6,
            Running = 12,
            Ended = 3180,
            Failed = 4,
            Dropped = 60,
            P95 = TimeSpan.FromMilliseconds(81.4),
        };
        Assert.Equal("1 min 5 s of 2 min  49.6/s  12 running  3,180 done  4 failed  60 dropped  p95 81.4 ms", LoadText.Progress(now));
    }
}
