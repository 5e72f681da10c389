using System.Globalization;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting.Comparing;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Reporting.Markdown;

/// <summary>
/// A summary for a pull request: outcomes, what went wrong, the slowest steps, what was left behind. Bounded in size; the step summary of
/// GitHub takes 1 MiB, which several commands may share.
/// </summary>
internal sealed class MarkdownReport(ReportSink sink) : StepwiseReport
{
    private const int MostSlowest = 5;

    private const int MostEarlier = 5;

    /// <summary>Of one run.</summary>
    private const int MostWrong = 50;

    private readonly BoundedText rows = new(96 << 10);
    private readonly BoundedText failures = new(128 << 10);
    private readonly BoundedText resumed = new(16 << 10);
    private readonly BoundedText doubts = new(16 << 10);
    private readonly BoundedText leftBehind = new(16 << 10);
    private readonly PriorityQueue<(string Run, StepFinished Step), TimeSpan> slowest = new();
    private readonly Dictionary<string, int> outcomes = new(StringComparer.Ordinal);
    private readonly BoundedText flaky = new(16 << 10);
    private readonly List<string> earlier = [];
    private readonly List<(string Line, string Text)> wrong = [];
    private readonly MatrixGathering matrix = new();
    private int flakyRuns;
    private string noun = "scenario";
    private readonly List<LoadSummary> loads = [];
    private RunStarted? run;
    private TimeSpan duration;

    protected override void Close()
    {
        sink.Text.Write($"## {Heading()}\n\n");
        if (!rows.IsEmpty)
            sink.Text.Write($"| outcome | scenario | steps | duration |\n| --- | --- | --- | ---: |\n{rows}\n{Rest(rows, noun)}");
        MarkdownMatrix.Write(sink.Text, matrix.End());
        foreach (var load in loads)
            sink.Text.Write(MarkdownLoad.Of(load));
        WriteSection("What went wrong", failures, "problem");
        WriteSection("Flaky", flaky, "run");
        WriteSlowest();
        WriteSection("Resumed", resumed, "line");
        WriteSection("May have been made", doubts, "request");
        WriteSection("Left behind", leftBehind, "thing");
        sink.Text.Flush();
    }

    protected override void Begin(RunStarted started)
    {
        run = started;
        wrong.Clear();
        matrix.Begin(started);
        if (started.Slot is { IsInMatrix: true } or { RowNumber: not null })
            noun = "run";
    }

    protected override void Add(StepLog step)
    {
        var finished = step.Step;
        matrix.Add(step);
        if (finished.Outcome is not (Outcome.Passed or Outcome.Skipped))
            AddWrong(finished);
        // A call takes as long as the steps in it.
        if (finished.Method is null || finished.Outcome == Outcome.Skipped)
            return;
        slowest.Enqueue((RunNames.Of(run!), finished), finished.Duration);
        if (slowest.Count > MostSlowest)
            slowest.Dequeue();
    }

    // Of an attempt that may not count it is not told before that is known.
    private void AddWrong(StepFinished step)
    {
        if (run!.Slot is null)
            failures.Add(MarkdownFailure.Of(run, step));
        else if (wrong.Count < MostWrong)
            wrong.Add((EarlierText.Of(run.Slot.Attempt, step), MarkdownFailure.Of(run, step)));
    }

    protected override void Resume(RunResumed happened) => AddResumed(ResumeText.Of(happened));

    protected override void Settle(DoubtSettled settled) => AddResumed(ResumeText.Of(settled));

    private void AddResumed(string text) => resumed.Add($"- {MarkdownText.Line(text)} ({MarkdownText.Line(RunNames.Of(run!))})\n");

    protected override void End(RunFinished finished)
    {
        var summary = finished.Summary;
        foreach (var (_, text) in wrong)
            failures.Add(text);
        Count(Json.Words.Of(summary.Outcome));
        duration += summary.Duration;
        matrix.End(summary);
        AddRow(
            Mark(summary.Outcome, summary.IsFlaky),
            RunNames.WithRow(run!) + Besides(),
            run!.Path,
            (Counts(summary), DurationText.Show(summary.Duration))
        );
        if (!summary.Problems.IsEmpty)
            failures.Add(MarkdownFailure.Of(RunNames.Of(run), summary.Problems));
        AddTraces(summary);
        if (summary.IsFlaky)
            AddFlaky();
        else if (earlier.Count > 0)
            failures.Add($"Begun anew: **{MarkdownText.Line(RunNames.Of(run))}**{EarlierLines()}\n\n");
        earlier.Clear();
    }

    protected override void EndUncounted(RunFinished finished)
    {
        duration += finished.Summary.Duration;
        earlier.AddRange(wrong.Select(w => w.Line));
        earlier.AddRange(finished.Summary.Problems.Select(p => EarlierText.Of(run!.Slot!.Attempt, p)));
        matrix.Drop();
        AddTraces(finished.Summary);
    }

    private void AddTraces(RunSummary summary)
    {
        foreach (var doubt in summary.Doubts)
            doubts.Add($"- {MarkdownText.Line(DoubtText.Of(doubt))} ({MarkdownText.Line(RunNames.Of(run!))})\n");
        foreach (var request in summary.LeftBehind)
            leftBehind.Add($"- {MarkdownText.Code(request)} ({MarkdownText.Line(RunNames.Of(run!))})\n");
    }

    private void AddFlaky()
    {
        flakyRuns++;
        flaky.Add($"- {MarkdownText.Line(RunNames.Of(run!))}{EarlierLines()}\n");
    }

    private string EarlierLines() => string.Concat(earlier.Take(MostEarlier).Select(e => $"<br>{MarkdownText.Line(e)}"));

    // Which of many it is, beside its title.
    private string Besides()
    {
        if (run!.Slot is not { } slot)
            return "";
        var attempt = slot.Attempt > 1 ? string.Create(CultureInfo.InvariantCulture, $", attempt {slot.Attempt}") : "";
        return $", {run.Environment}{attempt}{(slot.Shard is { } shard ? $", shard {shard}" : "")}";
    }

    protected override void AddLoad(LoadSummary load) => loads.Add(load);

    protected override void AddNotStarted(RunNotStarted run)
    {
        Count("could not begin");
        AddRow("❌ could not begin", RunNames.RowOf(run.Slot), run.Path, ("", ""));
        failures.Add(MarkdownFailure.Of(RunNames.Of(run), run.Problems));
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
        var words = string.Join(
            ", ",
            outcomes.Select(o => string.Create(CultureInfo.InvariantCulture, $"{o.Value} {o.Key}{FlakyOf(o.Key)}"))
        );
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{all} {noun}{(all == 1 ? "" : "s")}: {words}{(duration > TimeSpan.Zero ? $" in {DurationText.Show(duration)}" : "")}"
        );
    }

    private string FlakyOf(string outcome) =>
        flakyRuns > 0 && outcome == "passed" ? string.Create(CultureInfo.InvariantCulture, $" ({flakyRuns} flaky)") : "";

    private static string Counts(RunSummary summary) =>
        string.Join(", ", SummaryCounts.Of(summary).Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Count} {c.Word}")));

    /// <summary>An outcome as a sign and a word.</summary>
    public static string Mark(Outcome outcome, bool isFlaky) =>
        outcome switch
        {
            Outcome.Passed when isFlaky => "⚠️ flaky",
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
