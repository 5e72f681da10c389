using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution.Pausing;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution.Settling;

/// <summary>What a person says a lost answer would have given, read as what is set by hand, and as secret as what is extracted.</summary>
/// <param name="tools">Compute defaults.</param>
/// <param name="state">Learns what is secret of it.</param>
internal sealed class TypedAnswer(RunTools tools, RunState state)
{
    private const string By = "the operator";

    private readonly VariableEdits edits = new(state.Secrets, tools.Teller.Mask);

    /// <summary>What can be given; true for a secret.</summary>
    public ImmutableArray<(MaskedText Name, bool IsSecret)> Asked(Step step) =>
        [.. step.Extractions.Select(e => (MaskedText.By(tools.Teller.Mask, e.Name), IsSecret(e, step)))];

    /// <summary>The answer, or what is wrong with what was typed.</summary>
    public (LostAnswer? Answer, Diagnostic? Objection) Read(Turn turn, ImmutableArray<KeyValuePair<string, string>> typed)
    {
        var (step, bag) = (turn.Step.Step, turn.Bag);
        if (typed.FirstOrDefault(t => !step.Extractions.Any(e => e.Name == t.Key)).Key is { } unknown)
            return (null, Unknown(unknown, step));
        var given = ImmutableArray.CreateBuilder<TakenValue>();
        foreach (var extraction in step.Extractions)
        {
            var text = typed.LastOrDefault(t => t.Key == extraction.Name).Value;
            var (value, objection) = text is null ? DefaultOf(extraction, bag) : Read(extraction, step, text);
            if (value is null)
                return (null, objection);
            bag = edits.Apply(Setting(extraction, step, text ?? ""), value, turn.Step, bag);
            _ = bag.TryGet(extraction.Name, out var variable);
            given.Add(new TakenValue(extraction.Name, ValueJson.Write(new Rendered(variable!.Value).Shown), By, !variable.Labels.IsEmpty));
        }
        return (new LostAnswer(bag, given.ToImmutable()), null);
    }

    private (Value? Value, Diagnostic? Objection) DefaultOf(Extraction extraction, VariableBag bag)
    {
        if (extraction.Default is not { } value)
            return (null, Missing(extraction));
        try
        {
            return (tools.Templates.Render(value, bag).Value, null);
        }
        catch (DiagnosticException e)
        {
            return (null, e.Diagnostic);
        }
    }

    private static (Value? Value, Diagnostic? Objection) Read(Extraction extraction, Step step, string text)
    {
        var set = Setting(extraction, step, text);
        var typed = new TypedSetting(set);
        var isList = extraction.GivesList;
        // A secret is letters, also one of nothing but digits.
        if (set.IsHidden && !isList)
            return (new TextValue(text), null);
        if (typed.HasBrokenJson())
            return (null, typed.BrokenJson(set.IsHidden));
        var value = TypedValue.Of(text);
        return isList && value is not ListValue ? (null, typed.NoList(set.IsHidden)) : (value, null);
    }

    private static SetVariable Setting(Extraction extraction, Step step, string text) =>
        new(extraction.Name, text, IsSecret(extraction, step));

    private static bool IsSecret(Extraction extraction, Step step) => VariableEdits.IsSecret(extraction.Name, extraction, step);

    private static Diagnostic Unknown(string name, Step step)
    {
        var names = step.Extractions.Select(e => e.Name).ToList();
        return new Diagnostic(
            DiagnosticCodes.UnknownVariable,
            step.Span,
            $"step \"{step.Title}\" does not extract \"{name}\"",
            "only what its lost answer would have given is asked for",
            Suggestion.Sentence(name, names, names.Count == 0 ? "give no value" : $"it extracts {Wording.And([.. names])}")
        );
    }

    private static Diagnostic Missing(Extraction extraction) =>
        new(
            DiagnosticCodes.InputMissing,
            extraction.NameSpan,
            $"there is no value for \"{extraction.Name}\"",
            "the answer that was lost would have given it",
            "look at what the server has made, and give the value as text; a list or a map as JSON"
        );
}
