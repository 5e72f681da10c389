using System.Collections.Immutable;
using System.Globalization;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Planning;

namespace PingOneScenarios.Engine.Execution.Undoing;

/// <summary>A step, in a turn of it, and the calls and inputs that lead to it, found again in a plan.</summary>
/// <param name="Plan">The scenario of the step.</param>
/// <param name="Why">Where that scenario stands among those that include each other.</param>
/// <param name="Step">As planned.</param>
/// <param name="Turn">From 1; 0 outside of loops.</param>
/// <param name="Caller">The step that calls the scenario; null when none does.</param>
internal sealed record StepFrame(Plan Plan, Included Why, PlannedStep Step, int Turn, StepFrame? Caller)
{
    /// <summary>The step of a path; null when the plan has none such.</summary>
    /// <param name="plan">Of the entry scenario.</param>
    /// <param name="path">See <see cref="StepPlace.Path"/>.</param>
    public static StepFrame? Find(Plan plan, string path)
    {
        var parts = path.Split('/');
        var why = Included.Entry;
        StepFrame? frame = null;
        for (var i = 0; i < parts.Length; i++)
        {
            var isLast = i == parts.Length - 1;
            if (ObtainedFor(plan, parts[i]) is { } input)
            {
                if (isLast)
                    return null;
                (plan, why, frame) = (((ObtainedInput)input.Provider).Plan, why.ForInput(input.Input.Name), null);
                continue;
            }
            if (StepIn(plan, why, parts[i], frame) is not { } found)
                return null;
            if (isLast)
                return found;
            if (found.Step.Call is not { } called)
                return null;
            (plan, why, frame) = (called, Included.By(found.Place), found);
        }
        return null;
    }

    /// <summary>Its place, as far as a plan tells it.</summary>
    public StepPlace Place =>
        new(Phase.Steps, 0, 0, Why.Depth, Step.Step.Id, Step.Step.Title)
        {
            For = Why.For,
            Prefix = Why.Path,
            Turn = Turn,
            Turns = Turn,
        };

    /// <summary>Every variable that steps of the scenario extract: what an input or a var of such a name is, a plan does not tell.</summary>
    public ImmutableArray<string> Extracted =>
        [.. Plan.Steps.Concat(Plan.Finally).SelectMany(s => s.Step.Extractions).Select(e => e.Name).Distinct(StringComparer.Ordinal)];

    private static PlannedInput? ObtainedFor(Plan plan, string part) =>
        part.StartsWith('(')
            ? plan.Inputs.FirstOrDefault(i => i.Provider is ObtainedInput && part == $"({StepPath.Escape(i.Input.Name)})")
            : null;

    private static StepFrame? StepIn(Plan plan, Included why, string part, StepFrame? caller)
    {
        var bracket = part.IndexOf('[', StringComparison.Ordinal);
        var (id, turn) = (bracket < 0 ? part : part[..bracket], 0);
        if (bracket >= 0 && !(part[^1] == ']' && TryReadTurn(part.AsSpan(bracket + 1, part.Length - bracket - 2), out turn)))
            return null;
        var step = plan.Steps.Concat(plan.Finally).FirstOrDefault(s => StepPath.Escape(s.Step.Id) == id);
        return step is null || step.Step.IsLoop != turn > 0 ? null : new StepFrame(plan, why, step, turn, caller);
    }

    private static bool TryReadTurn(ReadOnlySpan<char> digits, out int turn) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out turn) && turn > 0;
}
