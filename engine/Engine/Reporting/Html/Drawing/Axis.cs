using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting.Html.Drawing;

/// <summary>What the timeline is measured along: the time the run ran, without that in which it had stopped.</summary>
/// <param name="Begin">Of the run.</param>
/// <param name="Whole">How long it ran.</param>
/// <param name="Gaps">When it had stopped, in their order and apart.</param>
internal sealed record Axis(DateTimeOffset Begin, TimeSpan Whole, ImmutableArray<Gap> Gaps)
{
    public static Axis Of(ReportedRun run, List<Lane> rows)
    {
        var begin = rows[0].Exchange.At < run.Started.At ? rows[0].Exchange.At : run.Started.At;
        var end = rows.Max(r => r.Exchange.At + r.Exchange.Duration + (r.Next?.Pause ?? TimeSpan.Zero));
        var axis = new Axis(begin, TimeSpan.Zero, GapsOf(run, begin));
        var whole = axis.Ran(end);
        return axis with { Whole = whole > TimeSpan.Zero ? whole : TimeSpan.FromMilliseconds(1) };
    }

    /// <summary>How long the run had run by then.</summary>
    public TimeSpan Ran(DateTimeOffset at)
    {
        var ran = at - Begin;
        foreach (var gap in Gaps)
        {
            if (at > gap.From)
                ran -= (at < gap.To ? at : gap.To) - gap.From;
        }
        return ran;
    }

    public double Place(DateTimeOffset at) => Share(Ran(at));

    public double Share(TimeSpan length) => length / Whole;

    // A clock that was set back makes none.
    private static ImmutableArray<Gap> GapsOf(ReportedRun run, DateTimeOffset begin)
    {
        var gaps = ImmutableArray.CreateBuilder<Gap>();
        foreach (var resumed in run.Resumptions.OrderBy(r => r.At))
        {
            var after = gaps.Count > 0 ? gaps[^1].To : begin;
            var from = resumed.StoppedAt > after ? resumed.StoppedAt : after;
            if (resumed.At > from)
                gaps.Add(new Gap(from, resumed.At, resumed));
        }
        return gaps.ToImmutable();
    }
}

/// <summary>A time in which the run had stopped.</summary>
/// <param name="From">When the last was heard of it.</param>
/// <param name="To">When it went on.</param>
/// <param name="Resumed">How.</param>
internal sealed record Gap(DateTimeOffset From, DateTimeOffset To, RunResumed Resumed);
