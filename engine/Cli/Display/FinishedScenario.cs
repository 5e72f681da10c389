using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Cli.Display;

/// <summary>A scenario that ended, one of several.</summary>
/// <param name="Title">Of the scenario.</param>
/// <param name="Path">Of its file, as the user knows it.</param>
/// <param name="Outcome">Of the whole.</param>
/// <param name="Duration">Of the whole.</param>
internal sealed record FinishedScenario(string Title, string Path, Outcome Outcome, TimeSpan Duration)
{
    /// <summary>How many steps passed, of how many when not all did.</summary>
    public required string Steps { get; init; }

    /// <summary>Where it went wrong: its file, with line and column where that is known, and the step; null when it passed.</summary>
    public string? Where { get; init; }

    /// <summary>Whether it passed only when it was begun anew.</summary>
    public bool IsFlaky { get; init; }

    /// <summary>Which row it was run with, and which of several environments against, to stand behind its path; empty without any.</summary>
    public string Row { get; init; } = "";

    /// <summary>One that could not begin.</summary>
    public static FinishedScenario Of(RunNotStarted notStarted) =>
        new(notStarted.Path, notStarted.Path, Outcome.Broken, TimeSpan.Zero)
        {
            Steps = "not begun",
            Row = RowText.Of(notStarted.Slot),
            Where =
                notStarted.Path
                + RowText.Of(notStarted.Slot)
                + (notStarted.Problems.FirstOrDefault() is { } problem ? $" ({problem.Span})" : ""),
        };

    public static FinishedScenario Of(RunStarted started, RunSummary summary, StepFinished? firstWrong) =>
        new(started.Title, started.Path, summary.Outcome, summary.Duration)
        {
            Steps = StepsOf(summary),
            IsFlaky = summary.IsFlaky,
            Row = Besides(started),
            Where =
                summary.Outcome == Outcome.Passed || summary is { Outcome: Outcome.Skipped, Problems.IsEmpty: true }
                    ? null
                    : WhereOf(started, summary, firstWrong),
        };

    private static string StepsOf(RunSummary summary)
    {
        var all = summary.Passed + summary.Failed + summary.Broken + summary.Unknown + summary.Skipped;
        return summary.Outcome == Outcome.Passed && summary.Skipped == 0
            ? $"{summary.Passed} {(summary.Passed == 1 ? "step" : "steps")}"
            : $"{summary.Passed}/{all} steps";
    }

    // The environment is said where only it tells runs apart.
    private static string Besides(RunStarted started) =>
        RowText.Of(started.Slot) + (started.Slot is { IsInMatrix: true } ? ScenarioLines.EnvironmentOf(started) : "");

    private static string WhereOf(RunStarted started, RunSummary summary, StepFinished? firstWrong)
    {
        var step = firstWrong is null ? "" : $" at \"{firstWrong.Step.Title}\"";
        step = Besides(started) + step;
        var problem = (firstWrong?.Problems ?? summary.Problems).FirstOrDefault();
        return problem is null ? started.Path + step
            : problem.Span.Source.Path == started.Path ? problem.Span + step
            : $"{started.Path}{step} ({problem.Span})";
    }
}
