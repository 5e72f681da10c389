using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Batch.Load;

/// <summary>
/// What reports hear of a load: the first runs that went wrong, one after the other as they end, and the load as a whole. The others are not
/// listed, or a report would grow with the load.
/// </summary>
/// <param name="reports">Hears it.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class LoadReporting(IRunObserver reports, TimeProvider clock)
{
    /// <summary>Runs that went wrong and are told.</summary>
    public const int MostFailed = 100;

    /// <summary>Events of a run that are kept until it is known how it ends; a longer run is told without its first ones.</summary>
    private const int MostEvents = 2000;

    private readonly Lock turn = new();
    private int told;

    /// <summary>Hears one run.</summary>
    public IRunObserver Hear() => Volatile.Read(ref told) < MostFailed ? new Held(this) : Deaf.Instance;

    /// <summary>The load is over.</summary>
    public void Finish(LoadSummary load) => reports.Observe(new LoadFinished(load) { At = clock.GetUtcNow() });

    private void Tell(IEnumerable<RunEvent> run)
    {
        lock (turn)
        {
            if (told++ >= MostFailed)
                return;
            foreach (var happened in run)
                reports.Observe(happened);
        }
    }

    private sealed class Held(LoadReporting reporting) : IRunObserver
    {
        private readonly Queue<RunEvent> events = new();
        private RunStarted? started;

        public void Observe(RunEvent happened)
        {
            if (happened is RunStarted begun)
            {
                events.Clear();
                started = begun;
                return;
            }
            events.Enqueue(happened);
            if (events.Count > MostEvents)
                events.Dequeue();
            if (happened is RunNotStarted)
                reporting.Tell([happened]);
            else if (happened is RunFinished { Summary.IsRunAnew: false } end && IsWrong(end) && started is not null)
                reporting.Tell(events.Prepend(started));
        }
    }

    private static bool IsWrong(RunFinished end) => end.Summary.Outcome is Outcome.Failed or Outcome.Broken or Outcome.Unknown;

    private sealed class Deaf : IRunObserver
    {
        public static readonly Deaf Instance = new();

        public bool FollowsSteps => false;

        public void Observe(RunEvent happened) { }
    }
}
