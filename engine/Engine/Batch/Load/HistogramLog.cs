using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting;

namespace PingOneScenarios.Engine.Batch.Load;

/// <summary>
/// The times of a load as a log of histograms, version 1.3, which HistogramLogReader and the public plotters read: a line a second for the
/// runs, without a tag, and one for each step that was run in it, tagged with its title. In nanoseconds. Recorded by several threads; its
/// file is opened, and closed, as that of a report.
/// </summary>
/// <param name="clock">Tells the time.</param>
internal sealed class HistogramLog(TimeProvider clock) : IRunReport
{
    private readonly long begun = clock.GetTimestamp();
    private readonly DateTimeOffset at = clock.GetUtcNow();
    private readonly LatencyRecord runs = new();
    private readonly ConcurrentDictionary<StepKey, (string Tag, LatencyRecord Times)> steps = new();
    private TextWriter? text;
    private IOException? failure;
    private TimeSpan since;

    /// <inheritdoc/>
    public bool FollowsSteps => false;

    /// <summary>A run ended.</summary>
    public void Add(TimeSpan latency) => runs.Add(latency);

    /// <summary>A step ended; one beyond <see cref="StepTallies.Most"/> is not logged.</summary>
    public void Add(StepFinished step)
    {
        if (step.Outcome is Outcome.Skipped or Outcome.Cancelled)
            return;
        var key = StepKey.Of(step.Step);
        if (!steps.TryGetValue(key, out var logged))
        {
            if (steps.Count >= StepTallies.Most)
                return;
            logged = steps.GetOrAdd(key, _ => (TagOf(step.Step.Title), new LatencyRecord()));
        }
        logged.Times.Add(step.Duration);
    }

    /// <summary>As a report that is written to a file.</summary>
    public Reporter AsReport() => new("hlog", "times of a load as a log of histograms, for their plotters", Open) { IsStreamed = true };

    /// <summary>What was recorded since it was written last; to be called once a second by one caller. That it cannot be written is told at the end.</summary>
    public void WriteInterval()
    {
        if (text is null || failure is not null)
            return;
        try
        {
            WriteUntil(text, clock.GetElapsedTime(begun));
        }
        catch (IOException e)
        {
            failure = e;
        }
    }

    /// <inheritdoc/>
    public void Observe(RunEvent happened) { }

    /// <inheritdoc/>
    public void Complete()
    {
        WriteInterval();
        if (failure is not null)
            throw failure;
    }

    private HistogramLog Open(ReportSink sink)
    {
        text = sink.Text;
        var seconds = at.ToUnixTimeMilliseconds() / 1000.0;
        text.Write("#[Histogram log format version 1.3]\n");
        text.Write(
            string.Create(
                CultureInfo.InvariantCulture,
                $"#[StartTime: {seconds:0.000} (seconds since epoch), {at.UtcDateTime:yyyy-MM-ddTHH:mm:ss}Z]\n"
            )
        );
        text.Write("\"StartTimestamp\",\"Interval_Length\",\"Interval_Max\",\"Interval_Compressed_Histogram\"\n");
        return this;
    }

    private void WriteUntil(TextWriter output, TimeSpan until)
    {
        Write(output, "", runs, until);
        foreach (var (tag, times) in steps.Values.OrderBy(s => s.Tag, StringComparer.Ordinal))
            Write(output, $"Tag={tag},", times, until);
        since = until;
        output.Flush();
    }

    // A reader takes a comma, a space or a line break for the end of a tag.
    private static string TagOf(string title)
    {
        var tag = new StringBuilder(title.Length);
        foreach (var letter in title)
            tag.Append(letter == ',' || char.IsWhiteSpace(letter) || char.IsControl(letter) ? '_' : letter);
        return tag.Length == 0 ? "_" : tag.ToString();
    }

    private void Write(TextWriter output, string tag, LatencyRecord times, TimeSpan until)
    {
        if (times.Take() is not { } taken)
            return;
        // The largest value stands there in milliseconds, as in every log in nanoseconds.
        output.Write(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{tag}{since.TotalSeconds:0.000},{(until - since).TotalSeconds:0.000},{taken.Max.TotalMilliseconds:0.000},{taken.Code}\n"
            )
        );
    }
}
