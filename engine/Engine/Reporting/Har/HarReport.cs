using System.Globalization;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting.Json;

namespace PingOneScenarios.Engine.Reporting.Har;

/// <summary>An HTTP Archive, version 1.2: a page a run, an entry a request, written as they happen.</summary>
internal sealed class HarReport : IRunReport, IDisposable
{
    private readonly TextWriter text;
    private readonly JsonLine line = new();
    private readonly Spool pages;
    private readonly List<string> notes = [];
    private RunStarted? run;
    private string page = "";
    private string between = "\n";
    private string betweenPages = "";
    private int number;

    public HarReport(ReportSink sink)
    {
        text = sink.Text;
        pages = new Spool(sink.OpenSpool());
        text.Write("{\"log\": {\n\"version\": \"1.2\",\n\"creator\": ");
        var creator = line.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("name", "p1s");
            json.WriteString("version", sink.Tool.Version);
            json.WriteEndObject();
        });
        text.Write(creator);
        text.Write(",\n\"entries\": [");
    }

    public void Observe(RunEvent happened)
    {
        switch (happened)
        {
            case RunStarted started:
                run = started;
                page = string.Create(CultureInfo.InvariantCulture, $"run_{++number}");
                break;
            case RequestSent sent:
                text.Write(between);
                text.Write(line.Of(json => HarEntry.Write(json, page, sent)));
                between = ",\n";
                break;
            case RunResumed resumed:
                notes.Add(ResumeText.Of(resumed));
                break;
            case DoubtSettled settled:
                notes.Add(ResumeText.Of(settled));
                break;
            case RunFinished finished:
                AddPage(finished.Summary);
                break;
        }
    }

    public void Complete()
    {
        text.Write("\n],\n\"pages\": [");
        pages.CopyTo(text);
        text.Write("]\n}}\n");
        Dispose();
    }

    public void Dispose() => pages.Dispose();

    private void AddPage(RunSummary summary)
    {
        if (summary.IsRunAnew)
            notes.Add("this attempt does not count, the scenario was to be begun anew");
        if (summary.IsFlaky)
            notes.Add("flaky: it passed only when it was begun anew");
        pages.Text.Write(betweenPages);
        pages.Text.Write(line.Of(json => HarEntry.WritePage(json, page, run!, summary.Duration, notes)));
        betweenPages = ",\n";
        notes.Clear();
    }
}
