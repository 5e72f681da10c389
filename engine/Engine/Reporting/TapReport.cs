using System.Globalization;
using System.Text;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting;

/// <summary>Test Anything Protocol, version 14, written as it happens: a subtest a run, a test point a step.</summary>
internal sealed class TapReport : StepwiseReport
{
    private const string Indentation = "    ";

    private readonly TextWriter text;
    private readonly Json.JsonLine json = new();
    private RunStarted? run;
    private int runs;
    private int steps;
    private bool isSound;

    public TapReport(ReportSink sink)
    {
        text = sink.Text;
        text.Write("TAP version 14\n");
    }

    public override void Complete()
    {
        text.Write(string.Create(CultureInfo.InvariantCulture, $"1..{runs}\n"));
        text.Flush();
    }

    protected override void Begin(RunStarted started)
    {
        (run, steps, isSound) = (started, 0, true);
        text.Write($"# Subtest: {Name(started.Title)}\n");
        text.Write(
            $"{Indentation}# {PlainText.Line(started.Path)}, environment {PlainText.Line(started.Environment)}, run {PlainText.Line(started.RunId)}\n"
        );
    }

    protected override void Add(StepLog step)
    {
        var finished = step.Step;
        var isFine = finished.Outcome is Outcome.Passed or Outcome.Skipped;
        var directive = finished.Outcome == Outcome.Skipped ? $" # SKIP {Name(finished.Note ?? "")}".TrimEnd() : "";
        WritePoint(Indentation, isFine, ++steps, Name(StepNames.Of(finished.Step)) + directive);
        foreach (var line in StepNames.Retries(step))
            WriteNote(line);
        if (isFine)
            return;
        isSound = false;
        WriteBlock(Indentation + "  ", TapBlock.Of(finished, json));
    }

    protected override void Resume(RunResumed resumed) => WriteNote(ResumeText.Of(resumed));

    protected override void Settle(DoubtSettled settled) => WriteNote(ResumeText.Of(settled));

    protected override void End(RunFinished finished)
    {
        var summary = finished.Summary;
        if (!summary.Problems.IsEmpty)
        {
            isSound = false;
            WritePoint(Indentation, false, ++steps, "the run as a whole");
            WriteBlock(Indentation + "  ", TapBlock.Of(summary.Problems, json));
        }
        foreach (var doubt in summary.Doubts)
            WriteNote($"may have been made: {DoubtText.Of(doubt)}");
        foreach (var request in summary.LeftBehind)
            WriteNote($"left behind, this removes it: {request}");
        text.Write(string.Create(CultureInfo.InvariantCulture, $"{Indentation}1..{steps}{(steps == 0 ? " # SKIP no step" : "")}\n"));
        WritePoint("", isSound && summary.Outcome is Outcome.Passed or Outcome.Skipped, ++runs, Name(run!.Title));
        text.Flush();
    }

    protected override void AddLoad(LoadSummary load)
    {
        text.Write($"# {LoadWords.Asked(load.Plan)}: {LoadWords.Counts(load)}\n");
        foreach (var limit in load.Limits)
            WritePoint(
                "",
                !limit.IsMissed,
                ++runs,
                Name($"limit {LoadWords.NameOf(limit)} {LoadWords.Bound(limit)}: {LoadWords.Measured(limit)}")
            );
    }

    protected override void AddNotStarted(RunNotStarted run)
    {
        WritePoint("", false, ++runs, Name(run.Path));
        WriteBlock("  ", TapBlock.Of(run.Problems, json));
    }

    private void WriteNote(string note) => text.Write($"{Indentation}# {PlainText.Line(note)}\n");

    private void WritePoint(string indentation, bool isFine, int number, string rest) =>
        text.Write(string.Create(CultureInfo.InvariantCulture, $"{indentation}{(isFine ? "ok" : "not ok")} {number} - {rest}\n"));

    private void WriteBlock(string indentation, IEnumerable<string> lines)
    {
        var block = new StringBuilder();
        foreach (var line in lines.Prepend("---").Append("..."))
            block.Append(indentation).Append(line).Append('\n');
        text.Write(block);
    }

    // A number sign would begin a directive.
    private static string Name(string title) =>
        PlainText.Line(title).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("#", "\\#", StringComparison.Ordinal);
}
