using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting.Json;

/// <summary>Everything that was told of the runs as one JSON document, a step a line; written step by step, so a long run is not held in memory.</summary>
internal sealed class JsonReport : StepwiseReport, IDisposable
{
    /// <summary>Raised when what is written changes its meaning; further members do not.</summary>
    public const int Format = 1;

    private readonly TextWriter text;
    private readonly JsonLine line = new();
    private readonly Spool notStarted;
    private readonly List<string> resumptions = [];
    private readonly List<string> settled = [];
    private string load = "";
    private string between = "\n";
    private string betweenSteps = "";
    private string betweenNotStarted = "\n  ";

    public JsonReport(ReportSink sink)
    {
        text = sink.Text;
        notStarted = new Spool(sink.OpenSpool());
        text.Write($"{{\n\"format\": {Format},\n\"tool\": {line.Of(ReportShapes.Tool, sink.Tool)},\n\"runs\": [");
    }

    public void Dispose() => notStarted.Dispose();

    protected override void Close()
    {
        text.Write("\n],\n\"notStarted\": [");
        notStarted.CopyTo(text);
        text.Write($"]{load}\n}}\n");
        Dispose();
    }

    // A run begins before it is known what becomes of it: its parts are written one by one, in the order of ReportShapes.WholeRun.
    protected override void Begin(RunStarted started)
    {
        text.Write(between);
        text.Write(line.Of(ReportShapes.Run, started)[..^1]);
        text.Write(", \"steps\": [");
        (between, betweenSteps) = (",\n", "\n  ");
    }

    protected override void Add(StepLog step)
    {
        text.Write(betweenSteps);
        text.Write(line.Of(ReportShapes.Step, step));
        betweenSteps = ",\n  ";
    }

    protected override void Resume(RunResumed resumed) => resumptions.Add(line.Of(ReportShapes.Resumption, resumed).ToString());

    protected override void Settle(DoubtSettled doubt) => settled.Add(line.Of(ReportShapes.Settled, doubt).ToString());

    protected override void End(RunFinished finished)
    {
        text.Write($"\n], \"resumptions\": [{Taken(resumptions)}], \"settled\": [{Taken(settled)}], \"summary\": ");
        text.Write(line.Of(ReportShapes.Summary, finished.Summary));
        Write("sources", ReportShapes.Source, finished.Sources);
        Write("files", ReportShapes.File, finished.Files);
        text.Write("}");
    }

    protected override void EndUncounted(RunFinished finished) => End(finished);

    private static string Taken(List<string> lines)
    {
        var all = string.Join(",\n  ", lines);
        lines.Clear();
        return all;
    }

    protected override void AddNotStarted(RunNotStarted run)
    {
        notStarted.Text.Write(betweenNotStarted);
        notStarted.Text.Write(line.Of(ReportShapes.NotStarted, run));
        betweenNotStarted = ",\n  ";
    }

    protected override void AddLoad(LoadSummary summary) => load = $",\n\"load\": {line.Of(LoadShapes.Load, summary)}";

    private void Write<T>(string name, Shape<T> shape, ImmutableArray<T> items)
    {
        text.Write($", \"{name}\": [");
        for (var i = 0; i < items.Length; i++)
        {
            text.Write(i == 0 ? "" : ",\n  ");
            text.Write(line.Of(shape, items[i]));
        }
        text.Write("]");
    }
}
