using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Reporting.Html;

/// <summary>How the run went on when it had stopped, and how what was in doubt then was settled; nothing of a run that never did.</summary>
internal static class ResumedPart
{
    /// <summary>How often, and how long it stood still; empty of a run that never did.</summary>
    public static string Told(ReportedRun run) =>
        run.Resumptions.IsEmpty
            ? ""
            : $"{Said.Count(run.Resumptions.Length, "time")}, {DurationText.Long(run.Resumptions.Aggregate(TimeSpan.Zero, (sum, r) => sum + ResumeText.Gap(r)))} between";

    public static void Write(RunView view)
    {
        var all = view.Run.Resumptions.Concat<RunEvent>(view.Run.Settled).OrderBy(e => e.At).ToList();
        if (all.Count == 0)
            return;
        var html = view.Html;
        using var section = html.In("section", "resumed");
        html.Element(view.Heading, view.Run.Resumptions.IsEmpty ? "Settled" : "Resumed");
        using var list = html.In("ol", "told");
        foreach (var happened in all)
        {
            using var item = html.In("li");
            html.Element("span", Said.Moment(happened.At), "moment");
            using var text = html.In("span");
            if (happened is RunResumed resumed)
                WriteResumed(view, resumed);
            else
                html.Text(Upper(ResumeText.Of((DoubtSettled)happened)));
        }
    }

    private static void WriteResumed(RunView view, RunResumed resumed)
    {
        var html = view.Html;
        html.Text("Resumed ");
        if (view.Run.Steps.FirstOrDefault(s => s.Log.Resumptions.Contains(resumed)) is { } step)
            html.Link(step.Id, ResumeText.PlaceOf(resumed));
        else
            html.Text(ResumeText.PlaceOf(resumed));
        html.Text($", {ResumeText.GapOf(resumed)} after it had stopped: {resumed.Why}");
    }

    private static string Upper(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
