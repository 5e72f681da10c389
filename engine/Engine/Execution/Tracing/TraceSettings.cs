using System.Diagnostics;

namespace PingOneScenarios.Engine.Execution.Tracing;

/// <summary>That a run is to be told as spans and metrics of <c>System.Diagnostics</c>, to whoever listens to <see cref="SourceName"/>.</summary>
/// <param name="Parent">The span the run belongs to; the default for none.</param>
/// <param name="SendsContext">Whether requests carry where they belong as <c>traceparent</c> (W3C Trace Context).</param>
public sealed record TraceSettings(ActivityContext Parent, bool SendsContext)
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string SourceName = "PingOneScenarios";

    internal static string Version { get; } = typeof(TraceSettings).Assembly.GetName().Version!.ToString(3);
}
