using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Reporting.Html;

/// <summary>What the run made: taken back, or still there.</summary>
internal static class LeftBehindPart
{
    public static void Write(RunView view)
    {
        var undone = view.Run.Steps.Where(s => s.Place.TakesBack && s.Outcome == Outcome.Passed).ToList();
        var left = view.Run.Finished?.Summary.LeftBehind ?? [];
        var doubts = view.Run.Finished?.Summary.Doubts ?? [];
        if (undone.Count + left.Length + doubts.Length == 0)
            return;
        var html = view.Html;
        using var section = html.In("section", "undo");
        html.Element(view.Heading, "What the run made");
        if (undone.Count > 0)
            WriteUndone(html, undone);
        if (!doubts.IsEmpty)
            WriteDoubts(html, doubts);
        if (!left.IsEmpty)
            WriteLeft(html, left, view.Run.Finished!.Summary.UndoWasDue);
    }

    private static void WriteLeft(HtmlWriter html, ImmutableArray<MaskedText> left, bool undoWasDue)
    {
        html.Element(
            "p",
            $"{Said.Count(left.Length, "thing")} {(left.Length == 1 ? "is" : "are")} still there"
                + (undoWasDue ? " and could not be taken back" : "")
                + $". {(left.Length == 1 ? "This request removes it" : "These requests remove them")}:"
        );
        using var list = html.In("pre", "left");
        html.Text(string.Join('\n', left));
    }

    private static void WriteDoubts(HtmlWriter html, ImmutableArray<DoubtfulRequest> doubts)
    {
        html.Element("p", $"{Said.Count(doubts.Length, "request")} may have been carried out, no answer came:");
        using var list = html.In("pre", "left");
        html.Text(string.Join('\n', doubts.Select(DoubtText.Of)));
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
