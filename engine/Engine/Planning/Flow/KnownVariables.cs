using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Templating.Analysis;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Planning.Flow;

/// <summary>The variables of a scenario whose kind is known before it runs, and the members of the answer.</summary>
internal static class KnownVariables
{
    private static readonly Value Text = new TextValue("");
    private static readonly Value Number = NumberValue.From(0L);

    private static readonly KeyValuePair<string, KnownVariable>[] OfLanguage =
    [
        .. ScopeTable.Rows.SelectMany(OfRow),
        KeyValuePair.Create(ScopeTable.Index.Name, new KnownVariable(Number, [], "index is a number")),
    ];

    private static IEnumerable<KeyValuePair<string, KnownVariable>> OfRow(ScopeRow row) =>
        row
            .Members.Where(m => m.Sample is not null)
            .Select(m => KeyValuePair.Create($"{row.Name}.{m.Name}", Known($"{row.Name}.{m.Name}", m.Sample!)));

    private static KnownVariable Known(string path, Value sample) => new(sample, [], $"{path} is {sample.Kind}");

    public static Foresight Of(ScenarioFlow flow)
    {
        var known = new Dictionary<string, KnownVariable>(OfLanguage, StringComparer.Ordinal);
        var foresight = new Foresight(known);
        foreach (var input in flow.Scenario.Inputs.Where(i => !i.IsUnread && IsOnly(i.Name)))
        {
            var sample = SampleOf(input.Type);
            known[input.Name] = new KnownVariable(sample, input.Choices, $"the input \"{input.Name}\" is {sample.Kind}");
        }
        foreach (var variable in flow.Scenario.Vars.Where(v => IsOnly(v.Name)))
        {
            if (SampleOf(variable.Value, foresight) is { } sample and not NullValue and not PredicateValue)
                known[variable.Name] = new KnownVariable(sample, [], $"the variable \"{variable.Name}\" is {sample.Kind}");
        }
        return foresight;

        bool IsOnly(string name) => flow.DefinitionsOf(name).Count() == 1;
    }

    /// <summary>Some value of the kind every value of an input has.</summary>
    public static Value SampleOf(InputType type) =>
        type switch
        {
            InputType.Number => Number,
            InputType.Boolean => Value.True,
            InputType.List => new ListValue([]),
            InputType.Map => MapValue.Empty,
            _ => Text,
        };

    /// <summary>Some value of the kind a tree gives; null when the kind is not known.</summary>
    public static Value? SampleOf(ValueTemplate value, Foresight foresight) =>
        value switch
        {
            FixedTemplate fixedValue => fixedValue.Value,
            TextTemplate { Template.Whole: { } expression } => foresight.SampleOf(expression.Root),
            TextTemplate => Text,
            ListTemplate => new ListValue([]),
            _ => MapValue.Empty,
        };
}
