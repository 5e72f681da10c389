namespace PingOneScenarios.Engine.Http.Pacing;

/// <summary>
/// How far apart requests leave behind a pause that an origin asked for: as far as they were when it answered them, the pause counted in; half
/// as far each ten seconds that go well. Not safe to use from several threads.
/// </summary>
/// <param name="frequency">How many ticks a second has.</param>
/// <param name="start">The tick it begins with.</param>
internal sealed class PauseRamp(long frequency, long start)
{
    private const int SecondsToDouble = 10;

    private long since = start;
    private long answered;
    private long interval;
    private long doubles;

    /// <summary>A request was answered as it should be.</summary>
    public void Answered() => answered++;

    /// <summary>The origin asked for a pause.</summary>
    /// <param name="until">When it ends.</param>
    public void Refused(long until)
    {
        interval = Math.Clamp((until - since) / Math.Max(answered, 1), frequency / PaceRate.Most, frequency);
        doubles = until + SecondsToDouble * frequency;
    }

    /// <summary>Between the request that leaves now and the next; zero for none.</summary>
    /// <param name="now">The tick.</param>
    /// <param name="pausedUntil">When the last pause ended.</param>
    public long IntervalAt(long now, long pausedUntil)
    {
        if (interval == 0)
            return 0;
        if (since < pausedUntil)
            (since, answered) = (pausedUntil, 0);
        for (; interval > 0 && now >= doubles; doubles += SecondsToDouble * frequency)
            interval = interval / 2 < frequency / PaceRate.Most ? 0 : interval / 2;
        return interval;
    }
}
