using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;
using Spectre.Console;

namespace PingOneScenarios.Cli.Display;

/// <summary>Scenarios on a live terminal.</summary>
internal sealed class ScenarioLines(Screen screen)
{
    private const int WidthWithPath = 99;
    private const int TitleBesidePath = 50;
    private const int StepsWidth = 12;
    private const int DurationWidth = 9;

    /// <summary>What stands behind the path of a scenario: its environment, if it has one, and its run.</summary>
    public static string Besides(RunStarted started) => $"{RowText.Of(started.Slot)}{EnvironmentOf(started)}, run {started.RunId}";

    /// <summary>Begins with a comma; empty without one.</summary>
    public static string EnvironmentOf(RunStarted started) =>
        started.Environment.Text is "" or "none" ? "" : $", environment {started.Environment}";

    public IEnumerable<StyledLine> Heading(RunStarted started)
    {
        yield return screen.NewLine().Add(started.Title, Styles.Bold);
        var line = screen.NewLine();
        var besides = Besides(started);
        yield return line.Squeezed(started.Path, line.Room - line.Measure(besides), Styles.Dim).Add(besides, Styles.Dim);
    }

    /// <summary>A scenario that ended, as one line.</summary>
    public StyledLine Finished(FinishedScenario scenario)
    {
        var line = screen.NewLine();
        var isWide = line.Room >= WidthWithPath;
        Mark.Of(scenario.Outcome).AddTo(line);
        line.Gap(1);
        line.Column(
            isWide ? scenario.Title : scenario.Title + scenario.Row,
            isWide ? TitleBesidePath : line.Room - StepsWidth - DurationWidth
        );
        line.Right(scenario.Steps, StepsWidth).Right(DurationText.Show(scenario.Duration), DurationWidth, Styles.Dim);
        if (isWide)
            line.Gap(2).Squeezed(scenario.Path + scenario.Row, line.Room, Styles.Dim);
        return line;
    }

    /// <summary>How something ended, in a sentence.</summary>
    public StyledLine Conclusion(Outcome outcome, string text)
    {
        var mark = Mark.Of(outcome);
        return screen.NewLine().Add($"{mark.Glyph} {text}", mark.Style.Decoration(mark.Style.Decoration | Decoration.Bold));
    }
}
