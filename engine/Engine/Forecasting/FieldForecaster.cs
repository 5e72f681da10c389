using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Forecasting;

/// <summary>Headers, query parameters and form fields, with what is known of them now.</summary>
internal sealed class FieldForecaster(TemplateForecaster templates)
{
    /// <param name="fields">As written.</param>
    /// <param name="bag">The variables.</param>
    /// <param name="parts">Takes everything that was computed.</param>
    public ImmutableArray<ForecastField> Forecast(FieldsTemplate fields, ForeseenBag bag, List<Foreseen> parts) =>
        fields.Computed is { } computed ? Computed(computed, bag, parts) : Forecast(fields.Written, bag, parts);

    /// <inheritdoc cref="Forecast(FieldsTemplate, ForeseenBag, List{Foreseen})"/>
    public ImmutableArray<ForecastField> Forecast(ImmutableArray<FieldTemplate> fields, ForeseenBag bag, List<Foreseen> parts) =>
        [.. fields.SelectMany(f => Texts(f.Value, bag, parts).Select(text => new ForecastField(f.Name, text)))];

    /// <summary>The text, or one for each item of a list that an expression gives.</summary>
    public IEnumerable<string> Texts(Template template, ForeseenBag bag, List<Foreseen> parts)
    {
        var part = template.Whole is { } expression ? templates.Render(expression, bag) : templates.RenderText(template, bag);
        // What has no place in a text is said by whoever makes one of it.
        if (part.Plain is NullValue or ViewValue or PredicateValue)
            part = templates.RenderText(template, bag);
        parts.Add(part);
        return part.Shown is ListValue list ? list.Items.Select(i => i.ToString()) : [part.Text];
    }

    // As far as they are known, each as it would be sent; where none is known yet, one without a name stands for them.
    private ImmutableArray<ForecastField> Computed(Template computed, ForeseenBag bag, List<Foreseen> parts)
    {
        var part = templates.Render(computed, bag);
        parts.Add(part);
        var value = part.Plain ?? part.Shown;
        if (part.Plain is null && value is not (MapValue or ListValue))
            return [new ForecastField("", part.Text)];
        try
        {
            return [.. ComputedFields.Of(value, computed.Span).Select(f => new ForecastField(f.Name.Plain, f.Value.Plain))];
        }
        catch (DiagnosticException e)
        {
            bag.Problems?.Add(e.Diagnostic);
            return [new ForecastField("", part.Text)];
        }
    }
}
