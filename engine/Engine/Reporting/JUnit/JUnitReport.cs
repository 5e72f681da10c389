using System.Globalization;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting.JUnit;

/// <summary>
/// JUnit XML as CI systems read it: a suite a run, a test case a step. The counts stand above the cases, so these wait in a spool until
/// the run is over.
/// </summary>
internal sealed class JUnitReport : StepwiseReport, IDisposable
{
    private readonly ReportSink sink;
    private CaseSpool? cases;
    private RunStarted? run;
    private readonly List<(string Name, string Text)> notes = [];

    public JUnitReport(ReportSink sink)
    {
        this.sink = sink;
        sink.Text.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"p1s\">\n");
    }

    public override void Complete() => sink.Text.Write("</testsuites>\n");

    public void Dispose() => cases?.Dispose();

    protected override void Begin(RunStarted started)
    {
        run = started;
        notes.Clear();
        cases = new CaseSpool(sink.OpenSpool());
    }

    protected override void Add(StepLog step) => cases!.Add(run!, step);

    protected override void Resume(RunResumed resumed) => notes.Add(("resumed", ResumeText.Of(resumed)));

    protected override void Settle(DoubtSettled settled) => notes.Add(("settled", ResumeText.Of(settled)));

    protected override void End(RunFinished finished)
    {
        WriteSuite(run!, finished.Summary);
        cases!.Dispose();
        cases = null;
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
        WriteHead(Path(run.Path), run.At, TimeSpan.Zero, new SuiteCount(1, 0, 1, 0));
        WriteProperties(("file", run.Path), ("p1s", sink.Tool.Version));
        JUnitCase.WriteProblems(sink.Text, run.Path, "the scenario begins", run.Problems);
        sink.Text.Write("  </testsuite>\n");
    }

    private void WriteSuite(RunStarted run, RunSummary summary)
    {
        var (count, copyTo) = cases!.End();
        WriteHead(run.Title, run.At, summary.Duration, summary.Problems.IsEmpty ? count : count.With(Outcome.Broken));
        WriteProperties([
            ("environment", run.Environment),
            ("run", run.RunId),
            ("file", run.Path),
            ("outcome", Json.Words.Of(summary.Outcome)),
            .. notes,
            ("p1s", sink.Tool.Version),
        ]);
        copyTo(sink.Text);
        if (!summary.Problems.IsEmpty)
            JUnitCase.WriteProblems(sink.Text, run.Path, "the run as a whole", summary.Problems);
        var traces = Traces(summary);
        if (traces.Count > 0)
            sink.Text.Write($"    <system-out>{JUnitText.Content(string.Join('\n', traces))}</system-out>\n");
        sink.Text.Write("  </testsuite>\n");
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
