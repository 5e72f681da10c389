using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Cli.Display;

/// <summary>How far several scenarios have come; of any number of them only some are kept.</summary>
/// <param name="total">How many there will be.</param>
/// <param name="time">What measures.</param>
internal sealed class Tally(int total, TimeProvider time)
{
    private const int MostWrong = 100;
    private const int SlowestKept = 3;

    private readonly Dictionary<Outcome, int> counts = [];
    private readonly List<FinishedScenario> wrong = [];
    private readonly List<FinishedScenario> slowest = [];
    private long? begun;

    public int Total => total;

    /// <summary>What is counted.</summary>
    public string Noun { get; init; } = "scenarios";

    /// <summary>How many have ended.</summary>
    public int Ended { get; private set; }

    /// <summary>How many did not pass.</summary>
    public int Wrong { get; private set; }

    /// <summary>How many passed only when they were begun anew.</summary>
    public int Flaky { get; private set; }

    /// <summary>The first that did not pass.</summary>
    public IReadOnlyList<FinishedScenario> FirstWrong => wrong;

    /// <summary>The slowest first.</summary>
    public IReadOnlyList<FinishedScenario> Slowest => slowest;

    /// <summary>The gravest of what ended; passed when nothing did.</summary>
    public Outcome Gravest => counts.Keys.DefaultIfEmpty(Outcome.Passed).Max();

    /// <summary>Since the first one began.</summary>
    public TimeSpan Elapsed => begun is { } start ? time.GetElapsedTime(start) : TimeSpan.Zero;

    /// <summary>Scenarios a second; 0 as long as none has ended.</summary>
    public double Rate => Elapsed > TimeSpan.Zero ? Ended / Elapsed.TotalSeconds : 0;

    /// <summary>Until the last one ends, if they go on as they did; null when nothing can be said of that yet.</summary>
    public TimeSpan? Left => Ended > 0 && Ended < total ? TimeSpan.FromSeconds((total - Ended) / Math.Max(Rate, 1e-6)) : null;

    /// <summary>How many ended so.</summary>
    public int Count(Outcome outcome) => counts.GetValueOrDefault(outcome);

    public void Begin() => begun ??= time.GetTimestamp();

    public void Add(FinishedScenario scenario)
    {
        Ended++;
        counts[scenario.Outcome] = Count(scenario.Outcome) + 1;
        Flaky += scenario.IsFlaky ? 1 : 0;
        if (scenario.Where is not null)
        {
            Wrong++;
            if (wrong.Count < MostWrong)
                wrong.Add(scenario);
        }
        // One that could not begin took no time.
        if (scenario.Duration > TimeSpan.Zero)
            Keep(scenario);
    }

    private void Keep(FinishedScenario scenario)
    {
        var place = slowest.FindIndex(s => s.Duration < scenario.Duration);
        if (place >= 0 || slowest.Count < SlowestKept)
            slowest.Insert(place < 0 ? slowest.Count : place, scenario);
        if (slowest.Count > SlowestKept)
            slowest.RemoveAt(SlowestKept);
    }
}
