using System.Collections.Immutable;
using System.Globalization;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution;

/// <summary>The variables a scenario begins with: run, environment, inputs, vars.</summary>
internal sealed class InputValues(TemplateRenderer templates, RunState state, VariableBag passed)
{
    /// <summary>What the scenario had begun with, when it goes on; null when it begins.</summary>
    public ImmutableArray<Variable>? Recorded { get; init; }

    public VariableBag Begin(string environment)
    {
        var about = new MapValue([new("id", state.Id), new("startedAt", TimeText(state.StartedAt))]);
        return VariableBag
            .Empty.With(new Variable("run", about, LabelSet.None, "the run"))
            .With(new Variable("environment", new MapValue([new("name", environment)]), LabelSet.None, "the environment"));
    }

    /// <summary>A time as <c>run.startedAt</c> has it.</summary>
    public static string TimeText(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <exception cref="DiagnosticException">A default cannot be computed, or a value does not fit.</exception>
    public VariableBag Bind(PlannedInput planned, VariableBag bag)
    {
        var input = planned.Input;
        switch (planned.Provider)
        {
            case GivenInput given:
                var labels = given.IsSecret ? state.Secrets.Label(input.Name, given.Value, given.To) : LabelSet.None;
                return bag.With(
                    new Variable(input.Name, given.Value, labels, given.Origin) { IsRenewed = IsOther(input.Name, given.Value) }
                );
            case DefaultInput computed:
                if (RecordedOf(input.Name, computed.Value, bag) is { } known)
                    return bag.With(known);
                bag = Bind(planned, templates.Render(computed.Value, bag).Value, bag);
                return Recorded is null ? bag : Renew(input.Name, bag);
            case PassedInput when passed.TryGet(input.Name, out var variable):
                if (!variable.IsRenewed && RecordedOf(input.Name) is { } before)
                    return bag.With(before);
                bag = Bind(planned, variable.Value, bag);
                return variable.IsRenewed ? Renew(input.Name, bag) : bag;
            default:
                return bag;
        }
    }

    /// <summary>A value that only became known in the run.</summary>
    /// <exception cref="DiagnosticException">It is not of the input's type.</exception>
    public VariableBag Bind(PlannedInput planned, Value value, VariableBag bag)
    {
        var input = planned.Input;
        if (InputTypes.Objection(input, value) is { } objection)
            throw new DiagnosticException(
                new Diagnostic(
                    DiagnosticCodes.InputInvalid,
                    input.Span,
                    value.Labels.IsEmpty && !SecretRule.IsSecret(input)
                        ? $"the value of the input \"{input.Name}\" does not fit: {objection}"
                        : $"the value of the secret input \"{input.Name}\" does not fit its type, its pattern or its choices",
                    Source(planned.Provider),
                    "look at where the value comes from"
                )
            );
        // What was put together of a secret and other text is secret as a whole when the input is.
        if (SecretRule.IsSecret(input))
            value = SecretParts.Labelled(value, v => v.Labels.IsEmpty ? state.Secrets.Label(input.Name, v) : v.Labels);
        bag = bag.With(new Variable(input.Name, value, Source(planned.Provider)));
        state.Held.Check(bag.Weight, input.Span);
        return bag;
    }

    /// <summary>The <c>vars</c> of a scenario, in their order.</summary>
    public VariableBag Compute(ImmutableArray<NamedTemplate> vars, VariableBag bag)
    {
        foreach (var variable in vars)
        {
            if (RecordedOf(variable.Name, variable.Value, bag) is { } known)
            {
                bag = bag.With(known);
                continue;
            }
            var value = templates.Render(variable.Value, bag).Value;
            // It may go wherever the run may go, since it was made here.
            if (value.Labels.IsEmpty && SecretRule.IsSecret(variable))
                value = SecretParts.Labelled(value, v => state.Secrets.LabelFound(variable.Name, v, LabelSet.None));
            bag = bag.With(new Variable(variable.Name, value, "vars") { IsRenewed = Recorded is not null });
            state.Held.Check(bag.Weight, variable.Value.Span);
        }
        return bag;
    }

    /// <summary>What was obtained before, unless it has just been obtained anew.</summary>
    public VariableBag BindObtained(PlannedInput planned, Value value, ScenarioOutcome source, VariableBag bag)
    {
        var isAnew = source.HasRunAnew && state.History is not null;
        if (!isAnew && RecordedOf(planned.Input.Name) is { } known)
            return bag.With(known);
        bag = Bind(planned, value, bag);
        if (source.IsShared && bag.TryGet(planned.Input.Name, out var bound))
            bag = bag.With(bound with { Origin = $"{bound.Origin}, shared with other runs" });
        return isAnew ? Renew(planned.Input.Name, bag) : bag;
    }

    // A secret may have been rotated since.
    private bool IsOther(string name, Value given) =>
        RecordedOf(name) is { } before && ValueJson.WriteJson(before.Value) != ValueJson.WriteJson(given);

    private static VariableBag Renew(string name, VariableBag bag) =>
        bag.TryGet(name, out var variable) ? bag.With(variable with { IsRenewed = true }) : bag;

    // Not when something it is computed from has another value by now.
    private Variable? RecordedOf(string name, ValueTemplate computed, VariableBag bag) =>
        Recorded is not null && !computed.Templates.SelectMany(t => t.Uses).Any(u => bag.TryGet(u.Name, out var used) && used.IsRenewed)
            ? RecordedOf(name)
            : null;

    private Variable? RecordedOf(string name) => Recorded?.FirstOrDefault(v => v.Name == name);

    private static string Source(InputProvider provider) =>
        provider switch
        {
            DefaultInput => "its default gave it",
            ObtainedInput obtained => $"it was obtained from \"{obtained.Plan.Scenario.Title}\"",
            _ => "the calling step passed it",
        };
}
