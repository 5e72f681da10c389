using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting.Json;

namespace PingOneScenarios.Engine.Reporting.Html.Steps;

/// <summary>The steps of a run, each to open: what a scenario was called or obtained for stands together, and the turns of a loop.</summary>
internal static class StepList
{
    public static void Write(RunView view)
    {
        foreach (var phase in view.Run.Entries.GroupBy(PhaseOf).OrderBy(g => g.Key))
        {
            using var section = view.Html.In("section", "steps");
            view.Html.Element(view.Heading, phase.Key.ToString());
            WriteEntries(view, [.. phase]);
        }
    }

    /// <summary>What a call did, within it.</summary>
    public static void WriteEntries(RunView view, ImmutableArray<StepEntry> entries)
    {
        using var list = view.Html.In("ol", "entries");
        foreach (var entry in entries)
        {
            using var item = view.Html.In("li");
            switch (entry)
            {
                case StepNode step:
                    StepPart.Write(view, step);
                    break;
                case StepLoop loop:
                    WriteLoop(view, loop);
                    break;
                case StepGroup group:
                    view.Html.Element("p", group.For.Length == 0 ? "Another scenario" : $"Obtained for {group.For}", "group-name");
                    WriteEntries(view, group.Entries);
                    break;
            }
        }
    }

    private static void WriteLoop(RunView view, StepLoop loop)
    {
        var html = view.Html;
        using var details = html.In("details", "loop", ("open", ""));
        using (html.In("summary"))
        {
            html.Element("span", loop.Turns[0].Place.Title, "title");
            html.Element("span", Told(loop), "count");
        }
        using var list = html.In("ol", "entries");
        foreach (var turn in loop.Turns)
        {
            using var item = html.In("li");
            StepPart.Write(view, turn);
        }
    }

    private static string Told(StepLoop loop) =>
        $"{Said.Count(loop.Turns.Length, "turn")}: "
        + string.Join(
            ", ",
            loop.Turns.GroupBy(t => t.Outcome).OrderByDescending(g => g.Key).Select(g => $"{Said.Number(g.Count())} {Words.Of(g.Key)}")
        );

    private static Phase PhaseOf(StepEntry entry) =>
        entry switch
        {
            StepNode step => step.Place.Phase,
            StepLoop loop => loop.Turns[0].Place.Phase,
            StepGroup { Entries: [var first, ..] } => PhaseOf(first),
            _ => Phase.Steps,
        };
}
