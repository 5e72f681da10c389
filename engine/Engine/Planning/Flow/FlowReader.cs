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
        var defaults = scenario.Defaults;
        Use(defaults.Headers.Select(h => h.Value).Concat(defaults.Auth?.Templates ?? []), ComputedKey.Defaults, null);
        UseAll(defaults.Retry?.Expressions ?? [], ComputedKey.Retry, null);
    }

    private void ReadStep(Step step, Defaults defaults)
    {
        Use(step.ForEach?.Templates ?? [], ComputedKey.ForEach, step);
        UseAll(step.When is { } when ? [when] : [], ComputedKey.When, step);
        if (step.Request is { } request)
            ReadRequest(request, step, defaults);
        foreach (var argument in step.Call?.With ?? [])
            Use(argument.Value.Templates, ComputedKey.Call, step);
        ReadExpectation(step);
        foreach (var extraction in step.Extractions)
            ReadExtraction(extraction, step);
        Use(step.Undo?.Templates ?? [], ComputedKey.Undo, step);
    }

    private void ReadRequest(RequestTemplate request, Step step, Defaults defaults)
    {
        var own = request.Templates.ToHashSet();
        Use(own, ComputedKey.Request, step);
        Use(DefaultsMerge.Apply(defaults, request).Templates.Where(t => !own.Contains(t)), ComputedKey.Defaults, step);
        UseAll((step.Retry ?? defaults.Retry)?.Expressions ?? [], ComputedKey.Retry, step);
    }

    private void ReadExtraction(Extraction extraction, Step step)
    {
        Use(extraction.Template is { } template ? [template] : [], ComputedKey.Extraction, step);
        Use(extraction.Default?.Templates ?? [], ComputedKey.ExtractionDefault, step);
        Provide(extraction.Name, extraction.NameSpan, DefinitionKind.Extraction, step);
    }

    private void ReadExpectation(Step step)
    {
        var expect = step.Expect;
        Use(
            expect.Headers.SelectMany(h => h.Value.Templates).Concat(expect.Json?.Templates ?? []).Concat(expect.Text?.Templates ?? []),
            ComputedKey.Expect,
            step
        );
        UseAll(expect.That, ComputedKey.That, step);
    }

    private void Use(IEnumerable<Template> templates, ComputedKey place, Step? step) =>
        UseAll(templates.SelectMany(t => t.Expressions), place, step);

    private void UseAll(IEnumerable<Expression> used, ComputedKey place, Step? step)
    {
        order++;
        expressions.AddRange(used.Select(e => new PlacedExpression(e, place, step, order)));
    }

    private void Provide(string name, SourceSpan span, DefinitionKind kind, Step? step) =>
        definitions.Add(new FlowDefinition(name, span, kind, step, ++order));
}
