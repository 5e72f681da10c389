using System.Diagnostics.Metrics;

namespace PingOneScenarios.Engine.Execution.Tracing;

/// <summary>The instruments runs are measured with.</summary>
internal static class RunMeter
{
    /// <summary>In seconds, as the semantic conventions of HTTP metrics advise.</summary>
    private static readonly double[] OfRequests = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

    /// <summary>In seconds.</summary>
    private static readonly double[] OfRuns = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 900];

    private static readonly Meter Meter = new(TraceSettings.SourceName, TraceSettings.Version);

    public static Histogram<double> RequestDuration { get; } =
        Seconds("http.client.request.duration", "Duration of HTTP client requests.", OfRequests);

    public static Histogram<double> StepDuration { get; } = Seconds("p1s.step.duration", "Duration of steps, all attempts.", OfRequests);

    public static Histogram<double> RunDuration { get; } = Seconds("p1s.run.duration", "Duration of runs, finally and undo too.", OfRuns);

    public static Counter<long> Steps { get; } = Meter.CreateCounter<long>("p1s.steps", "{step}", "Steps that ended, by outcome.");

    public static Counter<long> Runs { get; } = Meter.CreateCounter<long>("p1s.runs", "{run}", "Runs that ended, by outcome.");

    private static Histogram<double> Seconds(string name, string description, double[] boundaries) =>
        Meter.CreateHistogram(name, "s", description, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = boundaries });
}
