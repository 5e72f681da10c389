using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Batch.Load;

/// <summary>
/// Counts and times many runs, and keeps none of them. As an observer it hears runs that begin when they can; of a run that was to begin at
/// a time, whatever it was then, <see cref="Hear"/> gives the observer. For several threads.
/// </summary>
/// <param name="plan">What was asked for.</param>
/// <param name="clock">Tells the time, which begins to count now.</param>
internal sealed class LoadMeter(LoadPlan plan, TimeProvider clock) : IRunObserver
{
    private const int MostBars = 60;

    private readonly long begun = clock.GetTimestamp();
    private readonly DateTimeOffset at = clock.GetUtcNow();
    private readonly RunFigures all = new(new LatencyRecord());
    private readonly RunFigures? warm = plan.WarmUp > TimeSpan.Zero ? new RunFigures(new LatencyRecord()) : null;
    private readonly LatencyRecord service = new();
    private readonly StepTallies steps = new();
    private readonly ErrorTally errors = new();
    private readonly MomentTally moments = new();
    private long lastEnd;

    /// <summary>Where the times of each second are written; null for nowhere.</summary>
    public HistogramLog? Log { get; init; }

    /// <summary>How many runs ended, how many of them went wrong, and how many found no room.</summary>
    public (long Ended, long Failed, long Dropped) Counts => (all.Ended, all.Failed, all.Dropped);

    /// <summary>The time 95 % of the runs so far stay below; zero without one.</summary>
    public TimeSpan P95 => all.Times.Percentile(95);

    private TimeSpan Elapsed => clock.GetElapsedTime(begun);

    /// <inheritdoc/>
    public void Observe(RunEvent happened)
    {
        switch (happened)
        {
            case RunStarted { Slot: null or { Attempt: 1 } }:
                Begin(Elapsed, Elapsed);
                break;
            case RunFinished { Summary: { IsRunAnew: false } summary }:
                End(summary, summary.Duration, Elapsed - summary.Duration);
                break;
        }
        Count(happened);
    }

    /// <summary>Hears one run, whose latency counts from the time it was to begin.</summary>
    public IRunObserver Hear(DateTimeOffset intended)
    {
        Begin(intended - at, Elapsed);
        return new Intended(this, intended - at);
    }

    /// <summary>A run found no room.</summary>
    public void Drop(DateTimeOffset intended)
    {
        var offset = intended - at;
        all.Drop();
        if (offset >= plan.WarmUp)
            warm?.Drop();
        moments.Drop(offset);
    }

    /// <summary>As of now, no limit judged.</summary>
    public LoadSummary Summary()
    {
        var elapsed = TimeSpan.FromTicks(Interlocked.Read(ref lastEnd));
        var (kinds, others) = errors.Counted();
        var figures = all.Counted(elapsed);
        return new LoadSummary
        {
            Plan = plan,
            Began = at,
            Elapsed = elapsed,
            All = figures,
            Judged = warm?.Counted(elapsed - plan.WarmUp) ?? figures,
            Service = service.Figures(),
            Bars = [.. all.Times.Bars(MostBars)],
            Steps = steps.Counted(),
            Errors = kinds,
            OtherErrors = others,
            Moments = moments.Counted(),
            MomentLength = moments.Length,
        };
    }

    // What is wrong with a run as a whole is no problem of a step.
    private void Count(RunEvent happened)
    {
        switch (happened)
        {
            case StepFinished step:
                if (steps.Of(step.Step) is { } tally)
                    tally.Add(step);
                Log?.Add(step);
                if (step.Outcome is Outcome.Failed or Outcome.Broken or Outcome.Unknown && step.Problems is [var problem, ..])
                    errors.Add(step.Step, problem);
                break;
            case RunFinished { Summary: { IsRunAnew: false, Problems: [var first, ..] } }:
                errors.Add(null, first);
                break;
            case RunNotStarted { Problems: [var first, ..] }:
                errors.Add(null, first);
                all.Fail();
                warm?.Fail();
                break;
        }
    }

    private void Begin(TimeSpan intended, TimeSpan now)
    {
        all.Begin();
        if (intended >= plan.WarmUp)
            warm?.Begin();
        moments.Begin(now);
    }

    private void End(RunSummary summary, TimeSpan latency, TimeSpan intended)
    {
        var now = Elapsed;
        Raise(now);
        if (summary.Outcome == Outcome.Cancelled)
            return;
        var isWrong = IsWrong(summary);
        all.End(latency, isWrong);
        if (intended >= plan.WarmUp)
            warm?.End(latency, isWrong);
        service.Add(summary.Duration);
        Log?.Add(latency);
        moments.End(now, latency, isWrong);
    }

    // A skipped run is as it should be unless there is a reason why not.
    private static bool IsWrong(RunSummary summary) =>
        summary.Outcome is Outcome.Failed or Outcome.Broken or Outcome.Unknown
        || summary.Outcome == Outcome.Skipped && !summary.Problems.IsEmpty;

    private void Raise(TimeSpan now)
    {
        var last = Interlocked.Read(ref lastEnd);
        while (now.Ticks > last && Interlocked.CompareExchange(ref lastEnd, now.Ticks, last) is var seen && seen != last)
            last = seen;
    }

    private sealed class Intended(LoadMeter meter, TimeSpan intended) : IRunObserver
    {
        public void Observe(RunEvent happened)
        {
            if (happened is RunFinished { Summary: { IsRunAnew: false } summary })
                meter.End(summary, meter.Elapsed - intended, intended);
            meter.Count(happened);
        }
    }
}
