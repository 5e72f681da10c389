using System.Globalization;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting.JUnit;

/// <summary>
/// JUnit XML as CI systems read it: a suite a run, a test case a step. The counts stand above the cases, so these wait in a spool until
/// the run is over.
/// </summary>
internal sealed class JUnitReport : StepwiseReport, IDisposable
{
    private const int MostEarlier = 50;

    private readonly ReportSink sink;
    private readonly CaseSpool cases;
    private readonly List<(string Name, string Text)> notes = [];
    private readonly List<EarlierFailure> wrong = [];
    private readonly List<EarlierFailure> earlier = [];
    private readonly HashSet<EarlierFailure> shown = new(ReferenceEqualityComparer.Instance);
    private readonly List<string> traces = [];
    private RunStarted? run;

    public JUnitReport(ReportSink sink)
    {
        this.sink = sink;
        cases = new CaseSpool(sink.OpenSpool());
        sink.Text.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"p1s\">\n");
    }

    public void Dispose() => cases.Dispose();

    protected override void Close()
    {
        sink.Text.Write("</testsuites>\n");
        Dispose();
    }

    protected override void Begin(RunStarted started)
    {
        run = started;
        notes.Clear();
        wrong.Clear();
        shown.Clear();
        cases.Clear();
    }

    protected override void Add(StepLog step)
    {
        var finished = step.Step;
        var same = earlier.FindAll(e => e.IsOf(finished.Step) && EarlierFailure.Shows(finished.Outcome));
        cases.Add(run!, step, same);
        shown.UnionWith(same);
        if (run!.Slot is { } slot && !finished.Problems.IsEmpty && wrong.Count < MostEarlier)
            wrong.Add(new EarlierFailure(slot.Attempt, finished));
    }

    protected override void Resume(RunResumed resumed) => notes.Add(("resumed", ResumeText.Of(resumed)));

    protected override void Settle(DoubtSettled settled) => notes.Add(("settled", ResumeText.Of(settled)));

    protected override void End(RunFinished finished)
    {
        traces.AddRange(earlier.Where(e => !shown.Contains(e)).Select(e => EarlierText.Of(e.Attempt, e.Step)));
        WriteSuite(run!, finished.Summary);
        cases.Clear();
        earlier.Clear();
        traces.Clear();
    }

    protected override void EndUncounted(RunFinished finished)
    {
        earlier.AddRange(wrong.Take(MostEarlier - earlier.Count));
        traces.AddRange(finished.Summary.Problems.Select(p => EarlierText.Of(run!.Slot!.Attempt, p)));
        traces.AddRange(Traces(finished.Summary));
    }

    protected override void AddLoad(LoadSummary load)
    {
        var missed = load.Limits.Count(l => l.IsMissed);
        WriteHead("load", load.Began, load.Elapsed, new SuiteCount(load.Limits.Length, missed, 0, 0));
        WriteProperties(("load", LoadWords.Asked(load.Plan)), ("runs", LoadWords.Counts(load)), ("p1s", sink.Tool.Version));
        foreach (var limit in load.Limits)
            JUnitCase.WriteLimit(sink.Text, limit);
        sink.Text.Write("  </testsuite>\n");
    }

    protected override void AddNotStarted(RunNotStarted run)
    {
        WriteHead(Path(RunNames.Of(run)), run.At, TimeSpan.Zero, new SuiteCount(1, 0, 1, 0));
        WriteProperties([("file", run.Path), .. SlotProperties(run.Slot, isFlaky: false), ("p1s", sink.Tool.Version)]);
        JUnitCase.WriteProblems(sink.Text, run.Path, "the scenario begins", run.Problems);
        sink.Text.Write("  </testsuite>\n");
    }

    private void WriteSuite(RunStarted run, RunSummary summary)
    {
        var (count, copyTo) = cases.End();
        WriteHead(RunNames.Of(run), run.At, summary.Duration, summary.Problems.IsEmpty ? count : count.With(Outcome.Broken));
        WriteProperties([
            ("environment", run.Environment),
            ("run", run.RunId),
            ("file", run.Path),
            ("outcome", Json.Words.Of(summary.Outcome)),
            .. SlotProperties(run.Slot, summary.IsFlaky),
            .. notes,
            ("p1s", sink.Tool.Version),
        ]);
        copyTo(sink.Text);
        if (!summary.Problems.IsEmpty)
            JUnitCase.WriteProblems(sink.Text, run.Path, "the run as a whole" + RunNames.Suffix(run), summary.Problems);
        traces.AddRange(Traces(summary));
        if (traces.Count > 0)
            sink.Text.Write($"    <system-out>{JUnitText.Content(string.Join('\n', traces))}</system-out>\n");
        sink.Text.Write("  </testsuite>\n");
    }

    private static IEnumerable<(string Name, string Text)> SlotProperties(BatchSlot? slot, bool isFlaky)
    {
        if (slot is null)
            yield break;
        if (slot.Row is { } row)
            yield return ("row", row);
        if (slot.RowNumber is { } number)
            yield return ("rowNumber", number.ToString(CultureInfo.InvariantCulture));
        if (slot.Batch is { } batch)
            yield return ("batch", batch);
        if (slot.Shard is { } shard)
            yield return ("shard", shard);
        yield return ("attempt", slot.Attempt.ToString(CultureInfo.InvariantCulture));
        yield return ("retries", Math.Max(0, slot.Attempt - 1).ToString(CultureInfo.InvariantCulture));
        yield return ("flaky", isFlaky ? "true" : "false");
    }

    private static List<string> Traces(RunSummary summary)
    {
        var traces = new List<string>();
        if (!summary.Doubts.IsEmpty)
            traces.AddRange(summary.Doubts.Select(DoubtText.Of).Prepend("may have been made, no answer came:"));
        if (!summary.LeftBehind.IsEmpty)
            traces.AddRange(summary.LeftBehind.Select(l => l.Text).Prepend("left behind; these requests remove it:"));
        return traces;
    }

    // Without a zone, as the Ant schema has it; in UTC.
    private void WriteHead(string name, DateTimeOffset at, TimeSpan duration, SuiteCount count) =>
        sink.Text.Write(
            string.Create(
                CultureInfo.InvariantCulture,
                $"  <testsuite name=\"{JUnitText.Attribute(name)}\" tests=\"{count.Tests}\" failures=\"{count.Failures}\" errors=\"{count.Errors}\" skipped=\"{count.Skipped}\" time=\"{duration.TotalSeconds:0.000}\" timestamp=\"{at.UtcDateTime:yyyy-MM-ddTHH:mm:ss}\">\n"
            )
        );

    private void WriteProperties(params ReadOnlySpan<(string Name, string Value)> properties)
    {
        sink.Text.Write("    <properties>\n");
        foreach (var (name, value) in properties)
            sink.Text.Write($"      <property name=\"{name}\" value=\"{JUnitText.Attribute(value)}\"/>\n");
        sink.Text.Write("    </properties>\n");
    }

    private static string Path(string path) => path.Replace('\\', '/');
}

/// <summary>The test cases of a suite in numbers.</summary>
internal readonly record struct SuiteCount(int Tests, int Failures, int Errors, int Skipped)
{
    public SuiteCount With(Outcome outcome) =>
        outcome switch
        {
            Outcome.Passed => this with { Tests = Tests + 1 },
            Outcome.Skipped => this with { Tests = Tests + 1, Skipped = Skipped + 1 },
            Outcome.Failed => this with { Tests = Tests + 1, Failures = Failures + 1 },
            _ => this with { Tests = Tests + 1, Errors = Errors + 1 },
        };
}
