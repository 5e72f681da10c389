using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Batch.Load;

/// <summary>
/// The times of a load as a log of histograms, version 1.3, which HistogramLogReader and the public plotters read: a line a second for the
/// runs, without a tag, and one for each step that was run in it, tagged with its title. In nanoseconds. For several threads.
/// </summary>
/// <param name="text">Takes the log; whoever opened it closes it.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class HistogramLog(TextWriter text, TimeProvider clock)
{
    private readonly long begun = clock.GetTimestamp();
    private readonly DateTimeOffset at = clock.GetUtcNow();
    private readonly LatencyRecord runs = new();
    private readonly ConcurrentDictionary<StepKey, (string Tag, LatencyRecord Times)> steps = new();
    private TimeSpan since;

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

    /// <summary>The lines that stand above all.</summary>
    /// <exception cref="IOException">It cannot be written, as with all of these.</exception>
    public void Begin()
    {
        var seconds = at.ToUnixTimeMilliseconds() / 1000.0;
        text.Write("#[Histogram log format version 1.3]\n");
        text.Write(
            string.Create(
                CultureInfo.InvariantCulture,
                $"#[StartTime: {seconds:0.000} (seconds since epoch), {at.UtcDateTime:yyyy-MM-ddTHH:mm:ss}Z]\n"
            )
        );
        text.Write("\"StartTimestamp\",\"Interval_Length\",\"Interval_Max\",\"Interval_Compressed_Histogram\"\n");
    }

    /// <summary>What was recorded since it was written last; to be called once a second by one caller, and at the end.</summary>
    public void WriteInterval()
    {
        var until = clock.GetElapsedTime(begun);
        Write("", runs, until);
        foreach (var (tag, times) in steps.Values.OrderBy(s => s.Tag, StringComparer.Ordinal))
            Write($"Tag={tag},", times, until);
        since = until;
        text.Flush();
    }

    // A reader takes a comma, a space or a line break for the end of a tag.
    private static string TagOf(string title)
    {
        var tag = new StringBuilder(title.Length);
        foreach (var letter in title)
            tag.Append(letter == ',' || char.IsWhiteSpace(letter) || char.IsControl(letter) ? '_' : letter);
        return tag.Length == 0 ? "_" : tag.ToString();
    }

    private void Write(string tag, LatencyRecord times, TimeSpan until)
    {
        if (times.Take() is not { } taken)
            return;
        // The largest value stands there in milliseconds, as in every log in nanoseconds.
        text.Write(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{tag}{since.TotalSeconds:0.000},{(until - since).TotalSeconds:0.000},{taken.Max.TotalMilliseconds:0.000},{taken.Code}\n"
            )
        );
    }
}
