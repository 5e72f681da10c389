using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution.Journaling;

/// <summary>What a run made, ready to be taken back again.</summary>
internal static class RestoredUndo
{
    /// <summary>Fills <see cref="RunState.Made"/> from the history.</summary>
    /// <exception cref="DiagnosticException">The files no longer say how to take something back.</exception>
    public static void Restore(Plan plan, RunHistory history, RunState state)
    {
        foreach (var made in history.Made)
        {
            if (made.IsTakenBack)
                state.TakenBack.Add(state.Made.Count);
            var entry = Of(plan, made) ?? throw new DiagnosticException(Gone(plan, made));
            state.Held.Keep(entry.Bag.Weight);
            state.Made.Add(entry);
        }
    }

    /// <summary>The undo of what was made; null when the files no longer say how.</summary>
    public static UndoEntry? Of(Plan plan, RecordedMade made) =>
        PlanPaths.Find(plan, made.Place.Path)?.Undo is { } undo
            ? new UndoEntry(
                undo with
                {
                    Cause = made.Cause,
                },
                made.Place,
                made.Variables.Aggregate(VariableBag.Empty, (filled, variable) => filled.With(variable))
            )
            : null;

    /// <summary>What is said of it then.</summary>
    public static Diagnostic Gone(Plan plan, RecordedMade made) =>
        new(
            DiagnosticCodes.CannotResume,
            plan.Scenario.Source.Beginning,
            $"the step \"{made.Place.Title}\" made something, and the files no longer say how it is taken back",
            null,
            "bring that step and its undo back into the file"
        );
}
