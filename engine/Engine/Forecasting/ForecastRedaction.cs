using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Forecasting;

/// <summary>
/// The one way out of a forecast (trust rule 9): labels stand where secrets would already, and this second net takes those the
/// operator gave out of every text that is left, wherever they were written a second time.
/// </summary>
internal sealed class ForecastRedaction(SecretMask mask)
{
    public Forecast Redact(Forecast forecast) =>
        forecast with
        {
            Scenario = Redact(forecast.Scenario),
            Environment = mask.Apply(forecast.Environment),
            Origins = Each(forecast.Origins, o => o with { Origin = mask.Apply(o.Origin), Flag = Text(o.Flag) }),
            Grants = Each(forecast.Grants, g => g with { What = mask.Apply(g.What), By = mask.Apply(g.By) }),
            Secrets = Each(
                forecast.Secrets,
                s =>
                    s with
                    {
                        Source = mask.Apply(s.Source),
                        Uses = Each(s.Uses, u => u with { Step = mask.Apply(u.Step), Origin = mask.Apply(u.Origin) }),
                    }
            ),
            Made = Each(forecast.Made, m => m with { Step = mask.Apply(m.Step), Request = mask.Apply(m.Request), Undo = Text(m.Undo) }),
        };

    public ImmutableArray<Diagnostic> Redact(ImmutableArray<Diagnostic> problems) => Each(problems, mask.Apply);

    private ForecastScenario Redact(ForecastScenario scenario) =>
        scenario with
        {
            Title = mask.Apply(scenario.Title),
            Inputs = Each(
                scenario.Inputs,
                i =>
                    i with
                    {
                        Value = Text(i.Value),
                        Source = mask.Apply(i.Source),
                        Obtained = i.Obtained is null ? null : Redact(i.Obtained),
                    }
            ),
            Steps = Each(scenario.Steps, Redact),
            Finally = Each(scenario.Finally, Redact),
        };

    private ForecastStep Redact(ForecastStep step) =>
        step with
        {
            Title = mask.Apply(step.Title),
            When = Text(step.When),
            ForEach = Text(step.ForEach),
            Retry = Text(step.Retry),
            Request = step.Request is null ? null : Redact(step.Request),
            Call = step.Call is null ? null : Redact(step.Call),
            Expect = Each(step.Expect, mask.Apply),
            Probe = step.Probe is null ? null : Redact(step.Probe),
            Undo = step.Undo is null ? null : Redact(step.Undo),
        };

    private ForecastRequest Redact(ForecastRequest request) =>
        request with
        {
            Address = mask.Apply(request.Address),
            Origin = Text(request.Origin),
            Query = Fields(request.Query),
            Headers = Fields(request.Headers),
            Auth = Text(request.Auth),
            Body = request.Body is not { } body
                ? null
                : body with
                {
                    MediaType = Text(body.MediaType),
                    Text = Text(body.Text),
                    Fields = Fields(body.Fields),
                },
            Pending = Each(request.Pending, mask.Apply),
        };

    private ImmutableArray<ForecastField> Fields(ImmutableArray<ForecastField> fields) =>
        Each(fields, f => new ForecastField(mask.Apply(f.Name), mask.Apply(f.Text)));

    private string? Text(string? text) => text is null ? null : mask.Apply(text);

    private static ImmutableArray<T> Each<T>(ImmutableArray<T> items, Func<T, T> redact) => [.. items.Select(redact)];
}
