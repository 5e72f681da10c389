using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Scenarios;

namespace PingOneScenarios.Engine.Execution.Journaling;

/// <summary>Finds what a run does again when it goes on: what a person wants, and what gives values that are no longer good.</summary>
internal sealed partial class Rewinding
{
    private readonly RunHistory history;
    private readonly Wanted wanted;
    private readonly DateTimeOffset now;
    private readonly HashSet<string> again = new(StringComparer.Ordinal);
    private readonly HashSet<string> reopened = new(StringComparer.Ordinal);
    private readonly List<string> reasons = [];
    private Diagnostic? refusal;
    private StepPlace? at;

    private Rewinding(RunHistory history, Wanted wanted, DateTimeOffset now)
    {
        (this.history, this.wanted, this.now) = (history, wanted, now);
        steps = new RecordedSteps(p => HasEnded(p) ? history.Find(p) : null, history.ObtainedAt);
        until = new KnownUntil(steps);
    }

    /// <param name="plan">Of the entry scenario.</param>
    /// <param name="history">What the run did.</param>
    /// <param name="wanted">What is wanted.</param>
    /// <param name="now">The time of day.</param>
    public static Rewind Of(Plan plan, RunHistory history, Wanted wanted, DateTimeOffset now)
    {
        var rewinding = new Rewinding(history, wanted, now);
        if (wanted.Wishes.From is { } from)
            rewinding.From(plan, from);
        foreach (var settled in wanted.Decided)
            rewinding.Reopen(plan, settled);
        if (history.Outcome is not null && !wanted.Decided.IsEmpty && !wanted.Closes && rewinding.refusal is null)
            rewinding.refusal = rewinding.TakenBack(plan);
        if (history.Outcome is not null && !wanted.Closes && rewinding is { again.Count: 0, reopened.Count: 0, refusal: null })
            rewinding.refusal = rewinding.Refused(
                plan,
                "the run is over",
                null,
                "name a step that is to be done again, or run the scenario anew"
            );
        if (rewinding.refusal is null)
            rewinding.WalkAll(plan);
        return new Rewind([.. rewinding.again], [.. rewinding.reopened], string.Join("; ", rewinding.reasons))
        {
            Refusal = rewinding.refusal,
            At = rewinding.at,
        };
    }

    private bool HasEnded(string path) =>
        history.Find(path) is not null && !reopened.Contains(path) && !again.Any(a => StepPath.IsAtOrBelow(path, a));

    // What a person mended is done again, with what depends on it, and with what was never done because of it.
    private void From(Plan plan, string named)
    {
        if (StepNamed.In(plan, "", named) is not { } found)
        {
            refusal = Refused(
                plan,
                $"there is no step \"{named}\"",
                null,
                Suggestion.For(named, StepNamed.All(plan)) is { } near ? $"did you mean \"{near}\"?" : "name it by its id or its title"
            );
            return;
        }
        if ((refusal = TakenBack(plan)) is not null)
            return;
        reasons.Add($"step \"{found.Step.Step.Title}\" is done again");
        if (FailedBefore(found) is { } failed)
        {
            refusal = Refused(
                plan,
                $"step \"{failed.Title}\" did not pass, so \"{found.Step.Step.Title}\" behind it would not be run",
                null,
                $"name \"{failed.Title}\""
            );
            return;
        }
        // In each turn of the loops that lead to it.
        foreach (var prefix in history.Prefixes.Where(p => IsOf(plan, p, found)).DefaultIfEmpty(found.Prefix).ToList())
        {
            Again(found.Owner, prefix, found.Number, [], isWanted: true);
            reopened.UnionWith(StepPath.Above(prefix + StepPath.Escape(found.Step.Step.Id)));
            AgainAbove(plan, prefix);
        }
    }

    private Step? FailedBefore(StepNamed found) =>
        found
            .Owner.Steps.Take(found.Number)
            .Select(s => s.Step)
            .FirstOrDefault(s =>
                history.Steps.Any(e =>
                    StepPath.WithoutTurns(e.Key) == found.Prefix + StepPath.Escape(s.Id)
                    && e.Value is { Outcome: not (Outcome.Passed or Outcome.Skipped) }
                )
            );

    private static bool IsOf(Plan plan, string prefix, StepNamed found) =>
        StepPath.WithoutTurns(prefix) == found.Prefix
        || prefix.EndsWith(")/", StringComparison.Ordinal)
            && found.Prefix.EndsWith(")/", StringComparison.Ordinal)
            && PlanPaths.PlanAt(plan, prefix)?.Scenario.FullPath == found.Owner.Scenario.FullPath;

    private Diagnostic? TakenBack(Plan plan) =>
        history.Made.Any(m => m.IsTakenBack)
            ? Refused(
                plan,
                "the run has taken back what it made",
                "its earlier steps would have to be done again, all of them",
                "run the scenario anew"
            )
            : null;

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
                && history.Find(path) is { Outcome: Outcome.Passed or Outcome.Skipped, IsPassedOver: false }
                && !Uses(step).Any(given.Contains)
            )
                continue;
            again.Add(path);
            given.UnionWith(step.Step.Extractions.Select(e => e.Name));
        }
        foreach (var step in owner.Finally)
            again.Add(prefix + StepPath.Escape(step.Step.Id));
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
            Again(
                owner,
                above,
                number + 1,
                number >= 0 ? [.. owner.Steps[number].Step.Extractions.Select(e => e.Name)] : [.. ObtainedNames(owner, prefix)],
                isWanted: false
            );
            prefix = above;
        }
    }

    // What a scenario is given by another one, and what it makes of it.
    private static HashSet<string> ObtainedNames(Plan owner, string prefix)
    {
        var part = prefix[(prefix[..^1].LastIndexOf('/') + 1)..];
        var source = owner.Inputs.FirstOrDefault(i => part == $"({StepPath.Escape(i.Input.Name)})/")?.Provider as ObtainedInput;
        var names = owner
            .Inputs.Where(i => i.Provider is ObtainedInput o && o.Plan.Scenario.FullPath == source?.Plan.Scenario.FullPath)
            .Select(i => i.Input.Name)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var input in owner.Inputs)
        {
            if (
                input.Provider is DefaultInput computed
                && computed.Value.Templates.SelectMany(t => t.Uses).Any(u => names.Contains(u.Name))
            )
                names.Add(input.Input.Name);
        }
        foreach (var variable in owner.Scenario.Vars)
        {
            if (variable.Value.Templates.SelectMany(t => t.Uses).Any(u => names.Contains(u.Name)))
                names.Add(variable.Name);
        }
        return names;
    }

    // A run that had ended in doubt goes on behind the step that is decided now.
    private void Reopen(Plan plan, string path)
    {
        if (history.Find(path) is not { Outcome: Outcome.Unknown })
            return;
        reopened.Add(path);
        reopened.UnionWith(StepPath.Above(path));
        var prefix = path[..(path.LastIndexOf('/') + 1)];
        if (PlanPaths.PlanAt(plan, prefix) is not { } owner)
            return;
        var number = owner.Steps.ToList().FindIndex(s => StepPath.IsAtOrBelow(path[prefix.Length..], StepPath.Escape(s.Step.Id)));
        if (number >= 0)
            Again(owner, prefix, number + 1, [], isWanted: false);
        AgainAbove(plan, prefix);
    }

    private static IEnumerable<string> Uses(PlannedStep step) => (step.Step with { Request = step.Request }).Expressions.SelectMany(Names);

    private static IEnumerable<string> Names(StepExpressions of) => of.All.SelectMany(e => e.Uses).Select(u => u.Name);

    private static Diagnostic Refused(SourceSpan span, string what, PlannedStep step, PlannedStep? giver = null) =>
        new(
            DiagnosticCodes.ValueStale,
            span,
            $"{what}, and the run cannot go back to get it anew",
            $"step \"{step.Step.Title}\" would be run again"
                + (giver is null || giver == step ? "" : $" on the way from step \"{giver.Step.Title}\"")
                + ", and its request may do more when it is sent twice",
            "give the value by hand, or, if the step may be sent twice, write on_unknown: again into it"
        );

    private Diagnostic Refused(Plan plan, string what, string? why, string fix) =>
        new(DiagnosticCodes.CannotResume, wanted.Wishes.Place ?? plan.Scenario.Source.Beginning, what, why, fix);

    /// <summary>What is wanted of a run that goes on.</summary>
    /// <param name="Wishes">As they were said.</param>
    /// <param name="Decided">The paths of the steps whose doubts are decided.</param>
    /// <param name="Closes">Whether doubts are closed by that, with nothing sent.</param>
    internal sealed record Wanted(ResumeWishes Wishes, ImmutableArray<string> Decided, bool Closes)
    {
        /// <summary>When what the run made is taken back.</summary>
        public UndoPolicy Undo { get; init; }
    }
}
