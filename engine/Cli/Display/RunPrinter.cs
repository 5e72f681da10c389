using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Cli.Display;

/// <summary>
/// Which lines of a run stay. A step is one line, what went wrong is told in full. Of several scenarios on a live terminal each becomes one
/// line in the end, and of its steps only those stay that did not pass.
/// </summary>
internal sealed class RunPrinter(Terminal terminal, RunPage page, DisplayWishes wishes, Tally tally)
{
    private readonly List<StepFinished> skipped = [];
    private readonly List<StepFinished> wrong = [];
    private readonly bool isCollapsed =
        wishes is { IsQuiet: false, IsVerbose: false } && (wishes.IsBulk || terminal.IsLive && wishes.Scenarios > 1);
    private RunStarted? scenario;
    private UndoneCount undone;
    private bool isHeadingDue;
    private bool hasToldWrong;

    // On a live terminal the region tells of them.
    private bool PrintsRetries => wishes.IsVerbose || !terminal.IsLive && !wishes.IsQuiet;

    private bool HidesPassed => wishes.IsQuiet || isCollapsed;

    public void Print(RunEvent happened)
    {
        if (happened is not StepFinished { Outcome: Outcome.Skipped })
            PrintSkipped();
        // A step that begins or ends again was retried by hand, or its run goes on.
        if (happened is StepStarted { Step: var again })
            wrong.RemoveAll(w => w.Step == again);
        else if (happened is StepFinished { Step: var ended })
            wrong.RemoveAll(w => w.Step == ended);
        switch (happened)
        {
            case RunStarted started:
                Begin(started);
                break;
            case StepStarted started when wishes.IsVerbose:
                page.Add([StepText.Heading(started.Step)]);
                break;
            case RequestSent sent when wishes.IsVerbose:
                ExchangeText.Print(page.Lines, sent.Exchange);
                break;
            case RetryScheduled retry when PrintsRetries:
                page.Add([StepText.Again(retry)]);
                break;
            case StepFinished { Outcome: Outcome.Skipped } step:
                AddSkipped(step);
                break;
            case StepFinished step:
                Print(step);
                break;
            default:
                PrintBetween(happened);
                break;
            case RunFinished finished:
                End(finished.Summary);
                break;
        }
    }

    /// <summary>Somebody else writes next.</summary>
    public void Rest()
    {
        PrintSkipped();
        page.Leave();
    }

    /// <summary>What several scenarios came to.</summary>
    public void PrintTally()
    {
        var outcome = TallyText.OutcomeOf(tally);
        if (tally.Total < 2 || tally.Ended == 0 || wishes.IsQuiet && outcome == Outcome.Passed)
            return;
        page.AddConclusion(outcome, TallyText.Sum(tally));
        page.Add(TallyText.Wrong(tally));
        if (!wishes.IsQuiet)
            page.Add(TallyText.Slowest(tally));
        page.AddSpace();
    }

    private void Begin(RunStarted started)
    {
        scenario = started;
        wrong.Clear();
        hasToldWrong = false;
        undone = default;
        isHeadingDue = !wishes.IsQuiet || wishes.Scenarios > 1 || started.Slot is not null;
        if (!HidesPassed)
            PrintHeading();
    }

    private void PrintHeading()
    {
        if (isHeadingDue)
            page.AddHeading(scenario!);
        isHeadingDue = false;
    }

    private void Print(StepFinished step)
    {
        if (wishes.IsVerbose && !step.Extracted.IsEmpty)
            page.Lines.WriteLine(string.Join(page.Lines.NewLine, StepText.Extracted(step)) + page.Lines.NewLine);
        var isFine = step.Outcome == Outcome.Passed;
        if (isFine && step.Step.TakesBack)
            undone = undone.With(step.Status);
        if (HidesPassed && isFine)
            return;
        PrintHeading();
        page.Add(step);
        if (!isFine)
            PrintWrong(step);
        if (wishes.IsVerbose || !step.Problems.IsEmpty || !isFine && step.Exchange is not null)
            page.AddSpace();
    }

    private void PrintBetween(RunEvent happened)
    {
        if (happened is RunNotStarted notStarted)
            Print(notStarted);
        else if (!HidesPassed)
            PrintGap(happened);
    }

    private void Print(RunNotStarted notStarted)
    {
        tally.Add(FinishedScenario.Of(notStarted));
        if (notStarted.Slot is { } slot)
        {
            page.AddSpace();
            page.Add([$"{notStarted.Path}{RowText.Of(slot)} could not begin"]);
        }
        page.Add(notStarted.Problems);
        page.AddSpace();
    }

    private void PrintGap(RunEvent happened)
    {
        if (happened is RunResumed resumed)
            page.Add([StepText.Resumed(resumed)]);
        else if (happened is DoubtSettled settled)
            page.Add([StepText.Settled(settled)]);
    }

    private void PrintWrong(StepFinished step)
    {
        hasToldWrong = true;
        page.Add(step.Problems);
        if (step.Exchange is { } exchange)
            PrintAnswer(exchange);
        if (step.Outcome is Outcome.Failed or Outcome.Broken or Outcome.Unknown)
            wrong.Add(step);
    }

    // With all exchanges shown the answer stands above already.
    private void PrintAnswer(ExchangeRecord exchange)
    {
        if (wishes.IsVerbose)
            ExchangeText.PrintRefused(page.Lines, exchange);
        else
            ExchangeText.PrintAnswer(page.Lines, exchange);
    }

    private void AddSkipped(StepFinished step)
    {
        if (
            skipped.Count > 0
            && (skipped[0].Step.Phase, skipped[0].Step.Depth, skipped[0].Note) != (step.Step.Phase, step.Step.Depth, step.Note)
        )
            PrintSkipped();
        skipped.Add(step);
    }

    private void PrintSkipped()
    {
        if (skipped.Count > 0 && !HidesPassed)
            page.AddSkipped(skipped);
        skipped.Clear();
    }

    private void End(RunSummary summary)
    {
        var finished = FinishedScenario.Of(scenario!, summary, wrong.FirstOrDefault());
        if (!summary.IsRunAnew)
            tally.Add(finished);
        if (!summary.Problems.IsEmpty)
            PrintHeading();
        page.Add(summary.Problems);
        // What went wrong and was done again stands above.
        if (HidesFine && IsFine(summary) && !hasToldWrong)
            return;
        Conclude(summary, finished);
    }

    private void Conclude(RunSummary summary, FinishedScenario finished)
    {
        // A scenario in one line tells where it went wrong.
        var isOneLine = isCollapsed && terminal.IsLive;
        if (isOneLine)
            page.Add(finished);
        else
            page.AddConclusion(summary.Outcome, SummaryText.Of(summary));
        page.Add(SummaryText.Details(summary, isOneLine ? [] : wrong, undone, wishes.IsEmulator, wishes.IsVerbose));
        if (summary.IsRunAnew)
            page.Add(["  the scenario is begun anew (--retries)"]);
        if (!isOneLine || summary.Outcome != Outcome.Passed)
            page.AddSpace();
    }

    private bool HidesFine => wishes.IsQuiet || wishes is { IsBulk: true, IsVerbose: false };

    private static bool IsFine(RunSummary summary) =>
        summary.Outcome == Outcome.Passed && !(summary.UndoWasDue && !summary.LeftBehind.IsEmpty);
}
