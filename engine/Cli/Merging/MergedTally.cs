using PingOneScenarios.Cli.Display;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Cli.Merging;

/// <summary>What runs of several reports came to: the words and the exit code of one command that had run them all.</summary>
internal sealed class MergedTally
{
    private readonly List<StepFinished> wrong = [];
    private readonly List<FinishedScenario> finished = [];
    private readonly List<int> codes = [];
    private (DateTimeOffset First, DateTimeOffset Last) span = (DateTimeOffset.MaxValue, DateTimeOffset.MinValue);
    private RunStarted? started;
    private int notStarted;

    public int Code => ExitCode.Gravest(codes);

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
                notStarted++;
                codes.Add(ExitCode.From(run.Problems.Select(p => p.Diagnostic)));
                break;
        }
        if (happened is RunStarted or RunFinished)
            span = (Earlier(span.First, happened.At), Later(span.Last, happened.At));
    }

    public void Print(Terminal terminal)
    {
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
        if (notStarted > 0)
            page.Add([$"  {notStarted} could not begin"]);
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
