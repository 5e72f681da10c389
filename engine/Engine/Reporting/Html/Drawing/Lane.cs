using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting.Html.Drawing;

/// <summary>A row of the timeline: an exchange and whose it is.</summary>
/// <param name="Step">Whose it is.</param>
/// <param name="Exchange">What it shows.</param>
/// <param name="Next">Why another attempt follows; null when none does.</param>
internal sealed record Lane(StepNode Step, ExchangeRecord Exchange, RetryScheduled? Next)
{
    /// <summary>Whether it is the exchange that a step went wrong with.</summary>
    public bool IsWrong => Step.IsWrong && Step.Log.Exchanges[^1] == Exchange;

    /// <summary>What of its time is no phase; nothing when no phase is known.</summary>
    public TimeSpan Rest =>
        PhaseParts.Told(Exchange.Phases).Length == 0
            ? TimeSpan.Zero
            : PhaseParts.All.Aggregate(Exchange.Duration, (rest, p) => rest - (p.Of(Exchange.Phases) ?? TimeSpan.Zero));

    public string Name =>
        Exchange switch
        {
            { Hop: > 0 } => $"redirect {Exchange.Hop}",
            { Attempt: > 1 } => $"attempt {Exchange.Attempt}",
            _ => Step.Label,
        };
}
