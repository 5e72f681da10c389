using System.Globalization;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Cli.Display;

/// <summary>Several scenarios in words: while they run, and what they came to.</summary>
internal static class TallyText
{
    private const int SlowestShown = 3;
    private const int WidestBar = 40;
    private const int NarrowestBar = 6;

    /// <summary>A bar, counts, rate and estimated end in one line; what has no room is left out from its end.</summary>
    public static StyledLine Progress(Tally tally, StyledLine line)
    {
        var counts = $" {tally.Finished.Count}/{tally.Total} scenarios";
        var wrong = tally.Wrong > 0 ? $"  {tally.Wrong} failed" : "";
        var rate = tally.Finished.Count > 0 ? $"  {Rate(tally.Rate)}" : "";
        var left = tally.Left is { } span ? $"  about {DurationText.About(span)} left" : "";
        var words = line.Measure(counts + wrong + rate + left);
        AddBar(line, tally, Math.Clamp(line.Room - words - 3, NarrowestBar, WidestBar));
        line.Add(counts).Add(wrong, Styles.Bad);
        foreach (var part in new[] { rate, left }.Where(p => line.Measure(p) <= line.Room))
            line.Add(part, Styles.Dim);
        return line;
    }

    /// <summary>The gravest outcome; not passed either when some were not run.</summary>
    public static Outcome OutcomeOf(Tally tally) =>
        tally.Wrong > 0 ? tally.Finished.Max(s => s.Outcome)
        : tally.Finished.Count < tally.Total ? Outcome.Cancelled
        : Outcome.Passed;

    /// <summary>What all came to, in one line.</summary>
    public static string Sum(Tally tally)
    {
        (int Count, string Word)[] counts =
        [
            (Count(tally, Outcome.Failed), "failed"),
            (Count(tally, Outcome.Broken), "broken"),
            (Count(tally, Outcome.Cancelled), "cancelled"),
            (Count(tally, Outcome.Skipped), "skipped"),
            (Count(tally, Outcome.Unknown), "unknown"),
            (tally.Total - tally.Finished.Count, "not run"),
        ];
        var others = string.Concat(counts.Where(c => c.Count > 0).Select(c => $", {c.Count} {c.Word}"));
        var passed = others.Length == 0 ? $"{tally.Total}" : $"{Count(tally, Outcome.Passed)} of {tally.Total}";
        return $"{Mark.WordOf(OutcomeOf(tally))}: {passed} scenarios{(others.Length == 0 ? "" : $" passed{others}")} in {DurationText.Show(tally.Elapsed)}";
    }

    /// <summary>Which ones did not pass, and where.</summary>
    public static IEnumerable<string> Wrong(Tally tally) =>
        tally.Finished.Where(s => s.Where is not null).Select(s => $"  {Mark.WordOf(s.Outcome), -9} {s.Where}");

    public static IEnumerable<string> Slowest(Tally tally) =>
        tally
            .Finished.OrderByDescending(s => s.Duration)
            .Take(SlowestShown)
            .Select((s, i) => $"  {(i == 0 ? "slowest" : ""), -9}{DurationText.Show(s.Duration), 8}  {s.Path}");

    private static int Count(Tally tally, Outcome outcome) => tally.Finished.Count(s => s.Outcome == outcome);

    private static void AddBar(StyledLine line, Tally tally, int width)
    {
        var done = width * tally.Finished.Count / tally.Total;
        line.Add(" ▕").Add(new string('█', done), tally.Wrong > 0 ? Styles.Bad : Styles.Good);
        line.Add(new string('░', width - done), Styles.Dim).Add("▏");
    }

    private static string Rate(double perSecond) =>
        perSecond >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{perSecond:0.0}/s")
            : string.Create(CultureInfo.InvariantCulture, $"{perSecond * 60:0.0}/min");
}
