using System.Text.Json;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting.Json;

/// <summary>The runs of a JSON report, whose text is held and not more: the events of a run are made when it is told.</summary>
/// <param name="document">The whole.</param>
/// <param name="root">Its object.</param>
/// <param name="tool">Who ran the scenarios.</param>
internal sealed class ReportContent(JsonDocument document, Node root, ReportTool tool) : IDisposable
{
    public ReportTool Tool => tool;

    /// <summary>In their order.</summary>
    /// <exception cref="ReportFormatException">It is no report of p1s, as with all of these.</exception>
    public IEnumerable<ReportEntry> Runs => root.List("runs").Select(r => new ReportEntry(r));

    /// <summary>What could not begin.</summary>
    /// <inheritdoc cref="Runs"/>
    public IEnumerable<RunNotStarted> NotStarted => root.List("notStarted").Select(RunReading.NotStarted);

    /// <summary>Everything that is in it.</summary>
    /// <inheritdoc cref="Runs"/>
    public void Tell(Action<RunEvent> hear)
    {
        foreach (var run in Runs)
            run.Tell(hear);
        foreach (var run in NotStarted)
            hear(run);
        if (Load is { } load)
            hear(new LoadFinished(load));
    }

    /// <summary>All runs of a load, of which only some are told; null without one.</summary>
    /// <inheritdoc cref="Runs"/>
    public LoadSummary? Load => root.Has("load") ? LoadReading.Load(root.Object("load")) : null;

    public void Dispose() => document.Dispose();
}

/// <summary>A run of a JSON report.</summary>
/// <param name="run">Its object.</param>
internal sealed class ReportEntry(Node run)
{
    /// <summary>Which of many runs it is; null for the only one.</summary>
    /// <exception cref="ReportFormatException">It is no run of a report of p1s.</exception>
    public BatchSlot? Slot => RunReading.Started(run).Slot;

    /// <summary>All that was told of it.</summary>
    /// <exception cref="ReportFormatException">It is no run of a report of p1s.</exception>
    public void Tell(Action<RunEvent> hear)
    {
        var id = run.Stored("runId");
        void Hear(RunEvent happened) => hear(happened with { RunId = id });
        Hear(RunReading.Started(run));
        var last = run.Moment("at");
        var between = new Queue<RunEvent>(Between(run));
        foreach (var node in run.List("steps"))
        {
            var step = StepReading.Of(node);
            while (between.TryPeek(out var next) && next.At <= step.Step.At)
                Hear(between.Dequeue());
            ReadStep(step, Hear);
            last = step.Step.At;
        }
        foreach (var rest in between)
            Hear(rest);
        var summary = run.Object("summary");
        Hear(
            new RunFinished(RunReading.Summary(summary))
            {
                At = last,
                Sources = RunReading.Sources(run),
                Files = RunReading.Files(run),
            }
        );
    }

    private static void ReadStep(StepLog step, Action<RunEvent> tell)
    {
        tell(new StepStarted(step.Step.Step, step.Step.Method, step.Step.Target ?? default) { At = step.Step.At - step.Step.Duration });
        var attempts = step.Exchanges.Select<ExchangeRecord, RunEvent>(e => Sent(step.Step, e)).Concat(step.Retries).OrderBy(AttemptOf);
        foreach (var happened in attempts)
            tell(happened);
        tell(step.Step);
    }

    // What was told between the steps. A report of an older p1s has none of it.
    private static IEnumerable<RunEvent> Between(Node run) =>
        run.OptionalList("resumptions")
            .Select<Node, RunEvent>(RunReading.Resumption)
            .Concat(run.OptionalList("settled").Select(RunReading.Settled))
            .OrderBy(e => e.At);

    private static RequestSent Sent(StepFinished step, ExchangeRecord exchange) =>
        new RequestSent(step.Step, exchange) { At = exchange.At + exchange.Duration };

    // What is sent in an attempt comes before the word that there is another.
    private static (int, int) AttemptOf(RunEvent happened) =>
        happened is RetryScheduled retry ? (retry.Attempt, 1) : (((RequestSent)happened).Exchange.Attempt, 0);
}
