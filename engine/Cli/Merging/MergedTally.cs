using PingOneScenarios.Cli.Display;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Cli.Merging;

/// <summary>What runs of several reports came to: the words and the exit code of one command that had run them all.</summary>
internal sealed class MergedTally
{
    private readonly List<StepFinished> wrong = [];
    private readonly List<FinishedScenario> finished = [];
    private readonly List<int> codes = [];
    private (DateTimeOffset First, DateTimeOffset Last) span = (DateTimeOffset.MaxValue, DateTimeOffset.MinValue);
    private RunStarted? started;

    /// <summary>All runs of a load, of which the reports tell only some; null without one.</summary>
    public LoadSummary? Load { get; private set; }

    public int Code => ExitCode.Gravest(Load is { } load ? CodesOf(load) : codes);

    // As the load itself ended: a limit of failures says how many may go wrong.
    private IEnumerable<int> CodesOf(LoadSummary load)
    {
        var isJudged = load.Limits.Any(l => l.Measure == LimitMeasure.Failures);
        var isCrowded = load.All.Dropped > 0 && !load.Limits.Any(l => l.Measure == LimitMeasure.Dropped);
        foreach (var code in codes.Where(c => !isJudged || c is not (ExitCode.Failed or ExitCode.Broken)))
            yield return code;
        if (load.Limits.Any(l => l.IsMissed) || isCrowded || !isJudged && load.All.Failed > 0)
            yield return ExitCode.Failed;
        if (load.IsCut)
            yield return ExitCode.Cancelled;
    }

    public void Add(RunEvent happened)
    {
        switch (happened)
        {
            case RunStarted begun:
                started = begun;
                wrong.Clear();
                break;
            case StepFinished step:
                wrong.RemoveAll(w => w.Step == step.Step);
                if (step.Outcome is Outcome.Failed or Outcome.Broken or Outcome.Unknown)
                    wrong.Add(step);
                break;
            case RunFinished { Summary: { IsRunAnew: false } summary }:
                finished.Add(FinishedScenario.Of(started!, summary, wrong.FirstOrDefault()));
                codes.Add(ExitCode.From(summary));
                break;
            case RunNotStarted run:
                finished.Add(FinishedScenario.Of(run));
                codes.Add(ExitCode.From(run.Problems.Select(p => p.Diagnostic)));
                break;
        }
        if (happened is LoadFinished { Load: var summed })
            Load = summed;
        if (happened is RunStarted or RunFinished)
            span = (Earlier(span.First, happened.At), Later(span.Last, happened.At));
    }

    public void Print(Terminal terminal)
    {
        if (Load is not null)
            return;
        using var screen = new Screen(terminal);
        var page = new RunPage(terminal, screen);
        var time = new ToldTime();
        var tally = new Tally(finished.Count, time);
        tally.Begin();
        foreach (var scenario in finished)
            tally.Add(scenario);
        time.Elapsed = span.Last > span.First ? span.Last - span.First : TimeSpan.Zero;
        page.AddConclusion(TallyText.OutcomeOf(tally), TallyText.Sum(tally));
        page.Add(TallyText.Wrong(tally));
        page.Add(TallyText.Slowest(tally));
        page.AddSpace();
        screen.Flush();
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    /// <summary>A clock that stands where the reports say.</summary>
    private sealed class ToldTime : TimeProvider
    {
        public TimeSpan Elapsed { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Elapsed.Ticks;
    }
}
