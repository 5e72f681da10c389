using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Cli.Display;

/// <summary>The end of a run in words.</summary>
internal static class SummaryText
{
    /// <summary>The outcome and how many steps ended how, in one line.</summary>
    public static string Of(RunSummary summary)
    {
        var steps = (summary.TakesBack ? "undo" : "step") + (summary.Passed == 1 ? "" : "s");
        var parts = SummaryCounts
            .Of(summary)
            .Select(c => $"{c.Count} {(c.Word == "passed" && summary.Outcome == Outcome.Passed ? steps : c.Word)}")
            .DefaultIfEmpty("no step");
        return $"{summary.Outcome.ToString().ToLowerInvariant()}: {string.Join(", ", parts)} in {DurationText.Show(summary.Duration)}";
    }

    /// <summary>What a person needs next: where it went wrong, how to see more, what is still there.</summary>
    public static IEnumerable<string> Details(
        RunSummary summary,
        IReadOnlyList<StepFinished> wrong,
        UndoneCount undone,
        bool isEmulator,
        bool verbose
    )
    {
        if (summary.IsFlaky)
            yield return "  flaky: it passed only when it was begun anew";
        foreach (var step in wrong)
        {
            var place = step.Problems.IsEmpty ? "" : $" ({step.Problems[0].Span})";
            yield return $"  {step.Outcome.ToString().ToLowerInvariant()} at \"{step.Step.Title}\"{place}";
        }
        if (wrong.Count > 0 && !verbose)
            yield return "  --verbose prints every request and answer";
        foreach (var line in Undone(undone, Which(summary)))
            yield return line;
        foreach (var doubt in summary.Doubts)
            yield return $"  may have been made: {DoubtText.Of(doubt)}";
        foreach (var line in Left(summary, isEmulator))
            yield return line;
    }

    private static IEnumerable<string> Left(RunSummary summary, bool isEmulator)
    {
        if (summary.LeftBehind.IsEmpty || isEmulator && !summary.UndoWasDue)
            yield break;
        yield return summary.UndoWasDue
            ? $"  {Things(summary.LeftBehind.Length)} {Which(summary)} made could not be taken back:"
            : $"  {Things(summary.LeftBehind.Length)} this run made {(summary.LeftBehind.Length == 1 ? "is" : "are")} still there "
                + "(--undo always takes back what a run makes); these requests remove them:";
        foreach (var request in summary.LeftBehind)
            yield return "    " + request;
    }

    private static string Which(RunSummary summary) => summary.TakesBack ? "the run" : "this run";

    private static IEnumerable<string> Undone(UndoneCount undone, string run)
    {
        if (undone.Taken > 0)
            yield return $"  taken back: {Things(undone.Taken)} {run} made";
        if (undone.Gone > 0)
            yield return $"  gone already: {Things(undone.Gone)}; if that surprises you, look at the address of the undo";
    }

    private static string Things(int count) => count == 1 ? "1 thing" : $"{count} things";
}

/// <summary>How many undos of a run did their work.</summary>
/// <param name="Taken">What they took back.</param>
/// <param name="Gone">What was not there any more (404 or 410), so that an undo sent to a wrong address shows.</param>
internal readonly record struct UndoneCount(int Taken, int Gone)
{
    public UndoneCount With(int? status) => status is 404 or 410 ? this with { Gone = Gone + 1 } : this with { Taken = Taken + 1 };
}
