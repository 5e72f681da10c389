using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Planning;

namespace PingOneScenarios.Engine.Execution.Journaling;

/// <summary>Finds what a run does again when it goes on: what a person wants, and what gives values that are no longer good.</summary>
internal sealed class Rewinding
{
    private readonly RunHistory history;
    private readonly Wanted wanted;
    private readonly DateTimeOffset now;
    private readonly HashSet<string> again = new(StringComparer.Ordinal);
    private readonly HashSet<string> reopened = new(StringComparer.Ordinal);
    private readonly List<string> reasons = [];
    private Diagnostic? refusal;
    private StepPlace? at;

    private Rewinding(RunHistory history, Wanted wanted, DateTimeOffset now) =>
        (this.history, this.wanted, this.now) = (history, wanted, now);

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
            rewinding.Walk(plan, "", 0, new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal));
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
        var given = new HashSet<string>(StringComparer.Ordinal);
        var inner = found.Prefix + StepPath.Escape(found.Step.Step.Id);
        Again(found.Owner, found.Prefix, found.Number, given, isWanted: true);
        foreach (var above in StepPath.Above(inner))
            reopened.Add(above);
        AgainAbove(plan, found.Prefix);
    }

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
            if (number >= 0)
                Again(owner, above, number + 1, [.. owner.Steps[number].Step.Extractions.Select(e => e.Name)], isWanted: false);
            prefix = above;
        }
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

    // Gives the names of passed inputs that are no longer good and are still needed.
    private HashSet<string> Walk(Plan plan, string prefix, int depth, IReadOnlyDictionary<string, DateTimeOffset> passed)
    {
        var stale = new HashSet<string>(StringComparer.Ordinal);
        if (history.BoundAt(prefix) is null)
            return stale;
        while (refusal is null)
        {
            var known = KnownUntil.Of(plan, prefix, new RecordedSteps(p => HasEnded(p) ? history.Find(p) : null), passed);
            var position = PositionIn(plan, prefix);
            var needed = Needed(plan, prefix, position, depth, known);
            if (needed.FirstOrDefault(n => IsStale(n, known, stale)) is not { } name)
                break;
            Renew(plan, prefix, position, name, known[name]);
            if (known[name].Input is { Provider: PassedInput })
                stale.Add(name);
        }
        return stale;
    }

    private bool IsStale(string name, Dictionary<string, Perishable> known, HashSet<string> reported) =>
        !wanted.Wishes.Values.Any(v => v.Key == name)
        && known.TryGetValue(name, out var perishable)
        && perishable.Until <= now
        && !reported.Contains(name)
        && !(
            perishable.Input is { Provider: ObtainedInput } input
            && again.Any(a => a.EndsWith($"({StepPath.Escape(input.Input.Name)})/", StringComparison.Ordinal))
        );

    // The step it goes on with; behind the last when a step did not pass, for then only finally is left.
    private int PositionIn(Plan plan, string prefix)
    {
        for (var i = 0; i < plan.Steps.Length; i++)
        {
            var path = prefix + StepPath.Escape(plan.Steps[i].Step.Id);
            if (!HasEnded(path))
                return i;
            if (history.Find(path) is { Outcome: not (Outcome.Passed or Outcome.Skipped) })
                return plan.Steps.Length;
        }
        return plan.Steps.Length;
    }

    // What is still used, and what a call that is under way was passed that is no longer good.
    private IEnumerable<string> Needed(Plan plan, string prefix, int position, int depth, Dictionary<string, Perishable> known)
    {
        var needed = new List<string>();
        for (var i = position; i < plan.Steps.Length; i++)
            Add(plan.Steps[i], i + 1, Phase.Steps, plan.Steps.Length);
        for (var i = 0; i < plan.Finally.Length; i++)
            Add(plan.Finally[i], i + 1, Phase.Finally, plan.Finally.Length);
        return needed;

        void Add(PlannedStep step, int number, Phase phase, int total)
        {
            var path = prefix + StepPath.Escape(step.Step.Id);
            if (HasEnded(path))
                return;
            var open = history
                .OpenSteps.Where(o =>
                    StepPath.IsAtOrBelow(o.Place.Path, path) && !o.Place.Path[path.Length..].Contains('/', StringComparison.Ordinal)
                )
                .ToList();
            if (depth == 0 || at is null)
                at ??=
                    open.FirstOrDefault()?.Place
                    ?? new StepPlace(phase, number, total, depth, step.Step.Id, step.Step.Title) { Prefix = prefix };
            if (step.Call is not { } called || open.Count == 0 || again.Contains(path))
            {
                needed.AddRange(Uses(step));
                return;
            }
            foreach (var call in open)
            {
                var untils = step
                    .Step.Call!.With.Select(w => (w.Name, KnownUntil.First(w.Value.Templates, known)))
                    .Where(w => w.Item2 is not null)
                    .ToDictionary(w => w.Name, w => w.Item2!.Until, StringComparer.Ordinal);
                foreach (var name in Walk(called, call.Place.Path + "/", depth + 1, untils))
                    needed.AddRange(
                        step.Step.Call.With.Where(w => w.Name == name)
                            .SelectMany(w => w.Value.Templates)
                            .SelectMany(t => t.Uses)
                            .Select(u => u.Name)
                    );
            }
        }
    }

    // Back to what gives it, over what may be done twice.
    private void Renew(Plan plan, string prefix, int position, string name, Perishable stale)
    {
        var what =
            stale.Until == DateTimeOffset.MinValue
                ? $"\"{name}\" was not kept"
                : $"\"{name}\" was good until {stale.Until:yyyy-MM-dd HH:mm:ss} UTC";
        if (stale.Input is { Provider: ObtainedInput source } input)
        {
            if (RepeatTable.Objection(source.Plan) is { } inner)
                refusal = Refused(inner.Step.Span, what, inner);
            again.Add($"{prefix}({StepPath.Escape(input.Input.Name)})/");
            reasons.Add($"{what}, so it is obtained again");
            return;
        }
        if (stale.Giver is not { } giver)
            return;
        for (var i = giver; i < position; i++)
        {
            if (RepeatTable.Objection(plan.Steps[i]) is { } step)
            {
                refusal = Refused(step.Step.Span, what, step, plan.Steps[giver]);
                return;
            }
        }
        for (var i = giver; i < Math.Min(position + 1, plan.Steps.Length); i++)
        {
            var path = prefix + StepPath.Escape(plan.Steps[i].Step.Id);
            if (i < position || plan.Steps[i].Call is not null)
                again.Add(path);
        }
        at = null;
        reasons.Add($"{what}, so the run goes back to step \"{plan.Steps[giver].Step.Title}\"");
    }

    private static IEnumerable<string> Uses(PlannedStep step) =>
        (step.Step with { Request = step.Request }).Expressions.SelectMany(e => e.All).SelectMany(e => e.Uses).Select(u => u.Name);

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
    internal sealed record Wanted(ResumeWishes Wishes, ImmutableArray<string> Decided, bool Closes);
}
