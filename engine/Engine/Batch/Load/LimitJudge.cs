using System.Collections.Immutable;
using System.Globalization;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Batch.Load;

/// <summary>Holds limits against what was measured.</summary>
internal static class LimitJudge
{
    public static ImmutableArray<JudgedLimit> Judge(IEnumerable<Limit> limits, LoadFigures figures) =>
        [.. limits.Select(l => Judge(l.Measure, l.Bound, l.Unit, figures))];

    public static JudgedLimit Judge(LimitMeasure measure, double bound, LimitUnit unit, LoadFigures figures) =>
        new(measure, bound, unit, Measured(measure, unit, figures));

    /// <summary>A limit that was missed, in words.</summary>
    /// <param name="judged">What was measured.</param>
    /// <param name="span">Where it is written.</param>
    /// <param name="figures">Of the same runs.</param>
    public static Diagnostic Missed(JudgedLimit judged, SourceSpan span, LoadFigures figures)
    {
        var (name, bound) = (LoadWords.NameOf(judged), LoadWords.Bound(judged));
        return judged.Measured is not null
            ? new Diagnostic(
                DiagnosticCodes.LimitMissed,
                span,
                $"{name} was {LoadWords.Measured(judged)}, the limit is {bound}",
                Reason(judged.Measure, figures),
                Fix(judged.Measure)
            )
            : new Diagnostic(
                DiagnosticCodes.LimitMissed,
                span,
                $"{name} was not measured, the limit is {bound}",
                "no run ended that counts",
                "let it run longer, with a shorter warm-up"
            );
    }

    private static double? Measured(LimitMeasure measure, LimitUnit unit, LoadFigures figures)
    {
        var times = figures.Latency;
        return measure switch
        {
            LimitMeasure.Dropped when unit == LimitUnit.Count => figures.Dropped,
            LimitMeasure.Dropped => figures.Intended == 0 ? null : (double)figures.Dropped / figures.Intended,
            _ when figures.Ended == 0 => null,
            LimitMeasure.Failures => (double)figures.Failed / figures.Ended,
            LimitMeasure.Rate => figures.Rate,
            LimitMeasure.P50 => times.P50.TotalMilliseconds,
            LimitMeasure.P90 => times.P90.TotalMilliseconds,
            LimitMeasure.P95 => times.P95.TotalMilliseconds,
            LimitMeasure.P99 => times.P99.TotalMilliseconds,
            LimitMeasure.P999 => times.P999.TotalMilliseconds,
            LimitMeasure.Max => times.Max.TotalMilliseconds,
            _ => times.Mean.TotalMilliseconds,
        };
    }

    private static string Reason(LimitMeasure measure, LoadFigures figures) =>
        measure switch
        {
            LimitMeasure.Failures => string.Create(
                CultureInfo.InvariantCulture,
                $"{figures.Failed:N0} of {LoadWords.Runs(figures.Ended)} went wrong"
            ),
            LimitMeasure.Dropped => string.Create(
                CultureInfo.InvariantCulture,
                $"{figures.Dropped:N0} of {figures.Intended:N0} starts found no room: so many runs were under way already"
            ),
            _ => $"measured over {LoadWords.Runs(figures.Ended)}",
        };

    private static string Fix(LimitMeasure measure) =>
        measure switch
        {
            LimitMeasure.Failures => "see the errors by step",
            LimitMeasure.Rate => "see which step takes the time, or ask for more runs at a time",
            LimitMeasure.Dropped => "see which step takes the time, or allow that more runs are under way",
            _ => "see which step takes the time",
        };
}
