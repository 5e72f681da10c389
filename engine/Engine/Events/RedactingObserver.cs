using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Events;

/// <summary>
/// The one way out of a run (trust rule 9): labels have already been put in place of labelled values, and this second net takes
/// known secrets out of every text that is left.
/// </summary>
/// <param name="mask">Knows the secrets.</param>
/// <param name="clock">Tells when something happened.</param>
/// <param name="next">Hears what may leave.</param>
internal sealed partial class RedactingObserver(SecretMask mask, TimeProvider clock, IRunObserver next) : IRunObserver
{
    public void Observe(RunEvent happened) => next.Observe(Redact(happened) with { At = clock.GetUtcNow() });

    /// <summary>The last event, and the summary as it left.</summary>
    public RunSummary Finish(RunSummary summary, IEnumerable<SourceText> sources)
    {
        var finished = new RunFinished(Redact(summary)) { At = clock.GetUtcNow(), Sources = [.. sources.Select(Redact)] };
        next.Observe(finished);
        return finished.Summary;
    }

    private RunEvent Redact(RunEvent happened) =>
        happened switch
        {
            RunStarted started => started with { Title = mask.Apply(started.Title), Path = mask.Apply(started.Path) },
            StepStarted started => started with { Step = Redact(started.Step), Target = mask.Apply(started.Target) },
            RequestSent sent => new RequestSent(Redact(sent.Step), Redact(sent.Exchange)),
            RetryScheduled retry => retry with { Step = Redact(retry.Step), Reason = mask.Apply(retry.Reason) },
            StepFinished finished => Redact(finished),
            _ => happened,
        };

    private RunSummary Redact(RunSummary summary) =>
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
            Checks = finished.Checks.IsEmpty ? [] : [.. finished.Checks.Select(Redact)],
        };

    private ExchangeRecord Redact(ExchangeRecord exchange) =>
        exchange with
        {
            Address = mask.Apply(exchange.Address),
            RequestHeaders = Redact(exchange.RequestHeaders),
            Credentials = exchange.Credentials is null ? null : mask.Apply(exchange.Credentials),
            RequestBody = exchange.RequestBody is null ? null : mask.Apply(exchange.RequestBody),
            Reason = mask.Apply(exchange.Reason),
            AnswerHeaders = Redact(exchange.AnswerHeaders),
            AnswerBody = mask.Apply(exchange.AnswerBody),
            Failure = exchange.Failure is null ? null : mask.Apply(exchange.Failure),
            Tokens = exchange.Tokens.IsEmpty ? [] : [.. exchange.Tokens.Select(Redact)],
        };

    private ImmutableArray<ShownValue> Redact(ImmutableArray<ShownValue> values) =>
        values.IsEmpty ? values : [.. values.Select(v => new ShownValue(mask.Apply(v.Name), mask.Apply(v.Text)))];

    private ImmutableArray<ExtractedValue> Redact(ImmutableArray<ExtractedValue> values) =>
        values.IsEmpty
            ? values
            : [.. values.Select(v => v with { Name = mask.Apply(v.Name), Text = mask.Apply(v.Text), From = mask.Apply(v.From) })];

    private CheckRecord Redact(CheckRecord check) =>
        check with
        {
            What = mask.Apply(check.What),
            Expected = mask.Apply(check.Expected),
            Actual = mask.Apply(check.Actual),
        };

    private TokenRecord Redact(TokenRecord token) =>
        new(mask.Apply(token.Where), mask.Apply(token.Header), token.Claims is null ? null : mask.Apply(token.Claims));

    private SourceRecord Redact(SourceText source) => new(mask.Apply(source.Path), source.Covered(mask.Cover).Shown);

    private ImmutableArray<Diagnostic> Redact(ImmutableArray<Diagnostic> problems) =>
        problems.IsEmpty ? problems : [.. problems.Select(mask.Apply)];

    // Someone may have written into the file what is secret to another.
    private StepPlace Redact(StepPlace step) =>
        step with
        {
            Id = mask.Apply(step.Id),
            Title = mask.Apply(step.Title),
            For = mask.Apply(step.For),
        };
}
