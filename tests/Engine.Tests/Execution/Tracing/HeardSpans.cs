using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using PingOneScenarios.Engine.Execution.Tracing;

namespace PingOneScenarios.Engine.Tests.Execution.Tracing;

/// <summary>The spans of one trace; of what other tests run it hears nothing, and does not let them be made.</summary>
internal sealed class HeardSpans : IDisposable
{
    private readonly ConcurrentQueue<Activity> spans = new();
    private readonly ActivityListener listener;

    public HeardSpans(bool isSampled = true, string? state = null)
    {
        var parent = new ActivityContext(
            ActivityTraceId.CreateRandom(),
            ActivitySpanId.CreateRandom(),
            isSampled ? ActivityTraceFlags.Recorded : ActivityTraceFlags.None,
            state,
            isRemote: true
        );
        Settings = new TraceSettings(parent, SendsContext: true);
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == TraceSettings.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                isSampled && options.Parent.TraceId == parent.TraceId
                    ? ActivitySamplingResult.AllDataAndRecorded
                    : ActivitySamplingResult.None,
            ActivityStopped = span =>
            {
                if (span.TraceId == parent.TraceId)
                    spans.Enqueue(span);
            },
        };
        ActivitySource.AddActivityListener(listener);
    }

    public TraceSettings Settings { get; }

    public string TraceId => Settings.Parent.TraceId.ToHexString();

    /// <summary>In the order they ended.</summary>
    public IReadOnlyList<Activity> All => [.. spans];

    /// <summary>Each below its parent, in the order they began.</summary>
    public string Tree => string.Join("\n", Below(Settings.Parent.SpanId, ""));

    public Activity Named(string name) => All.Single(s => s.DisplayName == name);

    /// <summary>The client spans.</summary>
    public IReadOnlyList<Activity> Requests => [.. All.Where(s => s.Kind == ActivityKind.Client)];

    public static string? Tag(Activity span, string name) => Convert.ToString(span.GetTagItem(name), CultureInfo.InvariantCulture);

    /// <summary>Every tag, in the order of their names.</summary>
    public static string Tags(Activity span) =>
        string.Join(
            "\n",
            span.TagObjects.OrderBy(t => t.Key, StringComparer.Ordinal)
                .Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Key}: {t.Value}"))
        );

    public void Dispose() => listener.Dispose();

    private IEnumerable<string> Below(ActivitySpanId parent, string indent) =>
        All.Where(s => s.ParentSpanId == parent)
            .OrderBy(s => s.StartTimeUtc)
            .SelectMany(s => Below(s.SpanId, indent + "  ").Prepend(indent + Line(s)));

    private static string Line(Activity span) => span.Status == ActivityStatusCode.Error ? $"{span.DisplayName} !" : span.DisplayName;
}
