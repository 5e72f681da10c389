using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;
using Spectre.Console;

namespace PingOneScenarios.Cli.Display;

/// <summary>What moves below the lines that stay while several runs are under way: those that last longest, and how far all have come.</summary>
internal sealed class RunningRuns(Screen screen, Terminal terminal, Tally tally, TimeProvider time) : IMovingRegion
{
    private const int MostShown = 8;
    private const int DurationWidth = 9;

    private readonly Spinner spinner = terminal.Letters.IsAscii ? Spinner.Known.Line : Spinner.Known.Dots;
    private readonly Dictionary<string, Running> running = new(StringComparer.Ordinal);
    private readonly long begun = time.GetTimestamp();
    private bool isShown;

    public void Follow(RunEvent happened)
    {
        switch (happened)
        {
            case RunStarted started:
                running[started.RunId] = new Running(started, time.GetTimestamp());
                break;
            case StepStarted step when running.TryGetValue(step.RunId, out var run):
                run.Step = step.Step.Title;
                break;
            case RunFinished:
                running.Remove(happened.RunId);
                break;
        }
    }

    public void Tick() => isShown = true;

    public IReadOnlyList<StyledLine> Lines()
    {
        if (!isShown)
            return [];
        var glyph = spinner.Frames[(int)(time.GetElapsedTime(begun) / spinner.Interval) % spinner.Frames.Count];
        var lines = running.Values.OrderBy(r => r.Begun).Take(MostShown).Select(r => Line(r, glyph)).ToList();
        if (running.Count > MostShown)
            lines.Add(screen.NewLine().Gap(2).Add($"and {running.Count - MostShown} more", Styles.Dim));
        lines.Add(TallyText.Progress(tally, screen.NewLine()));
        return lines;
    }

    private StyledLine Line(Running run, string glyph)
    {
        var line = screen.NewLine().Gap(1).Add(glyph, Styles.Active).Gap(1);
        var words = run.Started.Title + RowText.Of(run.Started.Slot) + ScenarioLines.EnvironmentOf(run.Started);
        line.Column(words, Math.Max(8, (line.Room - DurationWidth) * 3 / 5)).Gap(1);
        line.Column(run.Step, Math.Max(0, line.Room - DurationWidth), Styles.Dim);
        return line.Right(DurationText.Running(time.GetElapsedTime(run.Begun)), DurationWidth, Styles.Dim);
    }

    private sealed class Running(RunStarted started, long begun)
    {
        public RunStarted Started => started;

        public long Begun => begun;

        public string Step { get; set; } = "";
    }
}
