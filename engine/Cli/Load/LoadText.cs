using System.Globalization;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting;
using PingOneScenarios.Engine.Values;
using Spectre.Console;

namespace PingOneScenarios.Cli.Load;

/// <summary>A load as lines for the terminal, 80 columns wide or as wide as it is.</summary>
internal sealed class LoadText(Terminal terminal)
{
    private const int Number = 9;
    private const int MostErrors = 10;
    private const int MostSteps = 50;

    public IEnumerable<(string Text, Style Style)> Lines(LoadSummary load)
    {
        yield return ("", Styles.Plain);
        yield return (LoadWords.Counts(load), load.All.Failed > 0 ? Styles.Bad : Styles.Bold);
        if (load.IsCut)
            yield return ("  ended before its time; what follows is of the runs until then", Styles.Doubtful);
        if (LoadWords.Dropped(load) is { } dropped)
            yield return ($"  {dropped}", Styles.Doubtful);
        yield return ("", Styles.Plain);
        foreach (var line in Times(load).Concat(Steps(load)).Concat(Errors(load)))
            yield return line;
        if (!load.Limits.IsEmpty)
            yield return ("", Styles.Plain);
        foreach (var line in Limits(load.Limits))
            yield return line;
    }

    /// <summary>A line for each limit, and one above them.</summary>
    public static IEnumerable<(string Text, Style Style)> Limits(IReadOnlyCollection<JudgedLimit> limits)
    {
        if (limits.Count == 0)
            yield break;
        yield return ("  limits", Styles.Dim);
        foreach (var limit in limits)
            yield return (
                $"  {(limit.IsMissed ? "✗ missed" : "✓ ok    ")}  {LoadWords.NameOf(limit), -9}{LoadWords.Measured(limit), 12}  {LoadWords.Bound(limit)}",
                limit.IsMissed ? Styles.Bad : Styles.Good
            );
    }

    /// <summary>How far a load has come, in one line.</summary>
    public static string Progress(LoadProgress now) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{DurationText.Long(Whole(now.Elapsed))} of {DurationText.Long(now.Duration)}  {now.Rate:0.0}/s  {now.Running:N0} running  {now.Ended:N0} done  {now.Failed:N0} failed  {now.Dropped:N0} dropped  p95 {(now.Ended == 0 ? "–" : LimitText.ShowTime(now.P95.TotalMilliseconds))}"
        );

    private static TimeSpan Whole(TimeSpan time) => TimeSpan.FromSeconds(Math.Floor(time.TotalSeconds));

    private IEnumerable<(string, Style)> Times(LoadSummary load)
    {
        yield return (Row("", ["p50", "p90", "p95", "p99", "p99.9", "max"]), Styles.Dim);
        if (load.Plan.Model == LoadModel.Open)
            yield return (Row("from the intended start", All(load.All.Latency)), Styles.Plain);
        yield return (Row(load.Plan.Model == LoadModel.Open ? "from the actual start" : "runs", All(load.Service)), Styles.Plain);
        if (load.All.Latency.Beyond > 0)
            yield return ($"  {LoadWords.Number(load.All.Latency.Beyond)} took longer than 10 min, and count as 10 min", Styles.Doubtful);
    }

    private IEnumerable<(string, Style)> Steps(LoadSummary load)
    {
        if (load.Steps.IsEmpty)
            yield break;
        yield return ("", Styles.Plain);
        yield return (Row("step", ["times", "failed", "p50", "p95", "p99", "max"]), Styles.Dim);
        foreach (var step in load.Steps.Take(MostSteps))
            yield return (
                Row(
                    new string(' ', Math.Min(step.Place.Depth, 5) * 2) + step.Place.Title,
                    [
                        LoadWords.Number(step.Time.Count),
                        LoadWords.Number(step.Failed),
                        LoadWords.Time(step.Time.P50),
                        LoadWords.Time(step.Time.P95),
                        LoadWords.Time(step.Time.P99),
                        LoadWords.Time(step.Time.Max),
                    ]
                ),
                step.Failed > 0 ? Styles.Bad : Styles.Plain
            );
        if (load.Steps.Length > MostSteps)
            yield return ($"  and {load.Steps.Length - MostSteps} more, which reports list", Styles.Dim);
    }

    private IEnumerable<(string, Style)> Errors(LoadSummary load)
    {
        if (load.Errors.IsEmpty)
            yield break;
        yield return ("", Styles.Plain);
        yield return ("  went wrong", Styles.Dim);
        foreach (var error in load.Errors.Take(MostErrors))
        {
            yield return (
                $"  {LoadWords.Number(error.Count), 8}  {CellText.Cut(SafeText.Line(LoadWords.Of(error)), Width - 12)}",
                Styles.Bad
            );
        }
        var rest = load.Errors.Skip(MostErrors).Sum(e => e.Count) + load.OtherErrors;
        if (rest > 0)
            yield return ($"  {LoadWords.Number(rest), 8}  in other ways", Styles.Bad);
    }

    private int Width => Math.Clamp(terminal.IsLive ? terminal.Width : 80, 60, 110);

    private string Row(string name, ReadOnlySpan<string> cells)
    {
        var line = "  " + CellText.Column(SafeText.Line(name), Width - 3 - cells.Length * Number);
        foreach (var cell in cells)
            line += cell.PadLeft(Number);
        return line;
    }

    private static string[] All(LatencyFigures times) =>
        [
            LoadWords.Time(times.P50),
            LoadWords.Time(times.P90),
            LoadWords.Time(times.P95),
            LoadWords.Time(times.P99),
            LoadWords.Time(times.P999),
            LoadWords.Time(times.Max),
        ];
}

/// <summary>How far a load has come.</summary>
/// <param name="Elapsed">Since its begin.</param>
/// <param name="Duration">How long runs are started.</param>
internal sealed record LoadProgress(TimeSpan Elapsed, TimeSpan Duration)
{
    /// <summary>How many runs ended in the last second.</summary>
    public required double Rate { get; init; }

    public required int Running { get; init; }

    public required long Ended { get; init; }

    public required long Failed { get; init; }

    public required long Dropped { get; init; }

    /// <summary>Of all runs so far.</summary>
    public required TimeSpan P95 { get; init; }
}
