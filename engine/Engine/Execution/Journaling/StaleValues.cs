using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Planning;

namespace PingOneScenarios.Engine.Execution.Journaling;

/// <summary>What is done again because values are good no longer that are still needed (the scenario language, section 9, <c>lasts</c>).</summary>
/// <param name="draft">Takes what is done again.</param>
/// <param name="handed">The names of values that are given by hand.</param>
/// <param name="now">The time of day.</param>
internal sealed class StaleValues(RewindDraft draft, ImmutableHashSet<string> handed, DateTimeOffset now)
{
    /// <summary>The step the run goes on with; null when none is left.</summary>
    public StepPlace? At { get; private set; }

    /// <summary>Looks at a scenario and at what it calls that is under way; gives the names of passed inputs that are good no longer and still needed.</summary>
    /// <param name="plan">Of the scenario.</param>
    /// <param name="prefix">Of its steps.</param>
    /// <param name="depth">How deep it is called.</param>
    /// <param name="passed">Until when what was passed to it is good.</param>
    public HashSet<string> Walk(Plan plan, string prefix, int depth, IReadOnlyDictionary<string, DateTimeOffset> passed)
    {
        var stale = new HashSet<string>(StringComparer.Ordinal);
        if (draft.History.BoundAt(prefix) is null)
            return stale;
        while (draft.Refusal is null)
        {
            var known = KnownUntil.Of(plan, prefix, new RecordedSteps(draft.Find), passed);
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
        !handed.Contains(name)
        && known.TryGetValue(name, out var perishable)
        && perishable.Until <= now
        && !reported.Contains(name)
        && !(
            perishable.Input is { Provider: ObtainedInput } input
            && draft.Again.Any(a => a.EndsWith($"({StepPath.Escape(input.Input.Name)})/", StringComparison.Ordinal))
        );

    // The step it goes on with; behind the last when a step did not pass, for then only finally is left.
    private int PositionIn(Plan plan, string prefix)
    {
        for (var i = 0; i < plan.Steps.Length; i++)
        {
            var path = prefix + StepPath.Escape(plan.Steps[i].Step.Id);
            if (draft.Find(path) is not { } ended)
                return i;
            if (ended.Outcome is not (Outcome.Passed or Outcome.Skipped))
                return plan.Steps.Length;
        }
        return plan.Steps.Length;
    }

    // What is still used, and what a call that is under way was passed that is no longer good.
    private List<string> Needed(Plan plan, string prefix, int position, int depth, Dictionary<string, Perishable> known)
    {
        var needed = new List<string>();
        foreach (var (step, place) in Left(plan, prefix, position, depth))
        {
            if (draft.Find(place.Path) is not null)
                continue;
            var open = OpenAt(place.Path);
            At ??= open.FirstOrDefault()?.Place ?? place;
            if (step.Call is null || open.Count == 0 || draft.Again.Contains(place.Path))
                needed.AddRange(RewindDraft.Uses(step));
            else
                needed.AddRange(open.SelectMany(call => NeededBy(step, call, depth, known)));
        }
        return needed;
    }

    private static IEnumerable<(PlannedStep Step, StepPlace Place)> Left(Plan plan, string prefix, int position, int depth)
    {
        for (var i = position; i < plan.Steps.Length; i++)
            yield return (plan.Steps[i], PlaceOf(plan.Steps, Phase.Steps, i));
        for (var i = 0; i < plan.Finally.Length; i++)
            yield return (plan.Finally[i], PlaceOf(plan.Finally, Phase.Finally, i));

        StepPlace PlaceOf(ImmutableArray<PlannedStep> steps, Phase phase, int i) =>
            new(phase, i + 1, steps.Length, depth, steps[i].Step.Id, steps[i].Step.Title) { Prefix = prefix };
    }

    // The step itself, or the turns of it.
    private List<OpenStep> OpenAt(string path) =>
        draft
            .History.OpenSteps.Where(o =>
                StepPath.IsAtOrBelow(o.Place.Path, path) && !o.Place.Path[path.Length..].Contains('/', StringComparison.Ordinal)
            )
            .ToList();

    private IEnumerable<string> NeededBy(PlannedStep step, OpenStep call, int depth, Dictionary<string, Perishable> known)
    {
        var arguments = step.Step.Call!.With;
        var untils = arguments
            .Select(w => (w.Name, Perishable: KnownUntil.First(w.Value.Templates, known)))
            .Where(w => w.Perishable is not null)
            .ToDictionary(w => w.Name, w => w.Perishable!.Until, StringComparer.Ordinal);
        return Walk(step.Call!, call.Place.Path + "/", depth + 1, untils)
            .SelectMany(name => arguments.Where(w => w.Name == name))
            .SelectMany(w => w.Value.Templates)
            .SelectMany(t => t.Uses)
            .Select(u => u.Name);
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
                draft.Refusal = Refused(inner.Step.Span, what, inner);
            draft.Again.Add($"{prefix}({StepPath.Escape(input.Input.Name)})/");
            draft.Reasons.Add($"{what}, so it is obtained again");
            return;
        }
        if (stale.Giver is not { } giver)
            return;
        for (var i = giver; i < position; i++)
        {
            if (RepeatTable.Objection(plan.Steps[i]) is { } step)
            {
                draft.Refusal = Refused(step.Step.Span, what, step, plan.Steps[giver]);
                return;
            }
        }
        for (var i = giver; i < Math.Min(position + 1, plan.Steps.Length); i++)
        {
            var path = prefix + StepPath.Escape(plan.Steps[i].Step.Id);
            if (i < position || plan.Steps[i].Call is not null)
                draft.Again.Add(path);
        }
        At = null;
        draft.Reasons.Add($"{what}, so the run goes back to step \"{plan.Steps[giver].Step.Title}\"");
    }

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
}
