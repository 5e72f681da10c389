using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting;

/// <summary>A step with all that was told of it.</summary>
/// <param name="Step">How it ended.</param>
/// <param name="Exchanges">What was sent and received, in order; empty when nothing was sent or nobody asked for it.</param>
/// <param name="Retries">Why there was another attempt, one for each that was followed by one.</param>
internal sealed record StepLog(StepFinished Step, ImmutableArray<ExchangeRecord> Exchanges, ImmutableArray<RetryScheduled> Retries)
{
    /// <summary>How often the run had gone on when it ended.</summary>
    public int Stretch { get; init; }

    /// <summary>How the run went on with this step, each time it did.</summary>
    public ImmutableArray<RunResumed> Resumptions { get; init; } = [];

    /// <summary>What became of its requests that were in doubt.</summary>
    public ImmutableArray<DoubtSettled> Settled { get; init; } = [];
}

/// <summary>
/// A report that is made step by step; what belongs to a step is gathered until it ends. The end of a run that is to be begun anew waits
/// until that is done: nobody may have had the time for it.
/// </summary>
internal abstract class StepwiseReport : IRunReport
{
    private readonly StepGathering gathered = new();
    private RunStarted? run;
    private RunFinished? waiting;

    public void Observe(RunEvent happened)
    {
        gathered.Follow(happened);
        switch (happened)
        {
            case RunStarted started:
                EndLast(started);
                run = started;
                Begin(started);
                break;
            case StepFinished finished:
                Add(gathered.Take(finished));
                break;
            case RunFinished { Summary.IsRunAnew: true } finished:
                waiting = finished;
                break;
            case RunFinished finished:
                End(finished);
                break;
            case RunNotStarted notStarted:
                EndLast(null);
                AddNotStarted(notStarted);
                break;
            case RunResumed resumed:
                Resume(resumed);
                break;
            case DoubtSettled settled:
                Settle(settled);
                break;
            case LoadFinished load:
                AddLoad(load.Load);
                break;
        }
    }

    public void Complete()
    {
        EndLast(null);
        Close();
    }

    /// <summary>All runs are over.</summary>
    protected abstract void Close();

    /// <summary>A run begins.</summary>
    protected abstract void Begin(RunStarted started);

    /// <summary>A step of the run ended; the steps a call runs come before the call itself.</summary>
    protected abstract void Add(StepLog step);

    /// <summary>The run goes on that had stopped.</summary>
    protected abstract void Resume(RunResumed resumed);

    /// <summary>It is known, or decided, what became of a request in doubt.</summary>
    protected abstract void Settle(DoubtSettled settled);

    /// <summary>The run is over.</summary>
    protected abstract void End(RunFinished finished);

    /// <summary>The run is over and does not count: the next one is the same once more.</summary>
    protected abstract void EndUncounted(RunFinished finished);

    /// <summary>A load is over, of which only runs that went wrong were told; nothing of it is reported unless this is overridden.</summary>
    protected virtual void AddLoad(LoadSummary load) { }

    /// <summary>A scenario could not even begin.</summary>
    protected abstract void AddNotStarted(RunNotStarted run);

    private void EndLast(RunStarted? next)
    {
        if (waiting is not { } finished)
            return;
        waiting = null;
        if (next is not null && RunNames.IsNextAttempt(run!, next))
            EndUncounted(finished);
        else
            End(finished);
    }
}
