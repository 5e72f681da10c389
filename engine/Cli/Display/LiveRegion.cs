using PingOneScenarios.Engine.Events;
using Spectre.Console;

namespace PingOneScenarios.Cli.Display;

/// <summary>What moves below the lines that stay: the steps that run, and how far several scenarios have come.</summary>
internal sealed class LiveRegion(Screen screen, Terminal terminal, Tally tally, TimeProvider time) : IMovingRegion
{
    private readonly Spinner spinner = terminal.Letters.IsAscii ? Spinner.Known.Line : Spinner.Known.Dots;
    private readonly StepLines steps = new(screen);
    private readonly List<RunningStep> running = [];
    private readonly long begun = time.GetTimestamp();
    private RunStarted? scenario;
    private bool isShown;

    public void Follow(RunEvent happened)
    {
        switch (happened)
        {
            case RunStarted started:
                scenario = started;
                break;
            case StepStarted started:
                running.Add(new RunningStep(started, time));
                break;
            case RetryScheduled retry:
                running.FindLast(s => s.Place == retry.Step)?.Retry(retry);
                break;
            case StepFinished finished:
                running.RemoveAll(s => s.Place == finished.Step);
                break;
            // What ran when the run had stopped begins again.
            case RunResumed:
                running.Clear();
                break;
            case RunFinished:
                running.Clear();
                scenario = null;
                break;
        }
    }

    public void Tick()
    {
        isShown = true;
        running.ForEach(s => s.IsShown = true);
    }

    public IReadOnlyList<StyledLine> Lines()
    {
        if (!isShown)
            return [];
        var glyph = spinner.Frames[(int)(time.GetElapsedTime(begun) / spinner.Interval) % spinner.Frames.Count];
        var lines = running.Where(s => s.IsShown).SelectMany(s => steps.Running(s, glyph)).ToList();
        if (tally.Total == 1)
            return lines;
        if (lines.Count > 0 && scenario is not null)
            lines.Insert(
                0,
                screen.NewLine().Gap(StepText.PlaceWidth + 1).Add(scenario.Title, Styles.Bold).Gap(2).Add(scenario.Path, Styles.Dim)
            );
        lines.Add(TallyText.Progress(tally, screen.NewLine()));
        return lines;
    }
}
