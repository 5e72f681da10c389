using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting.Diffing;

/// <summary>A whole run, held in memory.</summary>
/// <param name="Title">Of the scenario; its path when it could not begin.</param>
/// <param name="Path">Of its file.</param>
/// <param name="RunId">Empty when it could not begin.</param>
/// <param name="Outcome">A word.</param>
/// <param name="Steps">In the order they ended.</param>
internal sealed record RunLog(string Title, string Path, string RunId, string Outcome, ImmutableArray<StepLog> Steps)
{
    /// <summary>When; null when it could not begin.</summary>
    public DateTimeOffset? Began { get; init; }

    /// <summary>The title, with what tells it from other runs of the scenario.</summary>
    public string Name { get; init; } = Title;

    /// <summary>What its row is called; empty without rows.</summary>
    public string Row { get; init; } = "";

    /// <summary>Empty when it could not begin.</summary>
    public string Environment { get; init; } = "";

    /// <summary>All runs of a report that count.</summary>
    public static IReadOnlyList<RunLog> Of(IEnumerable<RunEvent> events)
    {
        var gatherer = new Gatherer();
        foreach (var happened in events)
            gatherer.Observe(happened);
        return gatherer.Runs;
    }

    private sealed class Gatherer : StepwiseReport
    {
        private readonly ImmutableArray<StepLog>.Builder steps = ImmutableArray.CreateBuilder<StepLog>();
        private RunStarted? run;

        public List<RunLog> Runs { get; } = [];

        protected override void Close() { }

        protected override void Begin(RunStarted started) => run = started;

        protected override void Add(StepLog step) => steps.Add(step);

        // How it came to an end is no change of what it did.
        protected override void Resume(RunResumed resumed) { }

        protected override void Settle(DoubtSettled settled) { }

        protected override void End(RunFinished finished) =>
            Runs.Add(
                new RunLog(
                    run!.Title,
                    run.Path,
                    run.RunId,
                    Json.Words.Of(finished.Summary.Outcome),
                    [.. DoneAgain.Left(steps.DrainToImmutable())]
                )
                {
                    Began = run.At,
                    Name = RunNames.Of(run),
                    Row = RunNames.RowOf(run.Slot),
                    Environment = run.Environment,
                }
            );

        // The next attempt is what it came to.
        protected override void EndUncounted(RunFinished finished) => steps.Clear();

        protected override void AddNotStarted(RunNotStarted notStarted) =>
            Runs.Add(
                new RunLog(notStarted.Path, notStarted.Path, "", "not started", [])
                {
                    Name = RunNames.Of(notStarted),
                    Row = RunNames.RowOf(notStarted.Slot),
                }
            );
    }
}
