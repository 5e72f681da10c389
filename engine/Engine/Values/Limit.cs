using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Values;

/// <summary>What many runs must keep to.</summary>
/// <param name="Measure">What is limited.</param>
/// <param name="Bound">The most it may be, of <see cref="LimitMeasure.Rate"/> the least.</param>
/// <param name="Unit">What <paramref name="Bound"/> is in.</param>
/// <param name="Span">Where it is written.</param>
internal sealed record Limit(LimitMeasure Measure, double Bound, LimitUnit Unit, SourceSpan Span)
{
    /// <summary>The limits of a file, those of the command line in place of the same ones.</summary>
    public static ImmutableArray<Limit> Settle(ImmutableArray<Limit> ofFile, ImmutableArray<Limit> ofOperator) =>
        [.. ofFile.Concat(ofOperator).GroupBy(l => l.Measure).OrderBy(g => g.Key).Select(g => g.Last())];
}
