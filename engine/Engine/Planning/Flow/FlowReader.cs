using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;

namespace PingOneScenarios.Engine.Planning.Flow;

/// <summary>A scenario to the course its variables take.</summary>
internal sealed class FlowReader
{
    private readonly ImmutableArray<Definition>.Builder definitions = ImmutableArray.CreateBuilder<Definition>();
    private readonly ImmutableArray<PlacedExpression>.Builder expressions = ImmutableArray.CreateBuilder<PlacedExpression>();
    private int order;

    public static ScenarioFlow Read(Scenario scenario)
    {
        var reader = new FlowReader();
        reader.ReadHead(scenario);
        foreach (var step in scenario.AllSteps)
            reader.ReadStep(step, scenario.Defaults);
        foreach (var output in scenario.Outputs)
            reader.Use(output.Value.Templates, FlowPlace.Output, null);
        return new ScenarioFlow(scenario, reader.definitions.ToImmutable(), reader.expressions.ToImmutable());
    }

    private void ReadHead(Scenario scenario)
    {
        foreach (var input in scenario.Inputs)
        {
            Use(input.Default?.Templates ?? [], FlowPlace.InputDefault, null);
            Provide(input.Name, input.Span, DefinitionKind.Input, null);
        }
        foreach (var variable in scenario.Vars)
        {
            Use(variable.Value.Templates, FlowPlace.Var, null);
            Provide(variable.Name, variable.NameSpan, DefinitionKind.Var, null);
        }
        var defaults = scenario.Defaults;
        Use(defaults.Headers.Select(h => h.Value).Concat(defaults.Auth?.Templates ?? []), FlowPlace.Defaults, null);
        UseAll(defaults.Retry?.Expressions ?? [], FlowPlace.Retry, null);
    }

    private void ReadStep(Step step, Defaults defaults)
    {
        Use(step.ForEach?.Templates ?? [], FlowPlace.ForEach, step);
        UseAll(step.When is { } when ? [when] : [], FlowPlace.When, step);
        if (step.Request is { } request)
            ReadRequest(request, step, defaults);
        foreach (var argument in step.Call?.With ?? [])
            Use(argument.Value.Templates, FlowPlace.Call, step);
        ReadExpectation(step);
        foreach (var extraction in step.Extractions)
            ReadExtraction(extraction, step);
        Use(step.Undo?.Templates ?? [], FlowPlace.Undo, step);
    }

    private void ReadRequest(RequestTemplate request, Step step, Defaults defaults)
    {
        var own = request.Templates.ToHashSet();
        Use(own, FlowPlace.Request, step);
        Use(DefaultsMerge.Apply(defaults, request).Templates.Where(t => !own.Contains(t)), FlowPlace.Defaults, step);
        UseAll((step.Retry ?? defaults.Retry)?.Expressions ?? [], FlowPlace.Retry, step);
    }

    private void ReadExtraction(Extraction extraction, Step step)
    {
        Use(extraction.Template is { } template ? [template] : [], FlowPlace.Extraction, step);
        Use(extraction.Default?.Templates ?? [], FlowPlace.ExtractionDefault, step);
        Provide(extraction.Name, extraction.NameSpan, DefinitionKind.Extraction, step);
    }

    private void ReadExpectation(Step step)
    {
        var expect = step.Expect;
        Use(
            expect.Headers.SelectMany(h => h.Value.Templates).Concat(expect.Json?.Templates ?? []).Concat(expect.Text?.Templates ?? []),
            FlowPlace.Expect,
            step
        );
        UseAll(expect.That, FlowPlace.That, step);
    }

    private void Use(IEnumerable<Template> templates, FlowPlace place, Step? step) =>
        UseAll(templates.SelectMany(t => t.Expressions), place, step);

    private void UseAll(IEnumerable<Expression> used, FlowPlace place, Step? step)
    {
        order++;
        expressions.AddRange(used.Select(e => new PlacedExpression(e, place, step, order)));
    }

    private void Provide(string name, SourceSpan span, DefinitionKind kind, Step? step) =>
        definitions.Add(new Definition(name, span, kind, step, ++order));
}
