using System.Globalization;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Cli.Display;

/// <summary>Steps on a live terminal, in the same columns while they run and when they have ended: one line each when they passed.</summary>
internal sealed class StepLines(Screen screen)
{
    private const int StatusWidth = 3;
    private const int DurationWidth = 6;
    private const int WidthWithRequest = 99;
    private const int WidestTitle = 46;
    private const int Indentation = 2;

    /// <summary>A step that ended; below one that did not pass stands its request when there is no room beside it.</summary>
    public IEnumerable<StyledLine> Finished(StepFinished step)
    {
        var line = screen.NewLine();
        var isWide = line.Room >= WidthWithRequest;
        AddHead(line, step.Step, Mark.Of(step.Outcome));
        line.Right(step.Status?.ToString(CultureInfo.InvariantCulture) ?? "", StatusWidth);
        line.Gap(1).Right(DurationText.Show(step.Duration), DurationWidth, Styles.Dim);
        var tail = new StepTail(step);
        if (isWide)
            tail.AddRequestTo(line.Gap(1));
        tail.AddNamesTo(line);
        yield return line;
        if (!isWide && step.Outcome != Outcome.Passed && step.Target is not null)
            yield return Below(tail.AddRequestTo);
    }

    /// <summary>Steps in a row that did not run, for the same reason.</summary>
    public StyledLine Skipped(IReadOnlyList<StepFinished> steps)
    {
        var line = screen.NewLine().Add(StepText.SkippedPlace(steps), Styles.Dim).Gap(1);
        Mark.Of(Outcome.Skipped).AddTo(line);
        return line.Gap(1).Add($"{StepText.SkippedTitle(steps)}: {steps[0].Note}", Styles.Dim);
    }

    /// <summary>A step that is under way, with its request and what is known of its attempts.</summary>
    /// <param name="step">Which one.</param>
    /// <param name="spinner">The glyph of this moment.</param>
    public IEnumerable<StyledLine> Running(RunningStep step, string spinner)
    {
        var line = screen.NewLine();
        var isWide = line.Room >= WidthWithRequest;
        AddHead(line, step.Place, new Mark(spinner, step.IsPausing ? "waiting" : "running", Styles.Active));
        line.Gap(StatusWidth + 1).Right(DurationText.Running(step.Elapsed), DurationWidth);
        var request = $"{step.Started.Method ?? "call"} {step.Started.Target}";
        if (isWide)
            line.Gap(1).Squeezed(request, line.Room, Styles.Dim);
        yield return line;
        if (!isWide)
            yield return Below(below => below.Squeezed(request, below.Room, Styles.Dim));
        if (step.Attempts is { } attempts)
            yield return Below(below => below.Add(attempts));
    }

    private static void AddHead(StyledLine line, ShownPlace place, Mark mark)
    {
        var end = TitleStart(line) + TitleWidth(line.Room);
        line.Add(StepText.Place(place), Styles.Dim).Gap(1);
        mark.AddTo(line);
        line.Gap(1 + Indentation * place.Depth);
        var turn = StepText.Turn(place);
        var title = Math.Min(line.Measure(place.Title), end - line.Width - turn.Length);
        line.Column(place.Title, title).Add(turn).Gap(end - line.Width).Gap(1);
    }

    private static int TitleStart(StyledLine line) => StepText.PlaceWidth + 1 + Mark.WidthIn(line) + 1;

    private static int TitleWidth(int room) =>
        room >= WidthWithRequest ? Math.Min(WidestTitle, 4 + room * 3 / 10) : Math.Max(8, (room - 30) * 3 / 5);

    private StyledLine Below(Action<StyledLine> add)
    {
        var line = screen.NewLine();
        add(line.Gap(TitleStart(line)));
        return line;
    }
}
