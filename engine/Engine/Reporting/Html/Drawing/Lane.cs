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

/// <summary>What the timeline is measured along.</summary>
/// <param name="Begin">Of the run.</param>
/// <param name="Whole">How long it is.</param>
internal sealed record Axis(DateTimeOffset Begin, TimeSpan Whole)
{
    public static Axis Of(ReportedRun run, List<Lane> rows)
    {
        var begin = rows[0].Exchange.At < run.Started.At ? rows[0].Exchange.At : run.Started.At;
        var end = rows.Max(r => r.Exchange.At + r.Exchange.Duration + (r.Next?.Pause ?? TimeSpan.Zero));
        return new Axis(begin, end > begin ? end - begin : TimeSpan.FromMilliseconds(1));
    }

    public double Place(DateTimeOffset at) => Share(at - Begin);

    public double Share(TimeSpan length) => length / Whole;
}
