using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Editing;

/// <summary>What an editor asks about a scenario that could be read: its steps, what defines variables, and what uses them.</summary>
internal sealed class ScenarioOutline
{
    private readonly Lazy<ImmutableArray<VariableUse>> uses;
    private readonly Lazy<IReadOnlySet<string>> secrets;

    /// <summary>The items of the lists at the top, by where they begin.</summary>
    private readonly ImmutableArray<SourceSpan> items;

    /// <param name="tree">The scenario with what it includes.</param>
    /// <param name="document">What the scenario was read from.</param>
    /// <param name="functions">What its expressions may call.</param>
    public ScenarioOutline(ScenarioTree tree, Document document, FunctionTable functions)
    {
        Tree = tree;
        Root = document.Root;
        items =
        [
            .. ((Root as MappingNode)?.Entries ?? [])
                .Select(e => e.Value)
                .OfType<SequenceNode>()
                .SelectMany(l => l.Items)
                .Select(i => i.Span)
                .OrderBy(s => s.Start),
        ];
        Steps = [.. Scenario.AllSteps.Select((s, i) => new OutlinedStep(s, i + 1, WholeOf(s)))];
        Definitions =
        [
            .. Scenario.Inputs.Select(i => new InputDefinition(i)),
            .. Scenario.Vars.Select(v => new VarDefinition(v)),
            .. Steps.SelectMany(s => s.Step.Extractions.Select(e => new ExtractionDefinition(e, s))),
        ];
        uses = new(() => Root is null ? [] : TreeUses.Of(Root, functions));
        secrets = new(() => new SecretNames(tree, isOpen: false).Of(tree.Entry));
    }

    public ScenarioTree Tree { get; }

    public Scenario Scenario => Tree.Entry;

    public LocatedNode? Root { get; }

    public ImmutableArray<OutlinedStep> Steps { get; }

    /// <summary>In the order in which they take effect.</summary>
    public ImmutableArray<Definition> Definitions { get; }

    public ImmutableArray<VariableUse> Uses => uses.Value;

    /// <summary>Whether a variable is known to be secret before anything runs; an answer can still make others secret.</summary>
    public bool IsSecret(string name) => secrets.Value.Contains(name);

    /// <summary>The step around an offset, or the one above it.</summary>
    public OutlinedStep? StepAt(int offset) => Steps.Where(s => s.Span.Start <= offset).MaxBy(s => s.Span.Start);

    /// <summary>The scenario a step calls, as far as it could be read.</summary>
    public Scenario? CalledBy(Step? step) => step?.Call is { } call ? Tree.ByPath.GetValueOrDefault(call.File.FullPath) : null;

    private SourceSpan WholeOf(Step step)
    {
        var (low, high) = (0, items.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (items[middle].Start <= step.Span.Start)
                low = middle + 1;
            else
                high = middle;
        }
        var holds = low > 0 && items[low - 1].Start + items[low - 1].Length >= step.Span.Start + step.Span.Length;
        return holds ? items[low - 1] : step.Span;
    }
}
