using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting.Html;

/// <summary>What the run made: taken back, or still there.</summary>
internal static class LeftBehindPart
{
    public static void Write(RunView view)
    {
        var undone = view.Run.Steps.Where(s => s.Place.TakesBack && s.Outcome == Outcome.Passed).ToList();
        var left = view.Run.Finished?.Summary.LeftBehind ?? [];
        if (undone.Count + left.Length == 0)
            return;
        var html = view.Html;
        using var section = html.In("section", "undo");
        html.Element(view.Heading, "What the run made");
        if (undone.Count > 0)
            WriteUndone(html, undone);
        if (left.IsEmpty)
            return;
        html.Element(
            "p",
            $"{Said.Count(left.Length, "thing")} {(left.Length == 1 ? "is" : "are")} still there"
                + (view.Run.Finished!.Summary.UndoWasDue ? " and could not be taken back" : "")
                + $". {(left.Length == 1 ? "This request removes it" : "These requests remove them")}:"
        );
        using var list = html.In("pre", "left");
        html.Text(string.Join('\n', left));
    }

    private static void WriteUndone(HtmlWriter html, List<StepNode> undone)
    {
        var gone = undone.Count(s => s.Log.Step.Status is 404 or 410);
        html.Element(
            "p",
            $"{Said.Count(undone.Count - gone, "thing")} this run made {(undone.Count - gone == 1 ? "was" : "were")} taken back"
                + (gone == 0 ? "." : $", {Said.Number(gone)} {(gone == 1 ? "was" : "were")} gone already.")
        );
    }
}
