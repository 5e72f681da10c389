using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Reporting.Json;

/// <summary>A JSON report back to the events it was made of, without those that only say that something begins.</summary>
/// <param name="text">The whole report, in UTF-8.</param>
internal sealed class ReportReader(ReadOnlyMemory<byte> text)
{
    /// <summary>The deepest a report nests: that of an answer does not count, it is a text.</summary>
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 128 };

    /// <summary>Tells the events; gives who ran the scenarios.</summary>
    /// <exception cref="ReportFormatException">It is no report of p1s.</exception>
    public ReportTool Read(Action<RunEvent> tell)
    {
        using var document = Parse();
        var root = new Node(document.RootElement, "$");
        if (root.Number("format") is var format && format != JsonReport.Format)
            throw new ReportFormatException(
                $"its format is {format.ToString(CultureInfo.InvariantCulture)}, this p1s reads {JsonReport.Format}"
            );
        var tool = root.Object("tool");
        foreach (var run in root.List("runs"))
            ReadRun(run, tell);
        foreach (var run in root.List("notStarted"))
            tell(new RunNotStarted(run.Stored("path"), Problems(run)) { At = run.Moment("at") });
        return new ReportTool(tool.Text("version"), tool.Text("runtime"), tool.Text("system"));
    }

    private JsonDocument Parse()
    {
        if (!Utf8.IsValid(text.Span))
            throw new ReportFormatException("it is not UTF-8");
        try
        {
            return JsonDocument.Parse(text.Span.StartsWith("\uFEFF"u8) ? text[3..] : text, Options);
        }
        catch (JsonException e)
        {
            var line = (e.LineNumber ?? 0) + 1;
            throw new ReportFormatException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"it is not JSON from line {line} on; perhaps its run was ended before the report was complete"
                )
            );
        }
    }

    private static void ReadRun(Node run, Action<RunEvent> hear)
    {
        var (title, id) = (run.Stored("title"), run.Stored("runId"));
        void Tell(RunEvent happened) => hear(happened with { RunId = id });
        Tell(new RunStarted(title, run.Stored("path"), run.Stored("environment"), run.Count("stepCount")) { At = run.Moment("at") });
        var last = run.Moment("at");
        foreach (var node in run.List("steps"))
        {
            var step = StepReading.Of(node);
            Tell(new StepStarted(step.Step.Step, step.Step.Method, step.Step.Target ?? default) { At = step.Step.At - step.Step.Duration });
            foreach (
                var happened in step
                    .Exchanges.Select<ExchangeRecord, RunEvent>(e => Sent(step.Step, e))
                    .Concat(step.Retries)
                    .OrderBy(AttemptOf)
            )
                Tell(happened);
            Tell(step.Step);
            last = step.Step.At;
        }
        var summary = run.Object("summary");
        Tell(
            new RunFinished(SummaryOf(summary))
            {
                At = last,
                Sources = [.. run.List("sources").Select(s => new SourceRecord(s.Stored("path"), s.Stored("text")))],
                Files = [.. run.OptionalList("files").Select(f => new FileDigest(f.Stored("path"), f.Stored("sha256")))],
            }
        );
    }

    private static RequestSent Sent(StepFinished step, ExchangeRecord exchange) =>
        new RequestSent(step.Step, exchange) { At = exchange.At + exchange.Duration };

    // What is sent in an attempt comes before the word that there is another.
    private static (int, int) AttemptOf(RunEvent happened) =>
        happened is RetryScheduled retry ? (retry.Attempt, 1) : (((RequestSent)happened).Exchange.Attempt, 0);

    private static RunSummary SummaryOf(Node summary) =>
        new()
        {
            Outcome = summary.Choice<Outcome>("outcome"),
            Passed = summary.Count("passed"),
            Failed = summary.Count("failed"),
            Broken = summary.Count("broken"),
            Skipped = summary.Count("skipped"),
            // A report of an older p1s knows of no doubts.
            Unknown = summary.OptionalCount("unknown") ?? 0,
            Doubts = summary.Has("doubts") ? [.. summary.List("doubts").Select(Doubt)] : [],
            Duration = summary.Time("durationMs"),
            LeftBehind = summary.StoredTexts("leftBehind"),
            UndoWasDue = summary.Flag("undoWasDue"),
            TakesBack = summary.Has("takesBack") && summary.Flag("takesBack"),
            Refused = summary.Flag("refused"),
            Problems = Problems(summary),
        };

    private static DoubtfulRequest Doubt(Node doubt) =>
        new(doubt.Stored("method"), doubt.Stored("address"), doubt.Stored("step"), doubt.Stored("reason"))
        {
            Attempt = doubt.Count("attempt"),
            IsSettledAgain = doubt.Choice<Settlement>("settlement") == Settlement.Again,
        };

    private static ImmutableArray<MaskedDiagnostic> Problems(Node of) => StepReading.Problems(of);
}

/// <summary>A file that was taken for a report and is none.</summary>
/// <param name="what">What is wrong with it, to go on after its name.</param>
internal sealed class ReportFormatException(string what) : Exception(what);
