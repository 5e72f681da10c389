using PingOneScenarios.Engine.Reporting.Html.Drawing;
using PingOneScenarios.Engine.Reporting.Html.Steps;

namespace PingOneScenarios.Engine.Reporting.Html;

/// <summary>All of a run below the summary.</summary>
internal static class RunPart
{
    /// <param name="view">What to write.</param>
    /// <param name="isAlone">Whether the summary has said already what the run is.</param>
    public static void Write(RunView view, bool isAlone)
    {
        var (html, run) = (view.Html, view.Run);
        using var section = html.In("section", "run", ("id", run.Id));
        if (!isAlone)
            WriteHead(html, run);
        WriteProblems(view);
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
        html.Element("h2", run.Started.Title);
        html.Element("p", run.Started.Path, "path");
        FactList.Write(html, FactList.Of(run));
    }

    private static void WriteProblems(RunView view)
    {
        if (view.Run.Finished is not { Summary.Problems: { IsEmpty: false } problems })
            return;
        view.Html.Element(view.Heading, "Problems of the whole run");
        foreach (var problem in problems)
            ProblemPart.Write(view.Html, problem, view.PlaceOf(problem.Span));
    }
}
