using System.Globalization;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Reporting;

/// <summary>What is said of a load, the same in the terminal and in reports.</summary>
internal static class LoadWords
{
    /// <summary>What is asked for: <c>50 runs a second for 2 min, at most 1,000 under way</c>.</summary>
    public static string Asked(LoadPlan plan)
    {
        var goal =
            plan.Model == LoadModel.Open
                ? $"{Number(plan.To)} runs a second"
                : $"{Number(plan.To)} {(plan.To == 1 ? "run" : "runs")} at a time";
        var ramp = plan.Ramp > TimeSpan.Zero ? $", from {Number(plan.From)} within {DurationText.Exact(plan.Ramp)}" : "";
        var most = plan.MostRunning is { } running ? $", at most {Number(running)} under way" : "";
        var warm = plan.WarmUp > TimeSpan.Zero ? $", the first {DurationText.Exact(plan.WarmUp)} not judged" : "";
        return $"{goal}{ramp} for {DurationText.Exact(plan.Duration)}{most}{warm}";
    }

    /// <summary>What it came to: <c>5,940 runs in 121.2 s, 49/s: 12 failed (0.2 %), 60 dropped</c>.</summary>
    public static string Counts(LoadSummary load) =>
        $"{Runs(load.All.Ended)} in {DurationText.Running(load.Elapsed)}, {LimitText.Show(load.All.Rate, LimitUnit.PerSecond)}: "
        + $"{Number(load.All.Failed)} failed{Share(load.All.Failed, load.All.Ended)}, {Number(load.All.Dropped)} dropped";

    /// <summary>How many starts found no room; null when all did.</summary>
    public static string? Dropped(LoadSummary load) =>
        load.All.Dropped == 0
            ? null
            : $"{Number(load.All.Dropped)} of {Number(load.All.Intended)} starts found no room{Share(load.All.Dropped, load.All.Intended)}: "
                + $"{Number(load.Plan.MostRunning ?? load.Plan.To)} runs were under way";

    /// <summary>What a limit is: <c>at most 300 ms</c>.</summary>
    public static string Bound(JudgedLimit limit) => $"at {(limit.Measure == LimitMeasure.Rate ? "least" : "most")} {Text(limit)}";

    /// <summary>What was measured; never so round that a figure beyond its bound looks like the bound.</summary>
    public static string Measured(JudgedLimit limit)
    {
        if (limit.Measured is not { } figure)
            return "no run";
        var text = LimitText.Show(figure, limit.Unit);
        if (!limit.IsMissed || text != LimitText.Show(limit.Bound, limit.Unit))
            return text;
        return limit.Unit switch
        {
            LimitUnit.Share => string.Create(CultureInfo.InvariantCulture, $"{figure * 100:0.#######} %"),
            LimitUnit.Milliseconds => string.Create(CultureInfo.InvariantCulture, $"{figure:0.####} ms"),
            LimitUnit.PerSecond => string.Create(CultureInfo.InvariantCulture, $"{figure:0.######}/s"),
            _ => text,
        };
    }

    private static string Text(JudgedLimit limit) =>
        limit.Unit == LimitUnit.Milliseconds
            ? DurationText.Exact(TimeSpan.FromMilliseconds(limit.Bound))
            : LimitText.Show(limit.Bound, limit.Unit);

    public static string NameOf(JudgedLimit limit) => LimitTable.Of(limit.Measure).Name;

    public static string Time(TimeSpan time) => LimitText.ShowTime(time.TotalMilliseconds);

    public static string Runs(long count) => $"{Number(count)} {(count == 1 ? "run" : "runs")}";

    public static string Number(double number) => string.Create(CultureInfo.InvariantCulture, $"{number:#,0.##}");

    /// <summary>The code, the step and the problem of an error.</summary>
    public static string Of(LoadError error) =>
        $"{error.Problem.Code.Id} {(error.Step is { } step ? $"{step.Title.Text}: " : "")}{error.Problem.What}";

    /// <summary><c> (0.2 %)</c>; empty for nothing.</summary>
    private static string Share(long part, long whole) =>
        part == 0 || whole == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({(double)part / whole * 100:0.##} %)");
}
