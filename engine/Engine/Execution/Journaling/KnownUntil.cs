using System.Globalization;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;

namespace PingOneScenarios.Engine.Execution.Journaling;

/// <summary>A variable of a scenario that is not good for ever.</summary>
/// <param name="Until">When it stops being good; the least time there is for one that was withheld.</param>
/// <param name="Giver">The place in the stage of the step that gives it; null for an input.</param>
/// <param name="Input">The obtained or passed input it comes from; null for a step's.</param>
internal sealed record Perishable(DateTimeOffset Until, int? Giver, PlannedInput? Input);

/// <summary>What a run did and does not do again.</summary>
/// <param name="Find">How a step ended, by its path; null when it did not, or is done again.</param>
/// <param name="ObtainedAt">What stands in front of the steps of a scenario that inputs were obtained from; null when it had not begun.</param>
internal sealed record RecordedSteps(Func<string, RecordedStep?> Find, Func<string, string?> ObtainedAt)
{
    /// <summary>What stands in front of the steps of what an input is obtained from, which may be another input of the same scenario.</summary>
    public string PrefixOf(ObtainedInput source, PlannedInput input, string prefix) =>
        ObtainedAt(source.Plan.Scenario.FullPath) ?? $"{prefix}({StepPath.Escape(input.Input.Name)})/";
}

/// <summary>Until when the variables of a scenario are good that had begun: those of its inputs, of its vars, and of its steps that ended.</summary>
/// <param name="steps">What the run did and does not do again.</param>
internal sealed class KnownUntil(RecordedSteps steps)
{
    private static readonly Dictionary<string, DateTimeOffset> NothingPassed = [];

    /// <summary>By name; what is not named is good for ever.</summary>
    /// <param name="plan">Of the scenario.</param>
    /// <param name="prefix">Of its steps.</param>
    /// <param name="passed">Until when what the caller passes is good.</param>
    public Dictionary<string, Perishable> Of(Plan plan, string prefix, IReadOnlyDictionary<string, DateTimeOffset> passed)
    {
        var known = new Dictionary<string, Perishable>(StringComparer.Ordinal);
        foreach (var input in plan.Inputs)
        {
            if (OfInput(input, prefix, passed, known) is { } perishable)
                known[input.Input.Name] = perishable;
        }
        foreach (var variable in plan.Scenario.Vars)
        {
            if (First(variable.Value.Templates, known) is { } first)
                known[variable.Name] = first;
        }
        var all = plan.Steps.AddRange(plan.Finally);
        for (var i = 0; i < all.Length; i++)
            Add(all[i], i, prefix, known);
        return known;
    }

    /// <summary>The first that perishes of what some templates use; null when all of it is good for ever.</summary>
    public static Perishable? First(IEnumerable<Template> templates, IReadOnlyDictionary<string, Perishable> known) =>
        templates.SelectMany(t => t.Uses).Select(u => known.GetValueOrDefault(u.Name)).OfType<Perishable>().MinBy(p => p.Until);

    /// <summary>Until when what a call passes is good, by the names of the inputs.</summary>
    public static Dictionary<string, DateTimeOffset> PassedBy(PlannedStep step, IReadOnlyDictionary<string, Perishable> known) =>
        step
            .Step.Call!.With.Select(w => (w.Name, First(w.Value.Templates, known)?.Until))
            .Where(w => w.Until is not null)
            .ToDictionary(w => w.Name, w => w.Until!.Value, StringComparer.Ordinal);

    private Perishable? OfInput(
        PlannedInput input,
        string prefix,
        IReadOnlyDictionary<string, DateTimeOffset> passed,
        Dictionary<string, Perishable> known
    ) =>
        input.Provider switch
        {
            ObtainedInput source => FirstOf(source.Plan, steps.PrefixOf(source, input, prefix), NothingPassed, n => n == input.Input.Name)
                is { } until
                ? new Perishable(until, null, input)
                : null,
            PassedInput when passed.TryGetValue(input.Input.Name, out var given) => new Perishable(given, null, input),
            DefaultInput computed => First(computed.Value.Templates, known),
            _ => null,
        };

    /// <summary>Until when outputs of a scenario that ended are good; null for ever.</summary>
    private DateTimeOffset? FirstOf(
        Plan plan,
        string prefix,
        IReadOnlyDictionary<string, DateTimeOffset> passed,
        Func<string, bool> isMeant
    ) => First(plan.Scenario.Outputs.Where(o => isMeant(o.Name)).SelectMany(o => o.Value.Templates), Of(plan, prefix, passed))?.Until;

    // Of a loop that is under way, what its turns gave.
    private void Add(PlannedStep step, int number, string prefix, Dictionary<string, Perishable> known)
    {
        var path = prefix + StepPath.Escape(step.Step.Id);
        var whole = steps.Find(path);
        var ended =
            step.Step.IsLoop ? TurnsOf(path)
            : whole is null ? []
            : [(path, whole)];
        var passed = step.Call is null || ended.Count == 0 ? NothingPassed : PassedBy(step, known);
        foreach (var extraction in step.Step.Extractions)
        {
            if (whole is not null)
                known.Remove(extraction.Name);
            if (ended.Min(e => Until(step, extraction, e.Path, e.Step, passed)) is { } until)
                known[extraction.Name] = new Perishable(until, number, null);
        }
    }

    private List<(string Path, RecordedStep Step)> TurnsOf(string path)
    {
        var turns = new List<(string, RecordedStep)>();
        while (true)
        {
            var turn = string.Create(CultureInfo.InvariantCulture, $"{path}[{turns.Count + 1}]");
            if (steps.Find(turn) is not { } ended)
                return turns;
            turns.Add((turn, ended));
        }
    }

    private DateTimeOffset? Until(
        PlannedStep step,
        Extraction extraction,
        string path,
        RecordedStep recorded,
        Dictionary<string, DateTimeOffset> passed
    ) =>
        recorded.Withheld.Contains(extraction.Name) ? DateTimeOffset.MinValue
        : recorded.Variables.FirstOrDefault(v => v.Name == extraction.Name) is not { } kept ? null
        : kept.IsRenewed || step.Call is null ? recorded.UntilOf(kept)
        : FirstOf(step.Call, path + "/", passed, OutputsOf(extraction));

    private static Func<string, bool> OutputsOf(Extraction extraction)
    {
        var used = extraction.Expressions.SelectMany(e => e.All).SelectMany(e => e.Uses).Where(u => u.Name == "outputs").ToList();
        return output => used.Count == 0 || used.Any(u => u.Member is null || u.Member == output);
    }
}
