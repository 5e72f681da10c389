using System.Collections.Immutable;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Forecasting;

/// <summary>What a step extracts: values that are known after it, unless a call gives what is known already.</summary>
internal sealed class ExtractionForecaster(TemplateForecaster templates, Ledger ledger)
{
    public (ImmutableArray<ForecastExtraction> Shown, ForeseenBag Bag) Forecast(Step step, LabelSet carried, ForeseenBag bag)
    {
        var shown = ImmutableArray.CreateBuilder<ForecastExtraction>(step.Extractions.Length);
        foreach (var extraction in step.Extractions)
        {
            var value = Forecast(extraction, step, carried, bag);
            bag = bag.With(extraction.Name, value);
            shown.Add(
                new ForecastExtraction(extraction.Name, !value.Labels.IsEmpty)
                {
                    Lasts = extraction.Lasts is { } time ? DurationText.Exact(time.Longest) : null,
                }
            );
        }
        return (shown.MoveToImmutable(), bag);
    }

    private Foreseen Forecast(Extraction extraction, Step step, LabelSet carried, ForeseenBag bag)
    {
        var after = Pending.After(step.Title);
        // What an answer gives is not in scope here; only what a call gives can be known.
        var found = extraction.Template is { } template ? templates.Render(template, bag.Saying(null)) : Foreseen.Unknown("", after);
        var isSecret = SecretRule.IsSecret(extraction, step) && (extraction.Secret == true || found.Labels.IsEmpty);
        if (isSecret)
            return Foreseen.Secret(
                ledger.LabelFound(extraction.Name, $"extracted by \"{step.Title}\"", found.Labels.Union(carried)),
                after
            );
        if (!found.Labels.IsEmpty)
            return Foreseen.Secret(found.Labels, after);
        return step.Call is not null && !step.IsLoop && extraction.Path is null ? found : Foreseen.Unknown(after.Shown(""), after);
    }
}
