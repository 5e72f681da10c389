using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting.Html.Steps;

namespace PingOneScenarios.Engine.Reporting.Html;

/// <summary>The report for people: one page that needs nothing else, written when all runs are over, because it begins with how they ended.</summary>
internal sealed class HtmlReport(ReportSink sink) : StepwiseReport
{
    private readonly List<ReportedRun> runs = [];
    private readonly List<RunNotStarted> notStarted = [];
    private readonly ImmutableArray<StepNode>.Builder steps = ImmutableArray.CreateBuilder<StepNode>();
    private readonly ImmutableArray<RunResumed>.Builder resumptions = ImmutableArray.CreateBuilder<RunResumed>();
    private readonly ImmutableArray<DoubtSettled>.Builder settled = ImmutableArray.CreateBuilder<DoubtSettled>();
    private RunStarted? current;
    private LoadSummary? load;

    public override void Complete()
    {
        Close(null);
        var html = new HtmlWriter(sink.Text);
        ReportPage.Write(html, new ReportedRuns([.. runs], [.. notStarted], sink.Tool) { Load = load });
        html.Flush();
    }

    protected override void Begin(RunStarted started)
    {
        Close(null);
        current = started;
    }

    protected override void Add(StepLog step) => steps.Add(new StepNode($"r{runs.Count + 1}s{steps.Count + 1}", step));

    protected override void Resume(RunResumed resumed) => resumptions.Add(resumed);

    protected override void Settle(DoubtSettled doubt) => settled.Add(doubt);

    protected override void End(RunFinished finished) => Close(finished);

    protected override void AddNotStarted(RunNotStarted run) => notStarted.Add(run);

    protected override void AddLoad(LoadSummary summary) => load = summary;

    private static IEnumerable<StepNode> Marked(ImmutableArray<StepNode> steps)
    {
        var isAgain = DoneAgain.Of([.. steps.Select(s => StepMark.Of(s.Log))]);
        return steps.Select((step, i) => isAgain[i] ? step with { IsDoneAgain = true } : step);
    }

    // A run whose end was never told ends with the report, or with the next one.
    private void Close(RunFinished? finished)
    {
        if (current is not null)
            runs.Add(
                new ReportedRun(runs.Count + 1, current, StepTree.Of(Marked(steps.DrainToImmutable())), finished)
                {
                    Resumptions = resumptions.DrainToImmutable(),
                    Settled = settled.DrainToImmutable(),
                }
            );
        current = null;
    }
}

/// <summary>All that a report tells of.</summary>
/// <param name="Runs">The scenarios that were run.</param>
/// <param name="NotStarted">Those that could not begin.</param>
/// <param name="Tool">Who ran them.</param>
internal sealed record ReportedRuns(ImmutableArray<ReportedRun> Runs, ImmutableArray<RunNotStarted> NotStarted, ReportTool Tool)
{
    /// <summary>All runs of a load, of which only some are told; null without one.</summary>
    public LoadSummary? Load { get; init; }

    /// <summary>The gravest of all; a scenario that could not begin is <see cref="Outcome.Broken"/>. A load is what its limits say.</summary>
    public Outcome Outcome => Load is not null ? LoadPart.OutcomeOf(Load) : OfRuns;

    private Outcome OfRuns =>
        Runs.Select(r => (r.Outcome, r.IsWrong))
            .Concat(NotStarted.Select(_ => (Outcome: Outcome.Broken, IsWrong: true)))
            .OrderByDescending(r => (r.IsWrong, Weight(r.Outcome)))
            .Select(r => r.Outcome)
            .FirstOrDefault(Outcome.Skipped);

    private static int Weight(Outcome outcome) =>
        outcome switch
        {
            Outcome.Unknown => 5,
            Outcome.Broken => 4,
            Outcome.Failed => 3,
            Outcome.Cancelled => 2,
            Outcome.Passed => 1,
            _ => 0,
        };
}
