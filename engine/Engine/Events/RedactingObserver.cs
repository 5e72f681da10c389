using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Events;

/// <summary>
/// The one way out of a run (trust rule 9): labels have already been put in place of labelled values, and this second net takes
/// known secrets out of every text that is left.
/// </summary>
internal sealed class RedactingObserver(SecretMask mask, IRunObserver next) : IRunObserver
{
    public void Observe(RunEvent happened) => next.Observe(Redact(happened));

    private RunEvent Redact(RunEvent happened) =>
        happened switch
        {
            RunStarted started => started with { Title = mask.Apply(started.Title), Path = mask.Apply(started.Path) },
            StepStarted started => started with { Step = Redact(started.Step), Target = mask.Apply(started.Target) },
            RequestSent sent => new RequestSent(Redact(sent.Step), Redact(sent.Exchange)),
            RetryScheduled retry => retry with { Step = Redact(retry.Step), Reason = mask.Apply(retry.Reason) },
            StepFinished finished => Redact(finished),
            RunFinished finished => new RunFinished(Redact(finished.Summary)),
            _ => happened,
        };

    /// <summary>The summary as it may leave the run.</summary>
    public RunSummary Redact(RunSummary summary) =>
        summary with
        {
            LeftBehind = [.. summary.LeftBehind.Select(mask.Apply)],
            Problems = Redact(summary.Problems),
        };

    private StepFinished Redact(StepFinished finished) =>
        finished with
        {
            Step = Redact(finished.Step),
            Target = finished.Target is null ? null : mask.Apply(finished.Target),
            Extracted = Redact(finished.Extracted),
            Problems = Redact(finished.Problems),
            Exchange = finished.Exchange is null ? null : Redact(finished.Exchange),
            Note = finished.Note is null ? null : mask.Apply(finished.Note),
        };

    private ExchangeRecord Redact(ExchangeRecord exchange) =>
        exchange with
        {
            Address = mask.Apply(exchange.Address),
            RequestHeaders = Redact(exchange.RequestHeaders),
            RequestBody = exchange.RequestBody is null ? null : mask.Apply(exchange.RequestBody),
            Reason = mask.Apply(exchange.Reason),
            AnswerHeaders = Redact(exchange.AnswerHeaders),
            AnswerBody = mask.Apply(exchange.AnswerBody),
        };

    private ImmutableArray<ShownValue> Redact(ImmutableArray<ShownValue> values) =>
        values.IsEmpty ? values : [.. values.Select(v => new ShownValue(mask.Apply(v.Name), mask.Apply(v.Text)))];

    private ImmutableArray<Diagnostic> Redact(ImmutableArray<Diagnostic> problems) =>
        problems.IsEmpty ? problems : [.. problems.Select(mask.Apply)];

    // Someone may have written into the file what is secret to another.
    private StepPlace Redact(StepPlace step) => step with { Id = mask.Apply(step.Id), Title = mask.Apply(step.Title) };
}
