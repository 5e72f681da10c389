using PingOneScenarios.Engine.Journal;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution.Journaling;

/// <summary>What a run made, ready to be taken back again.</summary>
internal static class RestoredUndo
{
    /// <summary>Fills <see cref="RunState.Made"/> from the history.</summary>
    /// <exception cref="JournalException">The files no longer say how to take something back.</exception>
    public static void Restore(Plan plan, RunHistory history, RunState state)
    {
        foreach (var made in history.Made)
        {
            if (made.IsTakenBack)
                state.TakenBack.Add(state.Made.Count);
            var entry = Of(plan, made);
            state.Held.Keep(entry.Bag.Weight);
            state.Made.Add(entry);
        }
    }

    private static UndoEntry Of(Plan plan, RecordedMade made)
    {
        var bag = made.Variables.Aggregate(VariableBag.Empty, (filled, variable) => filled.With(variable));
        return PlanPaths.Find(plan, made.Place.Path)?.Undo is { } undo
            ? new UndoEntry(undo with { Cause = made.Cause }, made.Place, bag)
            : throw new JournalException(
                $"the step \"{made.Place.Title}\" made something, and the files no longer say how it is taken back",
                "bring that step and its undo back into the file"
            );
    }
}
