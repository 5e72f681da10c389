using System.Collections.Immutable;
using PingOneScenarios.Engine.Scenarios;

namespace PingOneScenarios.Engine.Planning.Flow;

/// <summary>
/// Where the variables of a scenario are provided and where they are used, in the order of a run. Expressions of <c>defaults</c> are
/// there once by themselves, without a step, and once for each step that takes them.
/// </summary>
internal sealed record ScenarioFlow(
    Scenario Scenario,
    ImmutableArray<FlowDefinition> Definitions,
    ImmutableArray<PlacedExpression> Expressions
)
{
    private readonly ILookup<string, FlowDefinition> byName = Definitions.ToLookup(d => d.Name, StringComparer.Ordinal);

    private readonly Lazy<ILookup<string, Mention>> mentionsByName = new(() =>
        Expressions.SelectMany(MentionsIn).ToLookup(m => m.Use.Name, StringComparer.Ordinal)
    );

    public IEnumerable<Mention> Mentions => Expressions.SelectMany(MentionsIn);

    /// <summary>All places that provide a name, in their order.</summary>
    public IEnumerable<FlowDefinition> DefinitionsOf(string name) => byName[name];

    /// <summary>The places whose value a mention can see.</summary>
    public IEnumerable<FlowDefinition> DefinitionsOf(Mention mention) =>
        byName[mention.Use.Name].Where(d => d.Order < mention.At.Order || IsOfAnyStep(mention.At));

    /// <summary>The mentions that can see what a place provides.</summary>
    public IEnumerable<Mention> MentionsOf(FlowDefinition definition) =>
        mentionsByName.Value[definition.Name].Where(m => definition.Order < m.At.Order || IsOfAnyStep(m.At));

    /// <summary>What provides a name of the language in a place, for people; null for every other name, and where it is not in scope.</summary>
    public string? LanguageProvider(string name, PlacedExpression at) =>
        name switch
        {
            "run" => "the run",
            "environment" => "the environment",
            _ when ScopeTable.IsOfLoop(name) => SeesItems(at) ? "for_each" : null,
            "response" => SeesAnswer(at) && at.Step?.Call is null ? "the answer" : null,
            "outputs" => SeesAnswer(at) && at.Step?.Call is not null ? "the answer" : null,
            _ => null,
        };

    private static IEnumerable<Mention> MentionsIn(PlacedExpression placed) => placed.Expression.Uses.Select(u => new Mention(u, placed));

    // What stands under defaults may be meant for some steps only; each step that takes it is looked at by itself.
    private static bool IsOfAnyStep(PlacedExpression at) => at.Step is null && at.Key == ComputedKey.Defaults;

    private bool SeesItems(PlacedExpression at) =>
        IsOfAnyStep(at) ? Scenario.AllSteps.Any(s => s.IsLoop) : at.Step is { IsLoop: true } && at.Key.Moment != Moment.Loop;

    private static bool SeesAnswer(PlacedExpression at) => at.Key.Moment == Moment.Answer;
}
