using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting.Html;

/// <summary>Scenarios that could not begin, and why.</summary>
internal static class NotStartedPart
{
    /// <param name="index">From 0.</param>
    public static string IdOf(int index) => $"b{index + 1}";

    public static void Write(HtmlWriter html, ImmutableArray<RunNotStarted> runs)
    {
        for (var i = 0; i < runs.Length; i++)
        {
            using var section = html.In("section", "run", ("id", IdOf(i)));
            using (html.In("div", "run-head"))
            {
                Badge.Write(html, Outcome.Broken);
                html.Element("h2", RunNames.Of(runs[i]));
                html.Element("p", $"It could not begin on {Said.Moment(runs[i].At)}; nothing of it was sent.", "path");
            }
            foreach (var problem in runs[i].Problems)
                ProblemPart.Write(html, problem, place: null);
        }
    }
}
