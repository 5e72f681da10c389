using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution.Undoing;

/// <summary>
/// The variables of a step that need nobody's word: what the operator gives, and what the scenario makes of that alone, without an answer,
/// the time or chance.
/// </summary>
/// <param name="tools">Limit what is computed.</param>
/// <param name="state">Labels what is secret.</param>
/// <param name="run">What <c>run</c> was.</param>
/// <param name="withObtained">Whether what was obtained by now counts too.</param>
internal sealed class CertainVariables(RunTools tools, RunState state, Variable run, bool withObtained)
{
    // Without a world: what needs one gives another value each time.
    private readonly TemplateRenderer templates = new(null, state.Secrets.Mask, tools.Work);
    private readonly Dictionary<string, VariableBag> scenarios = new(StringComparer.Ordinal);

    /// <summary>Those a step sees in its turn.</summary>
    public VariableBag At(StepFrame frame)
    {
        if (!scenarios.TryGetValue(frame.Why.Path, out var bag))
            scenarios[frame.Why.Path] = bag = Begin(frame);
        return frame.Turn == 0 ? bag : WithItem(frame, bag);
    }

    /// <summary>The labels of what decided that a step was run (trust rule 3), as far as they are known.</summary>
    public LabelSet CauseOf(StepFrame frame)
    {
        var cause = LabelSet.None;
        for (var at = frame; at is not null; at = at.Caller)
        {
            var (bag, step) = (At(at), at.Step.Step);
            var deciding = (step.When?.Uses ?? []).Concat(step.ForEach?.Templates.SelectMany(t => t.Uses) ?? []);
            cause = deciding.Aggregate(cause, (all, use) => bag.TryGet(use.Name, out var known) ? all.Union(known.Labels) : all);
        }
        return cause;
    }

    private VariableBag Begin(StepFrame frame)
    {
        var plan = frame.Plan;
        var values = new InputValues(templates, state, PassedBy(frame.Caller));
        var bag = values.Begin(plan.EnvironmentName).With(run);
        foreach (var input in plan.Inputs)
            bag = Try(bag, known => Obtained(input) is { } value ? values.Bind(input, value, known) : values.Bind(input, known));
        foreach (var variable in plan.Scenario.Vars)
            bag = Try(bag, known => values.Compute([variable], known));
        return frame.Extracted.Aggregate(bag, (known, name) => known.Without(name));
    }

    private Value? Obtained(PlannedInput input) =>
        withObtained
        && input.Provider is ObtainedInput source
        && state.Obtained.TryGetValue(source.Plan.Scenario.FullPath, out var outcome)
        && outcome.Outcome == Outcome.Passed
        && outcome.Outputs.TryGetMember(input.Input.Name, out var value)
            ? value
            : null;

    private VariableBag PassedBy(StepFrame? caller)
    {
        var passed = VariableBag.Empty;
        if (caller is null)
            return passed;
        var bag = At(caller);
        foreach (var argument in caller.Step.Step.Call!.With)
            passed = Try(
                passed,
                known => known.With(new Variable(argument.Name, templates.Render(argument.Value, bag).Value, "passed by its step"))
            );
        return passed;
    }

    private VariableBag WithItem(StepFrame frame, VariableBag bag) =>
        Try(
            bag,
            known =>
            {
                var list = templates.Render(frame.Step.Step.ForEach!, known).Value;
                var own = list.Own;
                known = known.With(new Variable(ScopeTable.Index.Name, frame.Turn - 1, own, "for_each"));
                // A turn that never was has no item, whatever a report says.
                var item = list is ListValue { Items: var items } && frame.Turn <= items.Length ? items[frame.Turn - 1] : Value.Null;
                return known.With(new Variable(ScopeTable.Item.Name, item, own, "for_each"));
            }
        );

    // What cannot be computed is not known.
    private VariableBag Try(VariableBag bag, Func<VariableBag, VariableBag> compute)
    {
        try
        {
            tools.Work.Begin(UndoRunner.LongestDescribing, CancellationToken.None);
            return compute(bag);
        }
        catch (Exception e) when (e is DiagnosticException or NotBeforeRunException)
        {
            return bag;
        }
    }
}
