using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution.Pausing;

/// <summary>Variables as they are shown while a step waits, and set by hand. A secret that is set stays the same secret: shown by its name, and kept from the same origins (trust rules 3 and 4).</summary>
internal sealed class VariableEdits(SecretRegister secrets, SecretMask mask)
{
    private const string Origin = "set by hand";

    /// <summary>The value that is typed for a variable, read as exactly as in a file; or what is wrong with it.</summary>
    public static (Value? Value, Diagnostic? Objection) Read(SetVariable set, Turn turn, VariableBag bag)
    {
        var (step, typed) = (turn.Step, new TypedSetting(set));
        var known = bag.Names.Concat(Missing(step, bag)).ToList();
        if (!known.Contains(set.Name, StringComparer.Ordinal))
            return (null, typed.Unknown(known));
        var input = turn.Plan?.Inputs.FirstOrDefault(i => i.Input.Name == set.Name)?.Input;
        var isSecret =
            bag.TryGet(set.Name, out var old) && !old.Labels.IsEmpty || set.IsHidden || IsSecret(set.Name, input, old, step.Step);
        return input is not null ? ReadFor(input, typed, set.Text, isSecret) : ReadFree(set, typed, old, isSecret);
    }

    private static (Value? Value, Diagnostic? Objection) ReadFree(SetVariable set, TypedSetting typed, Variable? old, bool isSecret)
    {
        var isLetters = isSecret && (old is null || old.Value is TextValue);
        if (isLetters && set.IsHidden)
            return (new TextValue(set.Text), null);
        if (typed.HasBrokenJson())
            return (null, typed.BrokenJson(isSecret));
        return (isLetters ? Letters(set.Text) : TypedValue.Of(set.Text), null);
    }

    private static bool IsSecret(string name, Input? input, Variable? old, Step step) =>
        input is not null
            ? SecretRule.IsSecret(input)
            : old is null && IsSecret(name, step.Extractions.FirstOrDefault(e => e.Name == name), step);

    private static (Value? Value, Diagnostic? Objection) ReadFor(Input input, TypedSetting typed, string text, bool isSecret)
    {
        // A text may stand in quotes, as it may in a file.
        var isText = input.Type is not (InputType.List or InputType.Map or InputType.Number or InputType.Boolean);
        var value = isText && TypedValue.Of(text) is TextValue quoted ? quoted : InputTypes.FromText(input, text);
        var objection = value is null ? InputTypes.Expected(input.Type) : InputTypes.Objection(input, value);
        return objection is null ? (value, null) : (null, typed.Misfit(input, objection, isSecret));
    }

    /// <summary>The variables with another value for one of them, which nobody objects to.</summary>
    public VariableBag Apply(SetVariable set, Value value, PlannedStep step, VariableBag bag)
    {
        var labels = bag.TryGet(set.Name, out var old) ? old.Labels : LabelSet.None;
        labels = labels.Union(secrets.LabelsIn(value));
        var extraction = old is null ? step.Step.Extractions.FirstOrDefault(e => e.Name == set.Name) : null;
        labels = (extraction?.Template?.Uses ?? []).Aggregate(labels, (all, use) => all.Union(LabelsOf(use, bag)));
        var isSecret = set.IsHidden || old is null && IsSecret(set.Name, extraction, step.Step);
        if (labels.IsEmpty)
            return bag.With(new Variable(set.Name, value, isSecret ? secrets.Label(set.Name, value) : labels, Origin));
        secrets.Know(labels, value);
        return bag.With(new Variable(set.Name, value, labels, Origin));
    }

    /// <summary>Everything in scope, by name, and what is not but can be set: what the step needs, what it extracts, what an earlier one did not.</summary>
    public ImmutableArray<ShownVariable> Show(PlannedStep step, VariableBag bag) =>
        [
            .. bag
                .Variables.Select(Show)
                .Concat(Missing(step, bag).Select(name => Shown(name, null, false, WhyMissing(step, bag, name))))
                .OrderBy(v => v.Name, StringComparer.Ordinal),
        ];

    private static IEnumerable<string> Missing(PlannedStep step, VariableBag bag) =>
        bag
            .LackingNames.Concat(step.Uses.Select(u => u.Name))
            .Concat(step.Step.Extractions.Select(e => e.Name))
            .Distinct(StringComparer.Ordinal)
            .Where(name => !bag.TryGet(name, out _));

    private static string WhyMissing(PlannedStep step, VariableBag bag, string name) =>
        bag.ReasonFor(name) ?? (step.Step.Extractions.Any(e => e.Name == name) ? "this step extracts it" : "nothing has given it a value");

    private ShownVariable Show(Variable variable)
    {
        var text = ValueJson.Write(new Rendered(variable.Value).Shown);
        // The mask does not look for short secrets, but a whole value can be one.
        return Shown(variable.Name, secrets.ShownFor(text), !variable.Labels.IsEmpty, variable.Origin);
    }

    private ShownVariable Shown(string name, string? text, bool isSecret, string origin) =>
        new(MaskedText.By(mask, name), MaskedText.Maybe(mask, text), isSecret, MaskedText.By(mask, origin));

    /// <summary>Whether what is set is a secret: nobody has seen the value come out of an answer, so that the name it gets tells as well.</summary>
    public static bool IsSecret(string name, Extraction? extraction, Step step) =>
        extraction?.Secret ?? (CredentialNames.IsInput(name) || extraction is not null && SecretRule.IsSecret(extraction, step));

    private static LabelSet LabelsOf(VariableUse use, VariableBag bag) =>
        bag.TryGet(use.Name, out var variable) ? variable.LabelsOf(use.Member) : LabelSet.None;

    // A secret is letters, also one of nothing but digits, as a one-time code is; quotes around it and lists are read as in a file.
    private static Value Letters(string text) =>
        TypedValue.Of(text) is var value and (TextValue or ListValue or MapValue) ? value : new TextValue(text);
}
