using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting.Comparing;

/// <summary>Hears runs and puts them side by side; writes nothing.</summary>
internal sealed class MatrixReport : StepwiseReport
{
    private readonly MatrixGathering gathering = new();

    /// <summary>Null as long as not all runs are over, and when there were not several environments.</summary>
    public Matrix? Matrix { get; private set; }

    protected override void Close() => Matrix = gathering.End();

    protected override void Begin(RunStarted started) => gathering.Begin(started);

    protected override void Add(StepLog step) => gathering.Add(step);

    protected override void Resume(RunResumed resumed) { }

    protected override void Settle(DoubtSettled settled) { }

    protected override void End(RunFinished finished) => gathering.End(finished.Summary);

    protected override void EndUncounted(RunFinished finished) => gathering.Drop();

    protected override void AddNotStarted(RunNotStarted run) { }
}
