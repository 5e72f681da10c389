using System.Globalization;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting;

namespace PingOneScenarios.Engine.Tests.Reporting;

/// <summary>Reports of the same runs at another time are the same, times and ids aside, and those of other runs are not.</summary>
public sealed class SamenessTests
{
    public static TheoryData<string> Kinds => [.. ReporterTable.Rows.Select(r => r.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Another_time_is_no_difference(string kind)
    {
        RunEvent[] runs = [.. ManyRuns.Matrix, .. ManyRuns.Rows];
        Sameness.Check(kind, ReportText.Of(kind, runs), ReportText.Of(kind, Later(runs)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Another_order_is_one(string kind)
    {
        RunEvent[] one = [.. ManyRuns.Run("A", 0, "emulator", ("x", 1)), .. ManyRuns.Run("A", 1, "emulator", ("y", 2))];
        RunEvent[] other = [.. ManyRuns.Run("A", 1, "emulator", ("y", 2)), .. ManyRuns.Run("A", 0, "emulator", ("x", 1))];
        Assert.NotEqual(Sameness.Of(kind, ReportText.Of(kind, one)), Sameness.Of(kind, ReportText.Of(kind, other)));
    }

    // Everything takes longer, each thing by another measure.
    private static IEnumerable<RunEvent> Later(IEnumerable<RunEvent> runs)
    {
        var number = 0;
        foreach (var happened in runs)
        {
            var by = TimeSpan.FromMilliseconds(++number * 7.25);
            var later = happened switch
            {
                StepFinished step => step with { Duration = step.Duration + by },
                RequestSent sent => sent with { Exchange = Slower(sent.Exchange, by) },
                RunFinished run => run with { Summary = run.Summary with { Duration = run.Summary.Duration + by } },
                _ => happened,
            };
            var id = "f" + happened.RunId.Text[1..].Replace('0', 'e');
            yield return later with
            {
                At = happened.At.AddHours(5).AddMilliseconds(number),
                RunId = Masked.Text(id.ToString(CultureInfo.InvariantCulture)),
            };
        }
    }

    private static ExchangeRecord Slower(ExchangeRecord exchange, TimeSpan by) =>
        exchange with
        {
            At = exchange.At.AddHours(5),
            Duration = exchange.Duration + by,
            Phases = exchange.Phases with { Wait = exchange.Phases.Wait + by },
        };
}
