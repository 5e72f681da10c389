using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Cli.Journals;

/// <summary>The end that a run without one gets in its reports, which are whole only with an end.</summary>
internal static class OpenEnd
{
    /// <param name="events">All that happened, in order.</param>
    /// <param name="isInDoubt">Whether nobody knows yet what became of one of its requests.</param>
    /// <returns>Null when it has ended, or has not begun.</returns>
    public static RunFinished? Of(IReadOnlyList<RunEvent> events, bool isInDoubt)
    {
        if (events is not [RunStarted begin, ..] || events[^1] is RunFinished)
            return null;
        var ended = events.OfType<StepFinished>().Where(s => s.Step is { Depth: 0, TakesBack: false }).GroupBy(s => s.Step).ToList();
        int Count(params Outcome[] outcomes) => ended.Count(s => outcomes.Contains(s.Last().Outcome));
        return new RunFinished(
            new RunSummary
            {
                Outcome = isInDoubt ? Outcome.Unknown : Outcome.Cancelled,
                Passed = Count(Outcome.Passed),
                Failed = Count(Outcome.Failed),
                Broken = Count(Outcome.Broken),
                Skipped = Count(Outcome.Skipped, Outcome.Cancelled),
                Unknown = Count(Outcome.Unknown),
                Duration = events[^1].At - begin.At - StoodStill(events),
            }
        )
        {
            RunId = begin.RunId,
            At = events[^1].At,
        };
    }

    private static TimeSpan StoodStill(IEnumerable<RunEvent> events) =>
        events.OfType<RunResumed>().Aggregate(TimeSpan.Zero, (sum, resumed) => sum + (resumed.At - resumed.StoppedAt));
}
