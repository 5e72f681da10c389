using System.Diagnostics;

namespace PingOneScenarios.Engine.Execution.Tracing;

/// <summary>A span that has begun. It never becomes <see cref="Activity.Current"/>: its parent is named, and what else runs in the process is none of its children.</summary>
internal sealed class OpenSpan
{
    private static readonly ActivitySource Source = new(TraceSettings.SourceName, TraceSettings.Version);

    private readonly TimeProvider clock;
    private readonly long start;
    private readonly Activity? activity;
    private TimeSpan? lasted;

    public OpenSpan(string kindOfWork, ActivityKind kind, ActivityContext parent, TimeProvider clock)
    {
        this.clock = clock;
        start = clock.GetTimestamp();
        var ambient = Activity.Current;
        activity = Source.StartActivity(kindOfWork, kind, parent, startTime: clock.GetUtcNow());
        Activity.Current = ambient;
        Context = activity?.Context ?? parent;
    }

    /// <summary>What children belong to; of the parent when nobody listens, or the sampler left this one out.</summary>
    public ActivityContext Context { get; }

    /// <summary>Null when nothing of it is exported.</summary>
    public Activity? Exported => activity is { IsAllDataRequested: true } ? activity : null;

    /// <summary>The work has ended; what is told of it may still change.</summary>
    public TimeSpan Close() => lasted ??= clock.GetElapsedTime(start);

    /// <summary>Hands it over to whoever listens.</summary>
    public void Tell()
    {
        if (activity is null)
            return;
        var ambient = Activity.Current;
        activity.SetEndTime(activity.StartTimeUtc + Close());
        activity.Stop();
        Activity.Current = ambient;
    }
}
