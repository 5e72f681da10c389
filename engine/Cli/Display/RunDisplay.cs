using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Cli.Display;

/// <summary>
/// Scenarios on the terminal: lines that stay, and on a live terminal a region below them that moves while something runs. Events and the
/// ticks of the clock may come from different threads.
/// </summary>
internal sealed class RunDisplay : IRunDisplay, IDisposable
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(100);

    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly Screen screen;
    private readonly Tally tally;
    private readonly RunPrinter printer;
    private readonly IMovingRegion? region;
    private readonly RunGathering? gathering;
    private readonly ProgressLines? progress;
    private ITimer? ticks;
    private bool hasEnded;
    private bool isResting;

    public bool FollowsSteps { get; }

    public bool IsLive { get; }

    public RunDisplay(Terminal terminal, DisplayWishes wishes, TimeProvider time)
    {
        this.time = time;
        screen = new Screen(terminal);
        tally = new Tally(wishes.Scenarios, time) { Noun = wishes.Noun };
        printer = new RunPrinter(terminal, new RunPage(terminal, screen), wishes, tally);
        FollowsSteps = !wishes.IsQuiet || wishes.IsVerbose;
        IsLive = terminal.IsLive && !wishes.IsQuiet;
        gathering = IsLive && wishes.IsParallel ? new RunGathering(wishes.IsVerbose || !wishes.IsBulk && wishes.Scenarios == 1) : null;
        region =
            !IsLive ? null
            : wishes.IsParallel ? new RunningRuns(screen, terminal, tally, time)
            : new LiveRegion(screen, terminal, tally, time);
        progress = wishes.IsBulk && !terminal.IsLive && !wishes.IsQuiet ? new ProgressLines(terminal, tally, time) : null;
    }

    public void Observe(RunEvent happened)
    {
        lock (gate)
        {
            isResting = false;
            if (happened is RunStarted)
                tally.Begin();
            region?.Follow(happened);
            foreach (var due in gathering?.Add(happened) ?? [happened])
                printer.Print(due);
            progress?.Tell();
            ticks ??= region is null ? null : time.CreateTimer(_ => Tick(), null, Frame, Frame);
            // A region that only changed waits for the next tick.
            if (screen.HasText)
                Show();
        }
    }

    public void Rest()
    {
        lock (gate)
        {
            isResting = true;
            printer.Rest();
            screen.Flush();
        }
    }

    /// <summary>Nothing more will happen: the region goes, and what several scenarios came to is told. Once.</summary>
    public void Finish()
    {
        lock (gate)
        {
            if (hasEnded)
                return;
            hasEnded = true;
            printer.PrintTally();
            screen.Flush();
        }
    }

    /// <summary>Leaves the terminal as it was, also when nothing finished.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            hasEnded = true;
            ticks?.Dispose();
            screen.Flush();
            screen.Dispose();
        }
    }

    private void Tick()
    {
        lock (gate)
        {
            if (hasEnded || isResting)
                return;
            region!.Tick();
            Show();
        }
    }

    private void Show() => screen.Flush(hasEnded || region is null ? [] : region.Lines());
}
