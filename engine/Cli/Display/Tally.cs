namespace PingOneScenarios.Cli.Display;

/// <summary>How far several scenarios in a row have come.</summary>
/// <param name="total">How many there will be.</param>
/// <param name="time">What measures.</param>
internal sealed class Tally(int total, TimeProvider time)
{
    private readonly List<FinishedScenario> finished = [];
    private long? begun;

    public int Total => total;

    public IReadOnlyList<FinishedScenario> Finished => finished;

    /// <summary>How many did not pass.</summary>
    public int Wrong { get; private set; }

    /// <summary>Since the first one began.</summary>
    public TimeSpan Elapsed => begun is { } start ? time.GetElapsedTime(start) : TimeSpan.Zero;

    /// <summary>Scenarios a second; 0 as long as none has ended.</summary>
    public double Rate => Elapsed > TimeSpan.Zero ? finished.Count / Elapsed.TotalSeconds : 0;

    /// <summary>Until the last one ends, if they go on as they did; null when nothing can be said of that yet.</summary>
    public TimeSpan? Left =>
        finished.Count > 0 && finished.Count < total ? TimeSpan.FromSeconds((total - finished.Count) / Math.Max(Rate, 1e-6)) : null;

    public void Begin() => begun ??= time.GetTimestamp();

    public void Add(FinishedScenario scenario)
    {
        finished.Add(scenario);
        if (scenario.Where is not null)
            Wrong++;
    }
}
