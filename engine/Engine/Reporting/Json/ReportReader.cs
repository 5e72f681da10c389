using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using PingOneScenarios.Engine.Events;

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
            tell(RunReading.NotStarted(run));
        if (root.Has("load"))
            tell(new LoadFinished(LoadReading.Load(root.Object("load"))));
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
        var id = run.Stored("runId");
        void Tell(RunEvent happened) => hear(happened with { RunId = id });
        Tell(RunReading.Started(run));
        var last = run.Moment("at");
        var between = new Queue<RunEvent>(Between(run));
        foreach (var node in run.List("steps"))
        {
            var step = StepReading.Of(node);
            while (between.TryPeek(out var next) && next.At <= step.Step.At)
                Tell(between.Dequeue());
            ReadStep(step, Tell);
            last = step.Step.At;
        }
        foreach (var rest in between)
            Tell(rest);
        var summary = run.Object("summary");
        Tell(
            new RunFinished(RunReading.Summary(summary))
            {
                At = last,
                Sources = RunReading.Sources(run),
                Files = RunReading.Files(run),
            }
        );
    }

    private static void ReadStep(StepLog step, Action<RunEvent> tell)
    {
        tell(new StepStarted(step.Step.Step, step.Step.Method, step.Step.Target ?? default) { At = step.Step.At - step.Step.Duration });
        var attempts = step.Exchanges.Select<ExchangeRecord, RunEvent>(e => Sent(step.Step, e)).Concat(step.Retries).OrderBy(AttemptOf);
        foreach (var happened in attempts)
            tell(happened);
        tell(step.Step);
    }

    // What was told between the steps. A report of an older p1s has none of it.
    private static IEnumerable<RunEvent> Between(Node run) =>
        run.OptionalList("resumptions")
            .Select<Node, RunEvent>(RunReading.Resumption)
            .Concat(run.OptionalList("settled").Select(RunReading.Settled))
            .OrderBy(e => e.At);

    private static RequestSent Sent(StepFinished step, ExchangeRecord exchange) =>
        new RequestSent(step.Step, exchange) { At = exchange.At + exchange.Duration };

    // What is sent in an attempt comes before the word that there is another.
    private static (int, int) AttemptOf(RunEvent happened) =>
        happened is RetryScheduled retry ? (retry.Attempt, 1) : (((RequestSent)happened).Exchange.Attempt, 0);
}

/// <summary>A file that was taken for a report and is none.</summary>
/// <param name="what">What is wrong with it, to go on after its name.</param>
internal sealed class ReportFormatException(string what) : Exception(what);
