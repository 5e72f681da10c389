using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting;

/// <summary>How much of a run ended how, for all that say it in words: where a run did not pass, one of them says what did not.</summary>
internal static class SummaryCounts
{
    /// <summary>From passed to skipped, without those that are 0.</summary>
    public static ImmutableArray<(int Count, string Word)> Of(RunSummary summary)
    {
        (int Count, string Word)[] all =
        [
            (summary.Passed, "passed"),
            (summary.Failed, "failed"),
            (summary.Broken, "broken"),
            (summary.Unknown, "unknown"),
            (summary.Unknown == 0 ? summary.Doubts.Length : 0, "in doubt"),
            (OwnProblems(summary), OwnProblems(summary) == 1 ? "problem" : "problems"),
            (summary.Skipped, "skipped"),
        ];
        return [.. all.Where(c => c.Count > 0)];
    }

    // No step is to blame: an input, a default, the time that was up.
    private static int OwnProblems(RunSummary summary) =>
        summary is { Outcome: Outcome.Failed or Outcome.Broken, Failed: 0, Broken: 0, Unknown: 0 } ? summary.Problems.Length : 0;
}
