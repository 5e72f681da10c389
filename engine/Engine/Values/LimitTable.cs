using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Values;

/// <summary>A limit that can be written.</summary>
/// <param name="Measure">What is limited.</param>
/// <param name="Name">As it is written.</param>
/// <param name="Meaning">A sentence for people.</param>
/// <param name="Example">A value that can be read.</param>
internal sealed record LimitRow(LimitMeasure Measure, string Name, string Meaning, string Example)
{
    /// <summary>Whether it is a length of time.</summary>
    public bool IsTime => Measure <= LimitMeasure.Mean;
}

/// <summary>The limits that can be written, in a file and on the command line.</summary>
internal static class LimitTable
{
    public static ImmutableArray<LimitRow> Rows { get; } =
    [
        new(LimitMeasure.P50, "p50", "The longest that half of the runs may take.", "100ms"),
        new(LimitMeasure.P90, "p90", "The longest that 90 % of the runs may take.", "200ms"),
        new(LimitMeasure.P95, "p95", "The longest that 95 % of the runs may take.", "300ms"),
        new(LimitMeasure.P99, "p99", "The longest that 99 % of the runs may take.", "800ms"),
        new(LimitMeasure.P999, "p99.9", "The longest that 99.9 % of the runs may take.", "2s"),
        new(LimitMeasure.Max, "max", "The longest that any run may take.", "5s"),
        new(LimitMeasure.Mean, "mean", "The longest that the runs may take on average.", "150ms"),
        new(LimitMeasure.Failures, "failures", "The most of the runs that may go wrong.", "1%"),
        new(LimitMeasure.Rate, "rate", "The least number of runs that end in a second.", "50/s"),
        new(LimitMeasure.Dropped, "dropped", "The most starts of a load that may find no room, as a share of them or as a number.", "0.1%"),
    ];

    public static LimitRow Of(LimitMeasure measure) => Rows.First(r => r.Measure == measure);

    /// <summary>Null when there is no such limit.</summary>
    public static LimitRow? Find(string name) => Rows.FirstOrDefault(r => r.Name == name);
}
