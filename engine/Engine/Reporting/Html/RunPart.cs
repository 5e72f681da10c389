using PingOneScenarios.Engine.Reporting.Html.Drawing;
using PingOneScenarios.Engine.Reporting.Html.Steps;

namespace PingOneScenarios.Engine.Reporting.Html;

/// <summary>All of a run below the summary.</summary>
internal static class RunPart
{
    public static void Write(RunView view)
    {
        var (html, run) = (view.Html, view.Run);
        using var section = html.In("section", "run", ("id", run.Id));
        // The summary has said already what it is.
        if (!view.IsAlone)
            WriteHead(html, run);
        ResumedPart.Write(view);
        EarlierPart.Write(view);
        LeftBehindPart.Write(view);
        WaterfallPart.Write(view);
        SequencePart.Write(view);
        StepList.Write(view);
        SourcePart.Write(view);
    }

    private static void WriteHead(HtmlWriter html, ReportedRun run)
    {
        using var head = html.In("div", "run-head");
        Badge.Write(html, run.Outcome);
        FlakyMark.Write(html, run);
        html.Element("h2", run.Name);
        html.Element("p", run.Started.Path, "path");
        FactList.Write(html, FactList.Of(run));
    }
}
