using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using Spectre.Console;

namespace PingOneScenarios.Cli.Display;

/// <summary>A run on the terminal: its steps, redrawn while they run when the terminal can, and what went wrong in full.</summary>
internal sealed class RunDisplay(Terminal terminal, bool quiet, bool verbose, bool isEmulator) : IRunObserver
{
    private readonly Screen screen = new(terminal);
    private readonly List<StepFinished> skipped = [];
    private readonly List<StepFinished> wrong = [];
    private UndoneCount undone;
    private bool endsWithSpace;

    public void Observe(RunEvent happened)
    {
        if (happened is not StepFinished { Outcome: Outcome.Skipped })
            TellSkipped();
        switch (happened)
        {
            case RunStarted started:
                Tell(started);
                break;
            case StepStarted started when verbose:
                screen.WriteLine(StepText.Heading(started.Step), Color.Default);
                break;
            case StepStarted started when !quiet:
                screen.WriteTransient(StepText.Running(started, terminal.Width));
                break;
            case RequestSent sent when verbose:
                ExchangeText.Print(terminal.Output, sent.Exchange);
                break;
            case RetryScheduled retry:
                Tell(retry);
                break;
            case StepFinished { Outcome: Outcome.Skipped } step:
                AddSkipped(step);
                break;
            case StepFinished step:
                Tell(step);
                break;
            case RunFinished finished:
                Tell(finished.Summary);
                break;
        }
    }

    private void Tell(RunStarted started)
    {
        wrong.Clear();
        undone = default;
        if (quiet)
            return;
        var environment = started.Environment is "" or "none" ? "" : $", environment {SafeText.Line(started.Environment)}";
        screen.WriteLine(SafeText.Line(started.Title), Color.Default, Decoration.Bold);
        screen.WriteLine($"{SafeText.Line(started.Path)}{environment}, run {started.RunId}", Color.Grey);
        terminal.Output.WriteLine();
    }

    private void Tell(StepFinished step)
    {
        screen.ClearTransient();
        if (verbose)
            TellExtracted(step);
        var isFine = step.Outcome == Outcome.Passed;
        if (isFine && step.Step.Phase == Phase.Undo)
            undone = undone.With(step.Status);
        if (quiet && isFine)
            return;
        TellLine(step);
        Tell(step.Problems);
        if (!isFine && step.Exchange is { } exchange && !verbose)
            ExchangeText.PrintAnswer(terminal.Output, exchange);
        if (step.Outcome is Outcome.Failed or Outcome.Broken)
            wrong.Add(step);
        endsWithSpace = verbose || !step.Problems.IsEmpty;
        if (endsWithSpace)
            terminal.Output.WriteLine();
    }

    private void Tell(RetryScheduled retry)
    {
        if (verbose || !terminal.IsLive && !quiet)
            screen.WriteLine(StepText.Again(retry), Color.Grey);
        else if (!quiet)
            screen.WriteTransient(CellText.Cut(StepText.Again(retry), terminal.Width - 2));
    }

    private void TellLine(StepFinished step)
    {
        if (!terminal.IsLive)
        {
            terminal.Output.WriteLine(StepText.Plain(step));
            return;
        }
        var color = StyleOf(step.Outcome);
        foreach (var line in StepText.Live(step, terminal.Width))
        {
            screen.WriteLine(line, color);
            color = Color.Grey;
        }
    }

    private void TellExtracted(StepFinished step)
    {
        if (!step.Extracted.IsEmpty)
            terminal.Output.WriteLine(string.Join(terminal.Output.NewLine, StepText.Extracted(step)) + terminal.Output.NewLine);
    }

    private void AddSkipped(StepFinished step)
    {
        if (
            skipped.Count > 0
            && (skipped[0].Step.Phase, skipped[0].Step.Depth, skipped[0].Note) != (step.Step.Phase, step.Step.Depth, step.Note)
        )
            TellSkipped();
        skipped.Add(step);
    }

    private void TellSkipped()
    {
        if (skipped.Count > 0 && !quiet)
        {
            screen.WriteLine(StepText.Skipped(skipped), Color.Grey);
            endsWithSpace = false;
        }
        skipped.Clear();
    }

    private void Tell(RunSummary summary)
    {
        screen.ClearTransient();
        Tell(summary.Problems);
        if (quiet && summary.Outcome == Outcome.Passed && !(summary.UndoWasDue && !summary.LeftBehind.IsEmpty))
            return;
        if (!endsWithSpace)
            terminal.Output.WriteLine();
        screen.WriteLine(SummaryText.Of(summary), StyleOf(summary.Outcome), Decoration.Bold);
        foreach (var line in SummaryText.Details(summary, wrong, undone, isEmulator, verbose))
            terminal.Output.WriteLine(SafeText.Line(line));
        terminal.Output.WriteLine();
    }

    private void Tell(IEnumerable<Diagnostic> problems)
    {
        foreach (var problem in problems)
            terminal.Output.WriteLine("\n" + SafeText.Lines(DiagnosticText.Render(problem, terminal.LongestSourceLine)));
    }

    private static Color StyleOf(Outcome outcome) =>
        outcome switch
        {
            Outcome.Passed => Color.Green,
            Outcome.Failed or Outcome.Broken => Color.Red,
            Outcome.Cancelled => Color.Yellow,
            _ => Color.Grey,
        };
}
