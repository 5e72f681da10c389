using System.Collections.Immutable;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Forecasting;

/// <summary>The inputs of a scenario as far as they are known, and where they come from.</summary>
internal sealed class InputForecaster(TemplateForecaster templates, Ledger ledger, SecretMask mask, bool isEmulatorUnstarted)
{
    /// <summary>The value is null for an input without one.</summary>
    public (ForecastInput Shown, Foreseen? Value) Forecast(
        PlannedInput planned,
        ImmutableDictionary<string, Foreseen> passed,
        ForeseenBag bag
    )
    {
        var input = planned.Input;
        return planned.Provider switch
        {
            GivenInput given => Given(input, given),
            DefaultInput computed => Show(input, templates.Render(computed.Value, bag), DefaultText(input, computed.Value)),
            PassedInput when passed.TryGetValue(input.Name, out var value) => Show(input, value, "passed by the call"),
            AbsentInput when input.Required && input.Obtain is null => Missing(input),
            _ => (Describe(input, "not given"), null),
        };
    }

    public (ForecastInput Shown, Foreseen? Value) Obtained(Input input, Plan source, ImmutableDictionary<string, Foreseen> outputs)
    {
        var title = source.Scenario.Title;
        return Show(input, outputs.GetValueOrDefault(input.Name) ?? After(title), $"obtained from \"{title}\"");

        static Foreseen After(string title) => Foreseen.Unknown(Pending.After(title).Shown(""), Pending.After(title));
    }

    private (ForecastInput, Foreseen?) Given(Input input, GivenInput given)
    {
        if (input.Type == InputType.Url && Origin.TryParse(given.Value.ToString(), out var origin, out _))
            ledger.Grant(origin, $"{input.Name} ({given.Origin})");
        if (given.IsSecret)
        {
            var labels = ledger.Label(input.Name, given.Origin, given.To);
            mask.Add(labels.Shown, given.Value);
            var to = given.To is { } own ? own.Select(EmulatorText.Of) : [];
            return Show(input, Foreseen.Secret(labels), given.Origin, [.. to]);
        }
        var isStandIn = isEmulatorUnstarted && given.Origin == ScenarioEnvironment.Emulator;
        var value = isStandIn
            ? Foreseen.Unknown($"({input.Name} of the emulator)", Pending.Emulator) with
            {
                Beginning = given.Value.ToString(),
                IsStandIn = true,
            }
            : Foreseen.Known(given.Value);
        return Show(input, value, given.Origin);
    }

    /// <summary>An entry of <c>vars</c>.</summary>
    public Foreseen Variable(NamedTemplate variable, ForeseenBag bag)
    {
        var value = templates.Render(variable.Value, bag);
        return value.Labels.IsEmpty && SecretRule.IsSecret(variable)
            ? Foreseen.Secret(ledger.LabelFound(variable.Name, "made in vars", LabelSet.None), value.Pending)
            : value;
    }

    // Also of a secret nobody has given yet a reviewer wants to know where it would go.
    private (ForecastInput, Foreseen?) Missing(Input input) =>
        (
            Describe(input, "missing"),
            SecretRule.IsSecret(input)
                ? Foreseen.Secret(ledger.Label(input.Name, "missing", null), Pending.Missing)
                : Foreseen.Unknown($"(no value for \"{input.Name}\")", Pending.Missing)
        );

    private (ForecastInput, Foreseen?) Show(Input input, Foreseen value, string source, ImmutableArray<string> to = default)
    {
        if (value.Labels.IsEmpty && SecretRule.IsSecret(input))
        {
            var labels = ledger.Label(input.Name, source, null);
            if (value.Plain is { } plain)
                mask.Add(labels.Shown, plain);
            value = Foreseen.Secret(labels, value.Pending);
        }
        var shown = Describe(input, source) with
        {
            IsSecret = !value.Labels.IsEmpty,
            Value = value.Pending is [var only] && only == Pending.Emulator ? $"(known {only.Words})" : value.Text,
            To = to.IsDefault ? [] : to,
        };
        return (shown, value);
    }

    private static ForecastInput Describe(Input input, string source) =>
        new()
        {
            Name = input.Name,
            Type = input.Type.Name(),
            IsSecret = SecretRule.IsSecret(input),
            Source = source,
        };

    // A secret that is written into the file as text is not shown again.
    private static string DefaultText(Input input, ValueTemplate value) =>
        value.Templates.SelectMany(t => t.Expressions).Any()
        && (!SecretRule.IsSecret(input) || value is TextTemplate { Template.Whole: not null })
            ? $"its default {TemplateText.Of(value)}"
            : "its default";
}
