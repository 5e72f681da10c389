using System.Globalization;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Reporting.Markdown;

/// <summary>
/// A summary for a pull request: outcomes, what went wrong, the slowest steps, what was left behind. Bounded in size; the step summary of
/// GitHub takes 1 MiB, which several commands may share.
/// </summary>
internal sealed class MarkdownReport(ReportSink sink) : StepwiseReport
{
    private const int MostSlowest = 5;

    private readonly BoundedText rows = new(96 << 10);
    private readonly BoundedText failures = new(128 << 10);
    private readonly BoundedText resumed = new(16 << 10);
    private readonly BoundedText doubts = new(16 << 10);
    private readonly BoundedText leftBehind = new(16 << 10);
    private readonly PriorityQueue<(string Run, StepFinished Step), TimeSpan> slowest = new();
    private readonly Dictionary<string, int> outcomes = new(StringComparer.Ordinal);
    private readonly List<LoadSummary> loads = [];
    private RunStarted? run;
    private TimeSpan duration;

    public override void Complete()
    {
        sink.Text.Write($"## {Heading()}\n\n");
        if (!rows.IsEmpty)
            sink.Text.Write($"| outcome | scenario | steps | duration |\n| --- | --- | --- | ---: |\n{rows}\n{Rest(rows, "scenario")}");
        foreach (var load in loads)
            sink.Text.Write(MarkdownLoad.Of(load));
        WriteSection("What went wrong", failures, "problem");
        WriteSlowest();
        WriteSection("Resumed", resumed, "line");
        WriteSection("May have been made", doubts, "request");
        WriteSection("Left behind", leftBehind, "thing");
        sink.Text.Flush();
    }

    protected override void Begin(RunStarted started) => run = started;

    protected override void Add(StepLog step)
    {
        var finished = step.Step;
        if (finished.Outcome is not (Outcome.Passed or Outcome.Skipped))
            failures.Add(MarkdownFailure.Of(run!, finished));
        // A call takes as long as the steps in it.
        if (finished.Method is null || finished.Outcome == Outcome.Skipped)
            return;
        slowest.Enqueue((run!.Title, finished), finished.Duration);
        if (slowest.Count > MostSlowest)
            slowest.Dequeue();
    }

    protected override void Resume(RunResumed happened) => AddResumed(ResumeText.Of(happened));

    protected override void Settle(DoubtSettled settled) => AddResumed(ResumeText.Of(settled));

    private void AddResumed(string text) => resumed.Add($"- {MarkdownText.Line(text)} ({MarkdownText.Line(run!.Title)})\n");

    protected override void End(RunFinished finished)
    {
        var summary = finished.Summary;
        Count(Json.Words.Of(summary.Outcome));
        duration += summary.Duration;
        AddRow(Mark(summary.Outcome), run!.Title, run.Path, (Counts(summary), DurationText.Show(summary.Duration)));
        if (!summary.Problems.IsEmpty)
            failures.Add(MarkdownFailure.Of(run.Title, summary.Problems));
        foreach (var doubt in summary.Doubts)
            doubts.Add($"- {MarkdownText.Line(DoubtText.Of(doubt))} ({MarkdownText.Line(run.Title)})\n");
        foreach (var request in summary.LeftBehind)
            leftBehind.Add($"- {MarkdownText.Code(request)} ({MarkdownText.Line(run.Title)})\n");
    }

    protected override void AddLoad(LoadSummary load) => loads.Add(load);

    protected override void AddNotStarted(RunNotStarted run)
    {
        Count("could not begin");
        AddRow("❌ could not begin", "", run.Path, ("", ""));
        failures.Add(MarkdownFailure.Of(run.Path, run.Problems));
    }

    private void AddRow(string outcome, string title, string path, (string Steps, string Duration) numbers) =>
        rows.Add(
            $"| {outcome} | {(title.Length == 0 ? "" : MarkdownText.Line(title) + "<br>")}{MarkdownText.Code(path)} | {numbers.Steps} | {numbers.Duration} |\n"
        );

    private void Count(string outcome) => outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;

    private string Heading()
    {
        var all = outcomes.Values.Sum();
        if (loads is [var load, ..])
            return $"{(load.Limits.Any(l => l.IsMissed) ? "❌ " : "")}Load: {LoadWords.Counts(load)}";
        if (all == 0)
            return "No scenario was run";
        var words = string.Join(", ", outcomes.Select(o => string.Create(CultureInfo.InvariantCulture, $"{o.Value} {o.Key}")));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{all} {(all == 1 ? "scenario" : "scenarios")}: {words}{(duration > TimeSpan.Zero ? $" in {DurationText.Show(duration)}" : "")}"
        );
    }

    private static string Counts(RunSummary summary) =>
        string.Join(", ", SummaryCounts.Of(summary).Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Count} {c.Word}")));

    private static string Mark(Outcome outcome) =>
        outcome switch
        {
            Outcome.Passed => "✅ passed",
            Outcome.Skipped => "⏭️ skipped",
            _ => "❌ " + Json.Words.Of(outcome),
        };

    private void WriteSection(string heading, BoundedText parts, string word)
    {
        if (!parts.IsEmpty)
            sink.Text.Write($"### {heading}\n\n{parts}\n{Rest(parts, word)}");
    }

    private static string Rest(BoundedText parts, string word) =>
        parts.LeftOut == 0
            ? ""
            : string.Create(
                CultureInfo.InvariantCulture,
                $"… and {parts.LeftOut:N0} more {word}{(parts.LeftOut == 1 ? "" : "s")}, left out because a summary is short; the other reports have all.\n\n"
            );

    private void WriteSlowest()
    {
        if (slowest.Count < 2)
            return;
        sink.Text.Write("### Slowest steps\n\n| step | scenario | duration |\n| --- | --- | ---: |\n");
        foreach (var ((title, step), _) in slowest.UnorderedItems.OrderByDescending(s => s.Priority))
            sink.Text.Write(
                $"| {MarkdownText.Line(StepNames.Of(step.Step))} | {MarkdownText.Line(title)} | {DurationText.Show(step.Duration)} |\n"
            );
        sink.Text.Write("\n");
    }
}
