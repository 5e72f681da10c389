using System.Collections.Immutable;
using PingOneScenarios.Engine.Planning;

namespace PingOneScenarios.Engine.Execution.Journaling;

/// <summary>Finds what a run does again when it goes on: what a person wants, and what gives values that are good no longer.</summary>
internal static class Rewinding
{
    /// <param name="plan">Of the entry scenario.</param>
    /// <param name="history">What the run did.</param>
    /// <param name="wanted">What is wanted.</param>
    /// <param name="now">The time of day.</param>
    public static Rewind Of(Plan plan, RunHistory history, Wanted wanted, DateTimeOffset now)
    {
        var draft = new RewindDraft(history);
        var steps = new WantedSteps(draft);
        if (wanted.Wishes.From is { } from)
            steps.From(plan, from);
        foreach (var decided in wanted.Decided)
            steps.Reopen(plan, decided);
        if (history.Outcome is not null && !wanted.Closes && draft is { Again.Count: 0, Reopened.Count: 0, Refusal: null })
            draft.Refuse(plan, "the run is over", null, "name a step that is to be done again, or run the scenario anew");
        var stale = new StaleValues(draft, [.. wanted.Wishes.Values.Select(v => v.Key)], now);
        stale.Walk(plan, "", 0, ImmutableDictionary<string, DateTimeOffset>.Empty);
        return new Rewind([.. draft.Again], [.. draft.Reopened], string.Join("; ", draft.Reasons))
        {
            Refusal = draft.Refusal,
            At = stale.At,
        };
    }

    /// <summary>What is wanted of a run that goes on.</summary>
    /// <param name="Wishes">As they were said.</param>
    /// <param name="Decided">The paths of the steps whose doubts are decided.</param>
    /// <param name="Closes">Whether doubts are closed by that, with nothing sent.</param>
    internal sealed record Wanted(ResumeWishes Wishes, ImmutableArray<string> Decided, bool Closes);
}
