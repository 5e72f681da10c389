using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;

namespace PingOneScenarios.Engine.Planning.Flow;

/// <summary>A scenario to the course its variables take.</summary>
internal sealed class FlowReader
{
    private readonly ImmutableArray<FlowDefinition>.Builder definitions = ImmutableArray.CreateBuilder<FlowDefinition>();
    private readonly ImmutableArray<PlacedExpression>.Builder expressions = ImmutableArray.CreateBuilder<PlacedExpression>();
    private int order;

    public static ScenarioFlow Read(Scenario scenario)
    {
        var reader = new FlowReader();
        reader.ReadHead(scenario);
        foreach (var step in scenario.AllSteps)
            reader.ReadStep(step, scenario.Defaults);
        foreach (var output in scenario.Outputs)
            reader.Use(output.Value.Templates, ComputedKey.Output, null);
        return new ScenarioFlow(scenario, reader.definitions.ToImmutable(), reader.expressions.ToImmutable());
    }

    private void ReadHead(Scenario scenario)
    {
        foreach (var input in scenario.Inputs)
        {
            Use(input.Default?.Templates ?? [], ComputedKey.InputDefault, null);
            Provide(input.Name, input.Span, DefinitionKind.Input, null);
        }
        foreach (var variable in scenario.Vars)
        {
            Use(variable.Value.Templates, ComputedKey.Var, null);
            Provide(variable.Name, variable.NameSpan, DefinitionKind.Var, null);
        }
        foreach (var part in scenario.Defaults.Expressions)
            UseAll(part.All, part.Key, null);
    }

    private void ReadStep(Step step, Defaults defaults)
    {
        var takes = !defaults.Headers.IsEmpty || defaults.Auth is not null;
        var own = takes ? step.Requests.SelectMany(r => r.Template.Templates).SelectMany(t => t.Expressions).ToHashSet() : [];
        foreach (var part in DefaultsMerge.Apply(defaults, step).Expressions)
        {
            order++;
            foreach (var expression in part.All)
                Add(
                    expression,
                    takes && part.Key == ComputedKey.Request && !own.Contains(expression) ? ComputedKey.Defaults : part.Key,
                    step
                );
            if (part.Gives is { } extraction)
                Provide(extraction.Name, extraction.NameSpan, DefinitionKind.Extraction, step);
        }
    }

    private void Use(IEnumerable<Template> templates, ComputedKey key, Step? step) =>
        UseAll(templates.SelectMany(t => t.Expressions), key, step);

    private void UseAll(IEnumerable<Expression> used, ComputedKey key, Step? step)
    {
        order++;
        foreach (var expression in used)
            Add(expression, key, step);
    }

    private void Add(Expression expression, ComputedKey key, Step? step) =>
        expressions.Add(new PlacedExpression(expression, key, step, order));

    private void Provide(string name, SourceSpan span, DefinitionKind kind, Step? step) =>
        definitions.Add(new FlowDefinition(name, span, kind, step, ++order));
}
