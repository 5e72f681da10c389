using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Planning;

namespace PingOneScenarios.Engine.Execution.Journaling;

/// <summary>What is done again because somebody wants it: a step that was mended, or one whose request in doubt is decided.</summary>
/// <param name="draft">Takes what is done again.</param>
internal sealed class WantedSteps(RewindDraft draft)
{
    // What a person mended is done again, with what depends on it, and with what was never done because of it.
    public void From(Plan plan, string named)
    {
        if (StepNamed.In(plan, "", named) is not { } found)
        {
            draft.Refuse(
                plan,
                $"there is no step \"{named}\"",
                null,
                Suggestion.For(named, StepNamed.All(plan)) is { } near ? $"did you mean \"{near}\"?" : "name it by its id or its title"
            );
            return;
        }
        if (draft.History.Made.Any(m => m.IsTakenBack))
        {
            draft.Refuse(
                plan,
                "the run has taken back what it made",
                "its earlier steps would have to be done again, all of them",
                "run the scenario anew"
            );
            return;
        }
        draft.Reasons.Add($"step \"{found.Step.Step.Title}\" is done again");
        var given = new HashSet<string>(StringComparer.Ordinal);
        var inner = found.Prefix + StepPath.Escape(found.Step.Step.Id);
        Again(found.Owner, found.Prefix, found.Number, given, isWanted: true);
        foreach (var above in StepPath.Above(inner))
            draft.Reopened.Add(above);
        AgainAbove(plan, found.Prefix);
    }

    // Of one stage: the step itself, and behind it what uses what is given anew, and what did not pass.
    private void Again(Plan owner, string prefix, int from, HashSet<string> given, bool isWanted)
    {
        for (var i = from; i < owner.Steps.Length; i++)
        {
            var step = owner.Steps[i];
            var path = prefix + StepPath.Escape(step.Step.Id);
            var isFirst = i == from && isWanted;
            if (
                !isFirst
                && draft.History.Find(path) is { Outcome: Outcome.Passed or Outcome.Skipped, IsPassedOver: false }
                && !RewindDraft.Uses(step).Any(given.Contains)
            )
                continue;
            draft.Again.Add(path);
            given.UnionWith(step.Step.Extractions.Select(e => e.Name));
        }
        foreach (var step in owner.Finally)
            draft.Again.Add(prefix + StepPath.Escape(step.Step.Id));
    }

    private void AgainAbove(Plan plan, string prefix)
    {
        while (prefix.Length > 0)
        {
            var path = prefix[..^1];
            var above = path[..(path.LastIndexOf('/') + 1)];
            if (PlanPaths.PlanAt(plan, above) is not { } owner)
                return;
            var number = owner.Steps.ToList().FindIndex(s => StepPath.IsAtOrBelow(path[above.Length..], StepPath.Escape(s.Step.Id)));
            if (number >= 0)
                Again(owner, above, number + 1, [.. owner.Steps[number].Step.Extractions.Select(e => e.Name)], isWanted: false);
            prefix = above;
        }
    }

    // A run that had ended in doubt goes on behind the step that is decided now.
    public void Reopen(Plan plan, string path)
    {
        if (draft.History.Find(path) is not { Outcome: Outcome.Unknown })
            return;
        draft.Reopened.Add(path);
        draft.Reopened.UnionWith(StepPath.Above(path));
        var prefix = path[..(path.LastIndexOf('/') + 1)];
        if (PlanPaths.PlanAt(plan, prefix) is not { } owner)
            return;
        var number = owner.Steps.ToList().FindIndex(s => StepPath.IsAtOrBelow(path[prefix.Length..], StepPath.Escape(s.Step.Id)));
        if (number >= 0)
            Again(owner, prefix, number + 1, [], isWanted: false);
        AgainAbove(plan, prefix);
    }
}
