using System.Collections.Immutable;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Engine.Batch.Load;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Cli.Load;

/// <summary>Runs a load: begins its runs, counts them, shows how far it has come, and says in the end what it came to.</summary>
/// <param name="terminal">Where it is shown.</param>
/// <param name="plan">What was asked for.</param>
/// <param name="limits">What the runs must keep to.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class LoadRun(Terminal terminal, LoadPlan plan, ImmutableArray<Limit> limits, TimeProvider clock)
{
    private readonly ExitCodes codes = new();

    /// <summary>Hear the first runs that went wrong, and the load in the end.</summary>
    public required IRunObserver Reports { get; init; }

    /// <summary>Where the times of each second are written; null for nowhere.</summary>
    public HistogramLog? Log { get; init; }

    /// <summary>Whether nothing is shown but what is wrong.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>What it came to; null while it runs.</summary>
    public LoadSummary? Summary { get; private set; }

    /// <summary>Gives the exit code.</summary>
    /// <param name="run">
    /// Runs what stands at a place, told to the observer; gives null when it could not begin. The place is its number from 0 among all that
    /// were to begin, those that found no room counted.
    /// </param>
    /// <param name="ct">Begins no further run; those under way end in order.</param>
    public async Task<int> RunAsync(Func<long, IRunObserver, CancellationToken, Task<RunSummary?>> run, CancellationToken ct)
    {
        using var live = new LoadLive(terminal, IsQuiet);
        live.Begin($"Load: {LoadWords.Asked(plan)}");
        var runner = new LoadRunner(new LoadSchedule(plan), clock);
        var meter = new LoadMeter(plan, clock) { Log = Log };
        var reporting = new LoadReporting(Reports, clock);
        var load = runner.RunAsync(
            async (number, intended, end) =>
            {
                var observer = new ObserverFanOut(meter.Hear(intended), reporting.Hear());
                codes.Add(await run(number, observer, end) is { } summary ? ExitCode.From(summary) : ExitCode.Broken);
            },
            meter.Drop,
            ct
        );
        await WatchAsync(load, runner, meter, live);
        await load;
        var counted = meter.Summary();
        Summary = counted with { IsCut = ct.IsCancellationRequested, Limits = LimitJudge.Judge(limits, counted.Judged) };
        reporting.Finish(Summary);
        live.Finish(new LoadText(terminal).Lines(Summary));
        return Judged(Summary, ct.IsCancellationRequested);
    }

    private async Task WatchAsync(Task load, LoadRunner runner, LoadMeter meter, LoadLive live)
    {
        var (ended, at) = (0L, runner.Elapsed);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), clock);
        var tick = timer.WaitForNextTickAsync(CancellationToken.None).AsTask();
        while (await Task.WhenAny(load, tick) == tick)
        {
            Log?.WriteInterval();
            var (counts, now) = (meter.Counts, runner.Elapsed);
            live.Show(
                new LoadProgress(now, plan.Duration)
                {
                    Rate = (counts.Ended - ended) / Math.Max(0.001, (now - at).TotalSeconds),
                    Running = runner.Running,
                    Ended = counts.Ended,
                    Failed = counts.Failed,
                    Dropped = counts.Dropped,
                    P95 = meter.P95,
                }
            );
            (ended, at) = (counts.Ended, now);
            tick = timer.WaitForNextTickAsync(CancellationToken.None).AsTask();
        }
    }

    // A limit of failures says how many may go wrong, one of dropped starts how many may find no room; without one, none.
    private int Judged(LoadSummary load, bool isCut)
    {
        var missed = load.Limits.Where(l => l.IsMissed).ToList();
        Problems.Print(terminal, missed.Select(l => LimitJudge.Missed(l, limits.First(w => w.Measure == l.Measure).Span, load.Judged)));
        IEnumerable<int> all = limits.Any(l => l.Measure == LimitMeasure.Failures) ? codes.WithoutFailures : codes.All;
        var isCrowded = load.All.Dropped > 0 && !limits.Any(l => l.Measure == LimitMeasure.Dropped);
        if (isCrowded)
            terminal.Error.WriteLine(
                "p1s: not all runs could begin at their time; allow it with --limit dropped=1%, or more of them at a time with --max-running"
            );
        return ExitCode.Gravest([
            .. all,
            missed.Count > 0 || isCrowded ? ExitCode.Failed : ExitCode.Passed,
            isCut ? ExitCode.Cancelled : ExitCode.Passed,
        ]);
    }

    /// <summary>The codes of many runs, each once.</summary>
    private sealed class ExitCodes
    {
        private readonly Lock turn = new();
        private readonly HashSet<int> all = [];

        public IEnumerable<int> All => all;

        public IEnumerable<int> WithoutFailures => all.Where(c => c is not (ExitCode.Failed or ExitCode.Broken));

        public void Add(int code)
        {
            lock (turn)
                all.Add(code);
        }
    }
}
