using PingOneScenarios.Engine.Editing.Places;
using PingOneScenarios.Engine.Scenarios;

namespace PingOneScenarios.Engine.Editing;

/// <summary>What an expression at a place can name.</summary>
/// <param name="Outline">The file as it could last be read.</param>
/// <param name="Place">Where the expression stands now.</param>
/// <param name="Offset">Where it stood in the text of <paramref name="Outline"/>.</param>
internal sealed record ScopeAt(ScenarioOutline? Outline, CursorKey Place, int Offset)
{
    public OutlinedStep? Step { get; } = Place.Path is ["steps" or "finally", ..] ? Outline?.StepAt(Offset) : null;

    private string Part => Place.Path.IsEmpty ? "" : Place.Path[0];

    /// <summary>The key of the step the expression is below, such as <c>expect</c>.</summary>
    private string? StepKey => Place.Path is ["steps" or "finally", _, var key, ..] ? key : null;

    // A probe has an answer of its own.
    private bool IsInAnswer => StepKey is "expect" or "extract" or "retry" || Place.Path is [_, _, "on_unknown", "expect" or "extract", ..];

    /// <summary>Of inputs, vars and steps.</summary>
    public IEnumerable<Definition> Definitions =>
        (Outline?.Definitions ?? []).Where(d =>
            !IsBeingDefined(d)
            && Part switch
            {
                "inputs" => d is InputDefinition && IsAbove(d),
                "vars" => d is InputDefinition || d is VarDefinition && IsAbove(d),
                "steps" or "finally" => d is not ExtractionDefinition e || IsExtracted(e),
                "defaults" or "outputs" => true,
                _ => false,
            }
        );

    /// <summary>Of the language.</summary>
    public IEnumerable<ScopeRow> Rows
    {
        get
        {
            yield return ScopeTable.Run;
            yield return ScopeTable.Environment;
            if (IsInAnswer)
                yield return Step?.Step.Call is null ? ScopeTable.Response : ScopeTable.Outputs;
            // The list itself is computed before the first turn.
            if (Step is not { Step.IsLoop: true } || StepKey == "for_each")
                yield break;
            yield return ScopeTable.Item;
            yield return ScopeTable.Index;
        }
    }

    // The name whose value the expression is in has no value yet.
    private bool IsBeingDefined(Definition definition) =>
        definition switch
        {
            InputDefinition => Place.Path is ["inputs", var name, ..] && name == definition.Name,
            VarDefinition => Place.Path is ["vars", var name, ..] && name == definition.Name,
            ExtractionDefinition e => Place.Path is [_, _, "extract", var name, ..] && name == definition.Name && IsOwn(e),
            _ => false,
        };

    private bool IsOwn(ExtractionDefinition definition) => definition.In.Number == Step?.Number;

    private bool IsAbove(Definition definition) => definition.Span.Start < Offset;

    // The undo of a step sees what the step extracted, its extractions see those above them.
    private bool IsExtracted(ExtractionDefinition definition) =>
        IsOwn(definition) ? StepKey == "undo" || StepKey == "extract" && IsAbove(definition) : IsAbove(definition);
}
