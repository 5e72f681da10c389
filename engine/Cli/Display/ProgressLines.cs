namespace PingOneScenarios.Cli.Display;

/// <summary>How far many runs have come, a line now and then on standard error, where nothing moves.</summary>
internal sealed class ProgressLines(Terminal terminal, Tally tally, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private long told = time.GetTimestamp();

    /// <summary>Something happened.</summary>
    public void Tell()
    {
        if (tally.Ended == tally.Total || time.GetElapsedTime(told) < Pause)
            return;
        told = time.GetTimestamp();
        terminal.Error.WriteLine($"p1s: {TallyText.Progress(tally)}");
    }
}
