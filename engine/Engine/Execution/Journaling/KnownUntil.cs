using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Templating;

namespace PingOneScenarios.Engine.Execution.Journaling;

/// <summary>A variable of a scenario that is not good for ever.</summary>
/// <param name="Until">When it stops being good; the least time there is for one that was withheld.</param>
/// <param name="Giver">The place in the stage of the step that gives it; null for an input.</param>
/// <param name="Input">The obtained or passed input it comes from; null for a step's.</param>
internal sealed record Perishable(DateTimeOffset Until, int? Giver, PlannedInput? Input);

/// <summary>How a step ended; null when it did not, or is done again.</summary>
/// <param name="Find">By the path of the step.</param>
internal sealed record RecordedSteps(Func<string, RecordedStep?> Find);

/// <summary>Until when the variables of a scenario are good that had begun: those of its inputs, of its vars, and of its steps that ended.</summary>
internal static class KnownUntil
{
    /// <summary>By name; what is not named is good for ever.</summary>
    /// <param name="plan">Of the scenario.</param>
    /// <param name="prefix">Of its steps.</param>
    /// <param name="steps">What the run did and does not do again.</param>
    /// <param name="passed">Until when what the caller passes is good.</param>
    public static Dictionary<string, Perishable> Of(
        Plan plan,
        string prefix,
        RecordedSteps steps,
        IReadOnlyDictionary<string, DateTimeOffset> passed
    )
    {
        var known = new Dictionary<string, Perishable>(StringComparer.Ordinal);
        foreach (var input in plan.Inputs)
        {
            var name = input.Input.Name;
            if (
                input.Provider is ObtainedInput source
                && OutputOf(source.Plan, $"{prefix}({StepPath.Escape(name)})/", name, steps) is { } until
            )
                known[name] = new Perishable(until, null, input);
            else if (input.Provider is PassedInput && passed.TryGetValue(name, out var given))
                known[name] = new Perishable(given, null, input);
            else if (input.Provider is DefaultInput computed && First(computed.Value.Templates, known) is { } first)
                known[name] = first;
        }
        foreach (var variable in plan.Scenario.Vars)
        {
            if (First(variable.Value.Templates, known) is { } first)
                known[variable.Name] = first;
        }
        for (var i = 0; i < plan.Steps.Length; i++)
            Add(plan.Steps[i], i, prefix, steps, known);
        return known;
    }

    /// <summary>The first that perishes of what some templates use; null when all of it is good for ever.</summary>
    public static Perishable? First(IEnumerable<Template> templates, IReadOnlyDictionary<string, Perishable> known) =>
        templates.SelectMany(t => t.Uses).Select(u => known.GetValueOrDefault(u.Name)).OfType<Perishable>().MinBy(p => p.Until);

    /// <summary>Until when an output of a scenario that ended is good; null for ever.</summary>
    private static DateTimeOffset? OutputOf(Plan plan, string prefix, string output, RecordedSteps steps) =>
        plan.Scenario.Outputs.FirstOrDefault(o => o.Name == output) is { } given
            ? First(given.Value.Templates, Of(plan, prefix, steps, NothingPassed))?.Until
            : null;

    private static readonly Dictionary<string, DateTimeOffset> NothingPassed = [];

    private static void Add(PlannedStep step, int number, string prefix, RecordedSteps steps, Dictionary<string, Perishable> known)
    {
        var path = prefix + StepPath.Escape(step.Step.Id);
        if (steps.Find(path) is not { } recorded)
            return;
        foreach (var extraction in step.Step.Extractions)
        {
            known.Remove(extraction.Name);
            var until =
                step.Call is { } called
                    ? First(called.Scenario.Outputs.SelectMany(o => o.Value.Templates), Of(called, path + "/", steps, NothingPassed))?.Until
                : recorded.Withheld.Contains(extraction.Name) ? DateTimeOffset.MinValue
                : recorded.GoodUntil.TryGetValue(extraction.Name, out var own) ? own
                : recorded.Variables.FirstOrDefault(v => v.Name == extraction.Name) is { } kept ? Expiry.Of(kept.Value)
                : null;
            if (until is { } end)
                known[extraction.Name] = new Perishable(end, number, null);
        }
    }
}
