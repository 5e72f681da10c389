using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution.Undoing;

/// <summary>
/// What a run made, out of a report of it. Undo requests come from the scenario, what the operator gives from the operator; only the values of
/// other variables are taken from the report.
/// </summary>
/// <param name="told">Read from the report.</param>
internal sealed class ReportRestoring(ToldRun told) : IEarlierRun
{
    public EarlierWork Restore(RunTools tools, RunState state, Plan plan)
    {
        var made = ImmutableArray.CreateBuilder<RestoredEntry>();
        var lost = ImmutableArray.CreateBuilder<Diagnostic>();
        var known = new KnownVariables(tools, state, new Variable(ScopeTable.Run.Name, RunThen(), "the run"));
        foreach (var work in told.Left)
        {
            if (StepFrame.Find(plan, work.Place.Path) is { Step.Undo: { } undo } frame)
                made.Add(new Restoring(state, work, frame, known).Restore(undo));
            else
                lost.Add(NoUndo(plan, work));
        }
        return new EarlierWork(made.ToImmutable(), lost.ToImmutable());
    }

    // Vars are often made of it.
    private MapValue RunThen()
    {
        foreach (var work in told.Left)
        {
            if (
                StoredVariable.Find(work.Made, ScopeTable.Run.Name) is { Value: MapValue { Members.Length: 2 } run }
                && run.TryGetMember("id", out var id)
                && id is TextValue { Text: var text }
                && text == told.Started.RunId.Text
                && run.TryGetMember("startedAt", out var begun)
                && begun is TextValue { Text.Length: < 40 }
            )
                return run;
        }
        return new MapValue([new("id", told.Started.RunId.Text)]);
    }

    private static Diagnostic NoUndo(Plan plan, ToldWork work) =>
        new(
            DiagnosticCodes.UndoImpossible,
            plan.Scenario.Source.Beginning,
            $"what the step \"{work.Place.Title}\" made cannot be taken back: the scenario, as it is bound now, has no such step with an undo",
            $"the report calls it {work.Place.Path.Text}; an undo request is never taken from a report",
            "remove by hand what the step made, or give the scenario the same inputs as then"
        );
}

/// <summary>Puts together what one undo needs.</summary>
/// <param name="state">Labels what is secret.</param>
/// <param name="work">What the report says.</param>
/// <param name="frame">The step that made it.</param>
/// <param name="known">What needs no report.</param>
internal sealed class Restoring(RunState state, ToldWork work, StepFrame frame, KnownVariables known)
{
    private readonly List<InputToObtain> toObtain = [];
    private readonly VariableBag given = known.At(frame);
    private Diagnostic? problem;

    public RestoredEntry Restore(PlannedStep undo)
    {
        var bag = VariableBag.Empty;
        foreach (var use in undo.Uses.GroupBy(u => u.Name, StringComparer.Ordinal))
        {
            if (Find(use.Key, use.All(u => u.MayBeMissing)) is { } variable)
                bag = bag.With(variable);
        }
        var planned = undo with { Cause = known.CauseOf(frame), Retry = undo.Retry ?? UndoRunner.UsualRetry(undo.Request!) };
        problem ??= TooMuch(bag, undo);
        var entry = new UndoEntry(planned, frame.Place with { Turns = work.Place.Turns }, bag) { Problem = problem };
        state.Held.Keep(bag.Weight);
        return new RestoredEntry(entry, problem is null ? [.. toObtain] : []);
    }

    // Null when it is not there, which has been noted unless it may be missing.
    private Variable? Find(string name, bool mayBeMissing)
    {
        var stored = StoredVariable.Find(work.Made, name);
        if (given.TryGet(name, out var certain))
            return stored is not null && (stored.IsSecret || certain.Value.Equals(stored.Value)) ? certain : Note(Differs(name));
        if (stored is null or { IsSecret: true } && Obtained(name) is { } input)
        {
            toObtain.Add(new InputToObtain(input, frame.Why.ForInput(name)));
            return null;
        }
        return stored is null ? mayBeMissing ? null : Note(Lacks(name, "the report does not tell its value"))
            : stored.IsSecret ? Note(Lacks(name, "it is a secret, and a report holds only the names of secrets"))
            : stored.Value is null ? Note(Lacks(name, "what the report tells of it is no value"))
            : Fitting(name, stored.Value);
    }

    private PlannedInput? Obtained(string name) =>
        frame.Plan.Inputs.FirstOrDefault(i => i.Input.Name == name && i.Provider is ObtainedInput);

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

    private Diagnostic? TooMuch(VariableBag bag, PlannedStep undo)
    {
        try
        {
            state.Held.Check(bag.Weight, undo.Step.Span);
            return null;
        }
        catch (DiagnosticException e)
        {
            return e.Diagnostic;
        }
    }

    private Diagnostic Differs(string name) =>
        Impossible(
            $"\"{name}\" is not what it was when the run made it",
            "sent with another value, the undo would miss what was made, or hit something else",
            "give the scenario the same environment and the same inputs as then"
        );

    private Diagnostic Lacks(string name, string why) =>
        Impossible($"the value of \"{name}\" is not known", why, "remove by hand what the step made");

    private Diagnostic Impossible(string what, string why, string fix) =>
        new(
            DiagnosticCodes.UndoImpossible,
            frame.Step.Undo!.Request!.Span,
            $"what the step \"{frame.Step.Step.Title}\" made cannot be taken back: {what}",
            why,
            fix
        );
}
