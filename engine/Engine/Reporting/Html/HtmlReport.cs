using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting.Comparing;
using PingOneScenarios.Engine.Reporting.Html.Steps;

namespace PingOneScenarios.Engine.Reporting.Html;

/// <summary>
/// The report for people: one page that needs nothing else, written when all runs are over, because it begins with how they ended. It holds
/// the first runs and the first that went wrong; of the others it knows the numbers.
/// </summary>
internal sealed class HtmlReport(ReportSink sink) : StepwiseReport
{
    /// <summary>That are held whatever became of them; as many are held that went wrong.</summary>
    public const int MostRuns = 1000;

    /// <summary>Attempts of one run that are held.</summary>
    private const int MostEarlier = 10;

    private readonly List<ReportedRun> runs = [];
    private readonly List<RunNotStarted> notStarted = [];
    private readonly PageTotals totals = new();
    private readonly MatrixGathering matrix = new();
    private readonly Dictionary<SourceRecord, SourceRecord> sources = [];
    private readonly ImmutableArray<ReportedRun>.Builder earlier = ImmutableArray.CreateBuilder<ReportedRun>();
    private readonly ImmutableArray<StepNode>.Builder steps = ImmutableArray.CreateBuilder<StepNode>();
    private readonly ImmutableArray<RunResumed>.Builder resumptions = ImmutableArray.CreateBuilder<RunResumed>();
    private readonly ImmutableArray<DoubtSettled>.Builder settled = ImmutableArray.CreateBuilder<DoubtSettled>();
    private RunStarted? current;
    private int wrong;
    private LoadSummary? load;

    protected override void Close()
    {
        EndRun(null);
        var html = new HtmlWriter(sink.Text);
        var report = new ReportedRuns([.. runs], [.. notStarted], sink.Tool, totals) { Matrix = matrix.End(), Load = load };
        ReportPage.Write(html, report);
        html.Flush();
    }

    protected override void Begin(RunStarted started)
    {
        EndRun(null);
        current = started;
        matrix.Begin(started);
    }

    protected override void Add(StepLog step)
    {
        matrix.Add(step);
        steps.Add(new StepNode($"{ReportedRun.IdOf(totals.Runs + 1, current)}s{steps.Count + 1}", step));
    }

    protected override void Resume(RunResumed resumed) => resumptions.Add(resumed);

    protected override void Settle(DoubtSettled doubt) => settled.Add(doubt);

    protected override void End(RunFinished finished)
    {
        matrix.End(finished.Summary);
        EndRun(finished);
    }

    // What it did is of no interest but what went wrong: that is why it was begun anew.
    protected override void EndUncounted(RunFinished finished)
    {
        matrix.Drop();
        var run = Taken(finished);
        if (earlier.Count < MostEarlier)
            earlier.Add(new ReportedRun(run.Number, run.Started, [.. run.Wrong], finished with { Sources = [] }));
        totals.AddUncounted();
        current = null;
    }

    protected override void AddNotStarted(RunNotStarted run)
    {
        totals.AddNotStarted();
        if (notStarted.Count < MostRuns)
            notStarted.Add(run);
    }

    protected override void AddLoad(LoadSummary summary) => load = summary;

    private static IEnumerable<StepNode> Marked(ImmutableArray<StepNode> steps)
    {
        var isAgain = DoneAgain.Of([.. steps.Select(s => StepMark.Of(s.Log))]);
        return steps.Select((step, i) => isAgain[i] ? step with { IsDoneAgain = true } : step);
    }

    private ReportedRun Taken(RunFinished? finished) =>
        new(totals.Runs + 1, current!, StepTree.Of(Marked(steps.DrainToImmutable())), finished)
        {
            Resumptions = resumptions.DrainToImmutable(),
            Settled = settled.DrainToImmutable(),
        };

    // A run whose end was never told ends with the report, or with the next one.
    private void EndRun(RunFinished? finished)
    {
        if (current is null)
            return;
        var run = Taken(finished) with { Earlier = earlier.DrainToImmutable() };
        current = null;
        totals.Add(run);
        if (run.IsWrong)
            wrong++;
        if (totals.Runs <= MostRuns || run.IsWrong && wrong <= MostRuns)
            runs.Add(finished is null ? run : run with { Finished = finished with { Sources = Shared(finished.Sources) } });
        else
            totals.Hide(run);
    }

    // Many runs are read from the same few files.
    private ImmutableArray<SourceRecord> Shared(ImmutableArray<SourceRecord> read)
    {
        var shared = ImmutableArray.CreateBuilder<SourceRecord>(read.Length);
        foreach (var source in read)
        {
            if (!sources.TryGetValue(source, out var known))
                sources[source] = known = source;
            shared.Add(known);
        }
        return shared.MoveToImmutable();
    }
}

/// <summary>All that a report tells of.</summary>
/// <param name="Runs">The scenarios that were run and are shown.</param>
/// <param name="NotStarted">Those that could not begin and are shown.</param>
/// <param name="Tool">Who ran them.</param>
/// <param name="Totals">Of all of them, shown or not.</param>
internal sealed record ReportedRuns(
    ImmutableArray<ReportedRun> Runs,
    ImmutableArray<RunNotStarted> NotStarted,
    ReportTool Tool,
    PageTotals Totals
)
{
    /// <summary>Whether it tells of one run alone.</summary>
    public bool IsOne => Load is null && Totals is { Runs: 1, NotStarted: 0 };

    /// <summary>All runs of a load, of which only some are told; null without one.</summary>
    public LoadSummary? Load { get; init; }

    /// <summary>Null when there were not several environments.</summary>
    public Matrix? Matrix { get; init; }

    /// <summary>The gravest of all; a scenario that could not begin is <see cref="Outcome.Broken"/>. A load is what its limits say.</summary>
    public Outcome Outcome => Load is not null ? LoadPart.OutcomeOf(Load) : Totals.Outcome;
}
