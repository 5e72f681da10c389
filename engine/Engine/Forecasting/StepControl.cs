using System.Collections.Immutable;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Forecasting;

/// <summary>Whether and how often a step runs, as far as that is known.</summary>
/// <param name="Step">As written.</param>
/// <param name="When">What its condition gives; null without one, or when that is not known.</param>
/// <param name="Items">What it runs over; null without a list, or when that is not known.</param>
internal sealed record StepControl(Step Step, bool? When, ImmutableArray<Value>? Items)
{
    /// <summary>What it sees: in a loop an item that stands for all of them.</summary>
    public required ForeseenBag Scope { get; init; }

    /// <summary>Why it does not run; null when it does, or may.</summary>
    public string? Skipped =>
        When == false ? "the condition is false"
        : Items is { IsEmpty: true } ? "the list is empty"
        : null;

    /// <summary>Whether it is known that it runs.</summary>
    public bool IsSure => Skipped is null && (Step.When is null || When is not null) && (!Step.IsLoop || Items is not null);

    public static StepControl Of(Step step, ForeseenBag bag, TemplateForecaster templates)
    {
        if (step.ForEach is null)
            return new StepControl(step, WhenOf(step, bag, templates), null) { Scope = bag };
        var list = templates.Render(step.ForEach, bag);
        var scope = WithItem(bag, Each(ScopeTable.Item.Name, list.Labels), Each(ScopeTable.Index.Name, LabelSet.None));
        return new StepControl(step, WhenOf(step, scope, templates), (list.Plain as ListValue)?.Items) { Scope = scope };
    }

    /// <summary>What the condition of a step gives; null without one, or when that is not known.</summary>
    public static bool? WhenOf(Step step, ForeseenBag bag, TemplateForecaster templates) =>
        step.When is { } when ? (templates.Render(when, bag).Plain as BooleanValue)?.IsTrue : null;

    public static ForeseenBag WithItem(ForeseenBag bag, Foreseen item, Foreseen index) =>
        bag.With(ScopeTable.Item.Name, item).With(ScopeTable.Index.Name, index);

    /// <summary>What is in scope behind the step.</summary>
    public ForeseenBag Leave(ForeseenBag before, ForeseenBag after) =>
        Skipped is null ? after.Saying(before.Problems).Without(ScopeTable.Item.Name).Without(ScopeTable.Index.Name) : before;

    /// <summary>The step with what is said about its running.</summary>
    public ForecastStep Describe(ForecastStep shown, PlannedStep planned) =>
        shown with
        {
            Skipped = Skipped,
            When = Step.When?.Text,
            WhenResult = When,
            ForEach = Step.ForEach is null ? null : TemplateText.Of(Step.ForEach),
            Items = Items?.Length,
            Retry = planned.Retry is not { } retry || shown.Request is null ? null : StepWords.Retry(retry),
        };

    private static Foreseen Each(string name, LabelSet labels) =>
        labels.IsEmpty ? Foreseen.Unknown(Pending.Item.Shown(name), Pending.Item) : Foreseen.Secret(labels, Pending.Item);
}
