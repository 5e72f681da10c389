using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Planning;

namespace PingOneScenarios.Engine.Execution.Journaling;

/// <summary>Values that are no longer good.</summary>
internal sealed partial class Rewinding
{
    private static readonly Dictionary<string, DateTimeOffset> NothingPassed = [];

    private readonly RecordedSteps steps;
    private readonly KnownUntil until;

    private void WalkAll(Plan plan)
    {
        for (var known = -1; refusal is null && known != again.Count; )
        {
            known = again.Count;
            Walk(plan, "", 0, NothingPassed);
            WalkMade(plan);
        }
    }

    // Gives the names of passed inputs that are no longer good and are still needed.
    private HashSet<string> Walk(Plan plan, string prefix, int depth, IReadOnlyDictionary<string, DateTimeOffset> passed)
    {
        var stale = new HashSet<string>(StringComparer.Ordinal);
        for (var known = -1; refusal is null && known != again.Count + stale.Count; )
        {
            known = again.Count + stale.Count;
            foreach (var input in plan.Inputs)
            {
                if (input.Provider is ObtainedInput source)
                    Walk(source.Plan, steps.PrefixOf(source, input, prefix), depth + 1, NothingPassed);
            }
            var untils = until.Of(plan, prefix, passed);
            var position = PositionIn(plan, prefix);
            var needed = Needed(plan, prefix, position, depth, untils);
            if (needed.FirstOrDefault(n => IsStale(n, untils, stale)) is not { } name)
                break;
            if (untils[name].Input is { Provider: PassedInput } input2)
                stale.Add(input2.Input.Name);
            else
                Renew(plan, prefix, position, name, untils[name]);
        }
        return stale;
    }

    private bool IsStale(string name, Dictionary<string, Perishable> known, HashSet<string> reported) =>
        !wanted.Wishes.Values.Any(v => v.Key == name)
        && known.TryGetValue(name, out var perishable)
        && perishable.Until <= now
        && !(perishable.Input is { Provider: PassedInput } passed && reported.Contains(passed.Input.Name));

    // The step it goes on with, those of finally counted on; when a step did not pass, only they are left.
    private int PositionIn(Plan plan, string prefix)
    {
        var all = plan.Steps.AddRange(plan.Finally);
        for (var i = 0; i < all.Length; i++)
        {
            var path = prefix + StepPath.Escape(all[i].Step.Id);
            if (!HasEnded(path))
                return i;
            if (i < plan.Steps.Length - 1 && history.Find(path) is { Outcome: not (Outcome.Passed or Outcome.Skipped) })
                i = plan.Steps.Length - 1;
        }
        return all.Length;
    }

    // What is still used, and what a call that is under way was passed that is no longer good.
    private List<string> Needed(Plan plan, string prefix, int position, int depth, Dictionary<string, Perishable> known)
    {
        var needed = new List<string>();
        var all = plan.Steps.AddRange(plan.Finally);
        for (var i = position; i < all.Length; i++)
        {
            var path = prefix + StepPath.Escape(all[i].Step.Id);
            if (HasEnded(path))
                continue;
            var open = OpenOf(path);
            at ??= open.FirstOrDefault() ?? PlaceOf(plan, prefix, i, depth);
            if (all[i].Call is null || open.Count == 0 || again.Contains(path))
                needed.AddRange(Uses(all[i]));
            else
                needed.AddRange(open.SelectMany(call => PassedTo(all[i], call.Path + "/", depth, known)));
        }
        // Whoever called it goes on with what it gives.
        if (depth > 0 && position < all.Length)
            needed.AddRange(plan.Scenario.Outputs.SelectMany(o => o.Value.Templates).SelectMany(t => t.Uses).Select(u => u.Name));
        return needed;
    }

    private IEnumerable<string> PassedTo(PlannedStep call, string prefix, int depth, Dictionary<string, Perishable> known)
    {
        var names = Walk(call.Call!, prefix, depth + 1, KnownUntil.PassedBy(call, known));
        return names.SelectMany(name => UsedFor(call, name)).Concat(call.Step.Extractions.SelectMany(e => e.Expressions).SelectMany(Names));
    }

    private static IEnumerable<string> UsedFor(PlannedStep call, string input) =>
        call.Step.Call!.With.Where(w => w.Name == input).SelectMany(w => w.Value.Templates).SelectMany(t => t.Uses).Select(u => u.Name);

    private List<StepPlace> OpenOf(string path) =>
        [
            .. history
                .OpenSteps.Select(o => o.Place)
                .Where(p => StepPath.IsAtOrBelow(p.Path, path) && !p.Path[path.Length..].Contains('/', StringComparison.Ordinal)),
        ];

    private static StepPlace PlaceOf(Plan plan, string prefix, int number, int depth)
    {
        var isFinally = number >= plan.Steps.Length;
        var (stage, first) = isFinally ? (plan.Finally, plan.Steps.Length) : (plan.Steps, 0);
        var step = stage[number - first].Step;
        return new StepPlace(isFinally ? Phase.Finally : Phase.Steps, number - first + 1, stage.Length, depth, step.Id, step.Title)
        {
            Prefix = prefix,
        };
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
            if (again.Add(steps.PrefixOf(source, input, prefix)))
                reasons.Add($"{what}, so it is obtained again");
            return;
        }
        if (stale.Giver is { } giver)
            GoBack(plan, prefix, (giver, position), what);
    }

    private void GoBack(Plan plan, string prefix, (int Giver, int Position) way, string what)
    {
        var (giver, position) = way;
        var all = plan.Steps.AddRange(plan.Finally);
        for (var i = giver; i <= position && i < all.Length; i++)
        {
            if (ObjectionAt(all[i], prefix, i == position) is { } step)
            {
                refusal = Refused(step.Step.Span, what, step, all[giver]);
                return;
            }
        }
        for (var i = giver; i <= position && i < all.Length; i++)
        {
            var path = prefix + StepPath.Escape(all[i].Step.Id);
            if (i < position || all[i].Call is not null || all[i].Step.IsLoop)
                again.Add(path);
        }
        at = null;
        reasons.Add($"{what}, so the run goes back to step \"{all[giver].Step.Title}\"");
    }

    // Of a step that is under way, what it has done until now.
    private PlannedStep? ObjectionAt(PlannedStep step, string prefix, bool isUnderWay)
    {
        if (!isUnderWay)
            return RepeatTable.Objection(step);
        if (step.Call is null && !step.Step.IsLoop)
            return null;
        var path = prefix + StepPath.Escape(step.Step.Id);
        var isSent =
            history.Steps.Any(s => StepPath.IsAtOrBelow(s.Key, path) && s.Value.Outcome != Outcome.Skipped)
            || history.OpenSteps.Any(o => o.IsInDoubt && StepPath.IsAtOrBelow(o.Place.Path, path));
        if (!isSent)
            return null;
        return step.Call is null ? RepeatTable.Objection(step) : DoneBelow(step, path);
    }

    private PlannedStep? DoneBelow(PlannedStep step, string path) =>
        history
            .Steps.Where(s => s.Value.Outcome != Outcome.Skipped)
            .Select(s => s.Key)
            .Concat(history.OpenSteps.Where(o => o.IsInDoubt).Select(o => o.Place.Path))
            .Where(p => StepPath.IsAtOrBelow(p, path) && p.IndexOf('/', path.Length) is > 0)
            .Select(p =>
                PlanPaths.PlanAt(step.Call!, Inner(p, path)[..(Inner(p, path).LastIndexOf('/') + 1)]) is null
                    ? null
                    : PlanPaths.Find(step.Call!, Inner(p, path))
            )
            .OfType<PlannedStep>()
            .Where(s => s.Call is null)
            .Select(RepeatTable.Objection)
            .FirstOrDefault(objection => objection is not null);

    private static string Inner(string below, string path) => below[(below.IndexOf('/', path.Length) + 1)..];

    // What takes back needs what was good when something was made.
    private void WalkMade(Plan plan)
    {
        foreach (var made in history.Made.Where(m => !m.IsTakenBack && wanted.Undo != UndoPolicy.Never && refusal is null))
        {
            if (PlanPaths.Find(plan, made.Place.Path)?.NeedsToTakeBack is { } uses)
                RenewFor(plan, made.Place.Prefix, uses.Select(u => u.Name));
        }
    }

    private void RenewFor(Plan plan, string prefix, IEnumerable<string> names)
    {
        if (PlanPaths.PlanAt(plan, prefix) is not { } owner)
            return;
        var known = UntilsAt(plan, prefix);
        foreach (var name in names.Where(n => IsStale(n, known, [])))
        {
            if (known[name].Input is { Provider: PassedInput } passed)
            {
                var (caller, above) = CallerOf(plan, prefix);
                RenewFor(plan, above, UsedFor(caller, passed.Input.Name));
            }
            // Only whoever takes back whatever happens is sure to need it.
            else if (known[name].Giver is null || wanted.Undo == UndoPolicy.Always && prefix.Length == 0)
            {
                Renew(owner, prefix, PositionIn(owner, prefix), name, known[name]);
                // A call that has ended asks for it once more.
                foreach (var call in StepPath.Above(prefix).Where(HasEnded).ToList())
                    reopened.Add(call);
            }
        }
    }

    private Dictionary<string, Perishable> UntilsAt(Plan plan, string prefix)
    {
        var owner = PlanPaths.PlanAt(plan, prefix)!;
        if (prefix.Length == 0 || prefix.EndsWith(")/", StringComparison.Ordinal))
            return until.Of(owner, prefix, NothingPassed);
        var (caller, above) = CallerOf(plan, prefix);
        return until.Of(owner, prefix, KnownUntil.PassedBy(caller, UntilsAt(plan, above)));
    }

    private static (PlannedStep Caller, string Above) CallerOf(Plan plan, string prefix) =>
        (PlanPaths.Find(plan, prefix[..^1])!, prefix[..(prefix[..^1].LastIndexOf('/') + 1)]);
}
