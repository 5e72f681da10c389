using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution.Undoing;

/// <summary>Puts together what one undo needs.</summary>
/// <param name="state">Labels what is secret.</param>
/// <param name="work">What the report says.</param>
/// <param name="frame">The step that made it.</param>
/// <param name="given">What needs no report.</param>
/// <param name="obtained">The same, with what was obtained by now.</param>
internal sealed class Restoring(RunState state, ToldWork work, StepFrame frame, VariableBag given, VariableBag obtained)
{
    private static readonly Value Unknown = new TextValue("-");

    private readonly List<InputToObtain> toObtain = [];
    private Diagnostic? problem;

    /// <summary>What it lacks; nothing when it cannot be sent with that either.</summary>
    public IEnumerable<InputToObtain> ToObtain => problem is null ? toObtain : [];

    /// <param name="undo">As planned.</param>
    /// <param name="cause">What decided that its step was run.</param>
    public UndoEntry Restore(PlannedStep undo, LabelSet cause)
    {
        var bag = VariableBag.Empty;
        foreach (var use in undo.Uses.GroupBy(u => u.Name, StringComparer.Ordinal))
        {
            if (Find(use.Key, use.All(u => u.MayBeMissing)) is { } variable)
                bag = bag.With(variable);
        }
        var planned = undo with { Cause = cause, Retry = undo.Retry ?? UndoRunner.UsualRetry(undo.Request!) };
        return new UndoEntry(planned, frame.Place with { Turns = work.Place.Turns }, bag) { Problem = problem };
    }

    // Null when it is not there, which has been noted unless it may be missing.
    private Variable? Find(string name, bool mayBeMissing)
    {
        var stored = StoredVariable.Find(work.Made, name);
        if (given.TryGet(name, out var certain))
            return stored is not null && (stored.IsSecret || certain.Value.Equals(stored.Value)) ? certain : Other(name, stored?.Value);
        if (stored is { IsSecret: false })
            return stored.Value is null ? Note(Lacks(name, "what the report tells of it is no value")) : Fitting(name, stored.Value);
        return obtained.TryGet(name, out var anew) ? anew
            : IsToBeObtained(name) ? null
            : stored is not null ? Masked(name)
            : mayBeMissing ? null
            : Note(Lacks(name, "the report does not tell it"));
    }

    // Also when that was tried in vain, which is noted.
    private bool IsToBeObtained(string name)
    {
        var sources = ObtainedSources.Of(frame, name).ToList();
        var left = sources.Where(s => !state.Obtained.ContainsKey(s.From.Scenario.FullPath)).ToList();
        toObtain.AddRange(left);
        if (sources.Count > 0 && left.Count == 0)
            Note(NotObtained(name, sources[0].Input));
        return sources.Count > 0;
    }

    // What is left is named by what it was then; an undo with a problem is never sent.
    private Variable? Other(string name, Value? then)
    {
        Note(Differs(name));
        return then is null ? null : new Variable(name, new AnswerLabels(state.Secrets.Mask, []).Of(then), "told by the report");
    }

    // Its name stands in its place where the undo is shown.
    private Variable Masked(string name)
    {
        Note(Lacks(name, "it is a secret, and a report holds only the names of secrets"));
        return new Variable(name, Unknown, LabelSet.Of(new SecretLabel(name)), "masked in the report");
    }

    private Variable? Fitting(string name, Value value)
    {
        var input = frame.Plan.Inputs.FirstOrDefault(i => i.Input.Name == name)?.Input;
        if (input is not null && InputTypes.Objection(input, value) is not null)
            return Note(Lacks(name, "what the report tells of it is not of the type of the input"));
        var labels = IsSecret(name, input) ? state.Secrets.LabelFound(name, value, SourcesOf()) : LabelSet.None;
        var labelled = new AnswerLabels(state.Secrets.Mask, []).Of(value).Labelled(labels);
        return new Variable(name, labelled, "told by the report");
    }

    private bool IsSecret(string name, Input? input) =>
        input is not null && SecretRule.IsSecret(input)
        || frame.Plan.Scenario.Vars.Any(v => v.Name == name && SecretRule.IsSecret(v))
        || frame.Plan.Scenario.AllSteps.Any(s => s.Extractions.Any(e => e.Name == name && SecretRule.IsSecret(e, s)));

    // In the run it could go where all could go that it was asked for with.
    private LabelSet SourcesOf() => given.Variables.Aggregate(LabelSet.None, (all, variable) => all.Union(variable.Labels));

    private Variable? Note(Diagnostic found)
    {
        problem ??= found;
        return null;
    }

    private Diagnostic Differs(string name) =>
        Impossible(
            $"\"{name}\" is not what it was when the run made it",
            "sent with another value, the undo would miss what was made, or hit something else",
            "give the scenario the same environment and the same inputs as then"
        );

    private Diagnostic NotObtained(string name, string input) =>
        Impossible(
            $"the value of \"{name}\" is not known",
            $"the input \"{input}\" could not be obtained",
            "look at why it could not be obtained, then take back again"
        );

    private Diagnostic Lacks(string name, string why) =>
        Impossible($"the value of \"{name}\" is not known", why, "remove by hand what the step made");

    private Diagnostic Impossible(string what, string why, string fix) =>
        new(
            DiagnosticCodes.UndoImpossible,
            frame.Step.Undo!.Request!.Span,
            $"the undo of \"{frame.Step.Step.Title}\" cannot be sent: {what}",
            why,
            fix
        );
}
