using System.Globalization;
using System.Text;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting;

/// <summary>Test Anything Protocol, version 14, written as it happens: a subtest a run, a test point a step.</summary>
internal sealed class TapReport : StepwiseReport, IDisposable
{
    private const string Indentation = "    ";
    private const int MostEarlier = 50;

    private readonly TextWriter text;
    private readonly Spool held;
    private readonly Json.JsonLine json = new();
    private readonly List<string> earlier = [];
    private readonly List<string> wrong = [];
    private RunStarted? run;
    private TextWriter points;
    private int runs;
    private int steps;
    private bool isSound;

    public TapReport(ReportSink sink)
    {
        (text, points) = (sink.Text, sink.Text);
        held = new Spool(sink.OpenSpool());
        text.Write("TAP version 14\n");
    }

    public void Dispose() => held.Dispose();

    protected override void Close()
    {
        // What a run left that never ended.
        held.MoveTo(text);
        text.Write(string.Create(CultureInfo.InvariantCulture, $"1..{runs}\n"));
        text.Flush();
        Dispose();
    }

    // Whether an attempt counts is known when it has ended: one of many waits until then.
    protected override void Begin(RunStarted started)
    {
        (run, steps, isSound) = (started, 0, true);
        points = started.Slot is null ? text : held.Text;
        wrong.Clear();
        var details = RunNames.Details(started.Slot);
        points.Write($"# Subtest: {Name(RunNames.Of(started))}\n");
        WriteNote($"{started.Path}, environment {started.Environment}, run {started.RunId}{(details.Length == 0 ? "" : $", {details}")}");
        foreach (var line in earlier)
            WriteNote(line);
    }

    protected override void Add(StepLog step)
    {
        var finished = step.Step;
        var isFine = finished.Outcome is Outcome.Passed or Outcome.Skipped;
        var directive = finished.Outcome == Outcome.Skipped ? $" # SKIP {Name(finished.Note ?? "")}".TrimEnd() : "";
        WritePoint(points, Indentation, isFine, ++steps, Name(StepNames.Of(finished.Step)) + directive);
        foreach (var line in StepNames.Retries(step))
            WriteNote(line);
        if (isFine)
            return;
        isSound = false;
        WriteBlock(points, Indentation + "  ", TapBlock.Of(finished, json));
        if (run!.Slot is { } slot && wrong.Count < MostEarlier)
            wrong.Add(EarlierText.Of(slot.Attempt, finished));
    }

    protected override void Resume(RunResumed resumed) => WriteNote(ResumeText.Of(resumed));

    protected override void Settle(DoubtSettled settled) => WriteNote(ResumeText.Of(settled));

    protected override void End(RunFinished finished)
    {
        var summary = finished.Summary;
        if (!summary.Problems.IsEmpty)
        {
            isSound = false;
            WritePoint(points, Indentation, false, ++steps, "the run as a whole");
            WriteBlock(points, Indentation + "  ", TapBlock.Of(summary.Problems, json));
        }
        foreach (var doubt in summary.Doubts)
            WriteNote($"may have been made: {DoubtText.Of(doubt)}");
        foreach (var request in summary.LeftBehind)
            WriteNote($"left behind, this removes it: {request}");
        if (summary.IsFlaky)
            WriteNote("flaky: it passed only when it was begun anew");
        points.Write(string.Create(CultureInfo.InvariantCulture, $"{Indentation}1..{steps}{(steps == 0 ? " # SKIP no step" : "")}\n"));
        if (run!.Slot is not null)
            held.MoveTo(text);
        var isFine = isSound && summary.Outcome is Outcome.Passed or Outcome.Skipped;
        earlier.Clear();
        WritePoint(text, "", isFine, ++runs, Name(RunNames.Of(run) + (summary.IsFlaky ? " (flaky)" : "")));
        text.Flush();
    }

    protected override void EndUncounted(RunFinished finished)
    {
        held.Clear();
        earlier.AddRange(wrong);
        earlier.AddRange(finished.Summary.Problems.Select(p => EarlierText.Of(run!.Slot!.Attempt, p)));
        earlier.AddRange(finished.Summary.LeftBehind.Select(r => $"left behind, this removes it: {r}"));
        if (earlier.Count > MostEarlier)
            earlier.RemoveRange(MostEarlier, earlier.Count - MostEarlier);
    }

    protected override void AddLoad(LoadSummary load)
    {
        text.Write($"# {LoadWords.Asked(load.Plan)}: {LoadWords.Counts(load)}\n");
        foreach (var limit in load.Limits)
            WritePoint(
                text,
                "",
                !limit.IsMissed,
                ++runs,
                Name($"limit {LoadWords.NameOf(limit)} {LoadWords.Bound(limit)}: {LoadWords.Measured(limit)}")
            );
    }

    protected override void AddNotStarted(RunNotStarted run)
    {
        WritePoint(text, "", false, ++runs, Name(RunNames.Of(run)));
        WriteBlock(text, "  ", TapBlock.Of(run.Problems, json));
    }

    private void WriteNote(string note) => points.Write($"{Indentation}# {PlainText.Line(note)}\n");

    private static void WritePoint(TextWriter to, string indentation, bool isFine, int number, string rest) =>
        to.Write(string.Create(CultureInfo.InvariantCulture, $"{indentation}{(isFine ? "ok" : "not ok")} {number} - {rest}\n"));

    private static void WriteBlock(TextWriter to, string indentation, IEnumerable<string> lines)
    {
        var block = new StringBuilder();
        foreach (var line in lines.Prepend("---").Append("..."))
            block.Append(indentation).Append(line).Append('\n');
        to.Write(block);
    }

    // A number sign would begin a directive.
    private static string Name(string title) =>
        PlainText.Line(title).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("#", "\\#", StringComparison.Ordinal);
}
