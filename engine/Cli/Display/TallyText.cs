using System.Globalization;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Cli.Display;

/// <summary>Several scenarios in words: while they run, and what they came to.</summary>
internal static class TallyText
{
    private const int WidestBar = 40;
    private const int NarrowestBar = 6;

    /// <summary>A bar, counts, rate and estimated end in one line; what has no room is left out from its end.</summary>
    public static StyledLine Progress(Tally tally, StyledLine line)
    {
        var counts = $" {Number(tally.Ended)}/{Number(tally.Total)} {tally.Noun}";
        var wrong = tally.Wrong > 0 ? $"  {Number(tally.Wrong)} failed" : "";
        var rate = tally.Ended > 0 ? $"  {Rate(tally.Rate)}" : "";
        var left = tally.Left is { } span ? $"  about {DurationText.About(span)} left" : "";
        var words = line.Measure(counts + wrong + rate + left);
        AddBar(line, tally, Math.Clamp(line.Room - words - 3, NarrowestBar, WidestBar));
        line.Add(counts).Add(wrong, Styles.Bad);
        foreach (var part in new[] { rate, left }.Where(p => line.Measure(p) <= line.Room))
            line.Add(part, Styles.Dim);
        return line;
    }

    /// <summary>The same in plain words.</summary>
    public static string Progress(Tally tally) =>
        $"{Number(tally.Ended)} of {Number(tally.Total)} {tally.Noun}, {Number(tally.Wrong)} failed, {Rate(tally.Rate)}"
        + (tally.Left is { } span ? $", about {DurationText.About(span)} left" : "");

    /// <summary>The gravest outcome; not passed either when some were not run.</summary>
    public static Outcome OutcomeOf(Tally tally) =>
        tally.Wrong > 0 ? tally.Gravest
        : tally.Ended < tally.Total ? Outcome.Cancelled
        : Outcome.Passed;

    /// <summary>What all came to, in one line.</summary>
    public static string Sum(Tally tally)
    {
        (int Count, string Word)[] counts =
        [
            (tally.Count(Outcome.Failed), "failed"),
            (tally.Count(Outcome.Broken), "broken"),
            (tally.Count(Outcome.Cancelled), "cancelled"),
            (tally.Count(Outcome.Skipped), "skipped"),
            (tally.Count(Outcome.Unknown), "unknown"),
            (tally.Total - tally.Ended, "not run"),
        ];
        var others = string.Concat(counts.Where(c => c.Count > 0).Select(c => $", {Number(c.Count)} {c.Word}"));
        var passed = others.Length == 0 ? $"{Number(tally.Total)}" : $"{Number(tally.Count(Outcome.Passed))} of {Number(tally.Total)}";
        var flaky = tally.Flaky > 0 ? $", {Number(tally.Flaky)} flaky" : "";
        return $"{Mark.WordOf(OutcomeOf(tally))}: {passed} {tally.Noun}{(others.Length == 0 ? "" : $" passed{others}")}{flaky} in {DurationText.Show(tally.Elapsed)}";
    }

    /// <summary>Which ones did not pass, and where.</summary>
    public static IEnumerable<string> Wrong(Tally tally)
    {
        foreach (var scenario in tally.FirstWrong)
            yield return $"  {Mark.WordOf(scenario.Outcome), -9} {scenario.Where}";
        if (tally.Wrong > tally.FirstWrong.Count)
            yield return $"  and {Number(tally.Wrong - tally.FirstWrong.Count)} more";
    }

    public static IEnumerable<string> Slowest(Tally tally) =>
        tally.Slowest.Select((s, i) => $"  {(i == 0 ? "slowest" : ""), -9}{DurationText.Show(s.Duration), 8}  {s.Path}{s.Row}");

    private static void AddBar(StyledLine line, Tally tally, int width)
    {
        var done = (int)((long)width * Math.Min(tally.Ended, tally.Total) / tally.Total);
        line.Add(" ▕").Add(new string('█', done), tally.Wrong > 0 ? Styles.Bad : Styles.Good);
        line.Add(new string('░', width - done), Styles.Dim).Add("▏");
    }

    private static string Number(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Rate(double perSecond) =>
        perSecond >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{perSecond:0.0}/s")
            : string.Create(CultureInfo.InvariantCulture, $"{perSecond * 60:0.0}/min");
}
