using System.Globalization;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;
using Spectre.Console;

namespace PingOneScenarios.Cli.Display;

/// <summary>A run on the terminal: one line a step, redrawn while it runs when the terminal can, and what went wrong in full.</summary>
internal sealed class RunDisplay : IRunObserver
{
    private const int TitleWidth = 34;

    private readonly Terminal terminal;
    private readonly IAnsiConsole? console;
    private readonly bool quiet;
    private readonly bool verbose;
    private readonly bool isEmulator;

    public RunDisplay(Terminal terminal, bool quiet, bool verbose, bool isEmulator)
    {
        (this.terminal, this.quiet, this.verbose, this.isEmulator) = (terminal, quiet, verbose, isEmulator);
        if (terminal.IsLive)
            console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Out = new AnsiConsoleOutput(terminal.Output) });
    }

    public void Observe(RunEvent happened)
    {
        switch (happened)
        {
            case RunStarted started when !quiet:
                Write(SafeText.Line(started.Title), new Style(decoration: Decoration.Bold));
                Write(
                    $"{SafeText.Line(started.Path)}, environment {SafeText.Line(started.Environment)}, run {started.RunId}\n",
                    new Style(Color.Grey)
                );
                break;
            case StepStarted started when console is not null && !quiet:
                terminal.Output.Write(
                    Cut($"{Place(started.Step)}  …  {SafeText.Line(started.Step.Title)}  {started.Method} {SafeText.Line(started.Target)}")
                );
                break;
            case AnswerReceived answer when verbose:
                ClearLine();
                ExchangeText.Print(terminal.Output, answer.Exchange);
                break;
            case StepFinished finished:
                Tell(finished);
                break;
            case RunFinished finished:
                Tell(finished.Summary);
                break;
        }
    }

    private void Tell(StepFinished step)
    {
        ClearLine();
        var isFine = step.Outcome == Outcome.Passed;
        if (quiet && (isFine || step.Outcome == Outcome.Skipped))
            return;
        Write(StepLine(step), StyleOf(step.Outcome));
        foreach (var problem in step.Problems)
            terminal.Output.WriteLine("\n" + SafeText.Lines(DiagnosticText.Render(problem)));
        if (!isFine && step.Exchange is { } exchange && !verbose)
            ExchangeText.PrintAnswer(terminal.Output, exchange);
        if (!step.Problems.IsEmpty)
            terminal.Output.WriteLine();
    }

    private static string StepLine(StepFinished step)
    {
        var title = SafeText.Line(step.Step.Title).PadRight(TitleWidth);
        var status = step.Status?.ToString(CultureInfo.InvariantCulture) ?? "   ";
        var line = $"{Place(step.Step)}  {Word(step.Outcome), -9} {title}  {status}  {DurationText.Show(step.Duration), 7}";
        if (step.Target is not null)
            line += $"  {step.Method} {SafeText.Line(step.Target)}";
        if (!step.Extracted.IsEmpty)
            line += "  → " + string.Join(", ", step.Extracted.Select(e => e.Name));
        return step.Note is null ? line : $"{Place(step.Step)}  {Word(step.Outcome), -9} {title}  {SafeText.Line(step.Note)}";
    }

    private void Tell(RunSummary summary)
    {
        foreach (var problem in summary.Problems)
            terminal.Output.WriteLine("\n" + SafeText.Lines(DiagnosticText.Render(problem)));
        if (quiet && summary.Outcome == Outcome.Passed && !(summary.UndoWasDue && !summary.LeftBehind.IsEmpty))
            return;
        terminal.Output.WriteLine();
        Write(SummaryText.Of(summary), StyleOf(summary.Outcome));
        if (SummaryText.OfLeftBehind(summary, isEmulator) is { } left)
            terminal.Output.WriteLine(SafeText.Lines(left));
        terminal.Output.WriteLine();
    }

    private static string Place(StepPlace place)
    {
        var name = place.Phase switch
        {
            _ when place.Depth > 0 => "·",
            Phase.Finally => $"finally {place.Number}",
            Phase.Undo => $"undo {place.Number}",
            _ => $"{place.Number}/{place.Total}",
        };
        return name.PadLeft(9);
    }

    private static string Word(Outcome outcome) => outcome.ToString().ToLowerInvariant();

    private static Style StyleOf(Outcome outcome) =>
        new(
            outcome switch
            {
                Outcome.Passed => Color.Green,
                Outcome.Failed or Outcome.Broken => Color.Red,
                Outcome.Cancelled => Color.Yellow,
                _ => Color.Grey,
            }
        );

    // Never markup: text of servers and files would be parsed as such.
    private void Write(string text, Style style)
    {
        if (console is null)
            terminal.Output.WriteLine(text);
        else
            console.Write(new Text(text + "\n", style));
    }

    private string Cut(string line) => line.Length < terminal.Width ? line : string.Concat(line.AsSpan(0, terminal.Width - 2), "…");

    private void ClearLine()
    {
        if (console is not null && !quiet)
            terminal.Output.Write("\r\e[2K");
    }
}
