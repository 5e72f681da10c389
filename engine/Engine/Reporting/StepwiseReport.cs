using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting;

/// <summary>A step with all that was told of it.</summary>
/// <param name="Step">How it ended.</param>
/// <param name="Exchanges">What was sent and received, in order; empty when nothing was sent or nobody asked for it.</param>
/// <param name="Retries">Why there was another attempt, one for each that was followed by one.</param>
internal sealed record StepLog(StepFinished Step, ImmutableArray<ExchangeRecord> Exchanges, ImmutableArray<RetryScheduled> Retries);

/// <summary>A report that is made step by step; what belongs to a step is gathered until it ends.</summary>
internal abstract class StepwiseReport : IRunReport
{
    // Only a step without a request, a call, has steps within it: what is sent belongs to the step that ends next.
    private readonly ImmutableArray<ExchangeRecord>.Builder exchanges = ImmutableArray.CreateBuilder<ExchangeRecord>();
    private readonly ImmutableArray<RetryScheduled>.Builder retries = ImmutableArray.CreateBuilder<RetryScheduled>();

    public void Observe(RunEvent happened)
    {
        switch (happened)
        {
            case RunStarted started:
                Begin(started);
                break;
            case RequestSent sent:
                exchanges.Add(sent.Exchange);
                break;
            case RetryScheduled retry:
                retries.Add(retry);
                break;
            case StepFinished finished:
                Add(new StepLog(finished, exchanges.DrainToImmutable(), retries.DrainToImmutable()));
                break;
            case RunFinished finished:
                End(finished);
                break;
            case RunNotStarted notStarted:
                AddNotStarted(notStarted);
                break;
        }
    }

    public abstract void Complete();

    /// <summary>A run begins.</summary>
    protected abstract void Begin(RunStarted started);

    /// <summary>A step of the run ended; the steps a call runs come before the call itself.</summary>
    protected abstract void Add(StepLog step);

    /// <summary>The run is over.</summary>
    protected abstract void End(RunFinished finished);

    /// <summary>A scenario could not even begin.</summary>
    protected abstract void AddNotStarted(RunNotStarted run);
}
