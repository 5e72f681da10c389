using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Trust;

namespace PingOneScenarios.Engine.Forecasting;

/// <summary>What a run would tell of secrets by what happens (trust rule 12), as <see cref="SecretDecisions"/> counts it in the run.</summary>
/// <param name="secrets">Adds it up.</param>
/// <param name="mostTurns">Of a loop over a list that is only known in the run.</param>
internal sealed class DecisionForecaster(SecretLedger secrets, int mostTurns)
{
    /// <summary>One turn of a step, with all its attempts.</summary>
    public void Record(PlannedStep planned, ForeseenBag bag)
    {
        var attempts = planned.Retry?.Attempts ?? (planned.Retry is null ? 1 : RetryPolicy.MostAttempts);
        foreach (var (key, all, _) in planned.Step.Expressions)
        {
            var times = TimesOf(key, planned, attempts);
            foreach (var expression in all)
            {
                Inside(expression, bag, times);
                if (key == ComputedKey.Expect || key == ComputedKey.ProbeExpect || IsCondition(key) && !expression.IsPresence)
                    secrets.Decide(TemplateForecaster.LabelsOf(expression, bag), times);
                if (key == ComputedKey.Pause)
                    secrets.Decide(TemplateForecaster.LabelsOf(expression, bag), SecretDecisions.BitsOfTime(planned.Retry!.LongestPause));
            }
        }
    }

    private static int TimesOf(ComputedKey key, PlannedStep planned, int attempts) =>
        key == ComputedKey.Retry || key == ComputedKey.Pause ? attempts
        : key == ComputedKey.Redirects ? attempts * HopsOf(planned.Step.Request)
        : IsOfProbe(key)
            ? (planned.OnUnknown?.MostProbes ?? 0)
                * (key == ComputedKey.ProbeRedirects ? HopsOf(planned.Step.OnUnknown?.Probe?.Request) : 1)
        : 1;

    private static int HopsOf(RequestTemplate? request) => (request?.Redirects ?? 0) + 1;

    private static bool IsOfProbe(ComputedKey key) =>
        key == ComputedKey.ProbeExpect || key == ComputedKey.ProbeThat || key == ComputedKey.ProbeRedirects;

    /// <summary>How often a step is run, which is told once for all turns.</summary>
    public void RecordLoop(Step step, ForeseenBag bag)
    {
        foreach (var expression in step.ForEach?.Templates.SelectMany(t => t.Expressions) ?? [])
            secrets.Decide(TemplateForecaster.LabelsOf(expression, bag), TemplateRenderer.BitsOf(mostTurns));
    }

    /// <summary>What is decided inside an expression.</summary>
    public void Inside(Expression expression, ForeseenBag bag, int times = 1)
    {
        foreach (var deciding in expression.Decisions)
        {
            foreach (var (name, member) in deciding)
                secrets.Decide(TemplateForecaster.LabelsOf(name, member, bag), times);
        }
    }

    private static bool IsCondition(ComputedKey key) => key.IsCondition;
}
