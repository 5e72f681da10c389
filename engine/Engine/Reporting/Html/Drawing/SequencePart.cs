namespace PingOneScenarios.Engine.Reporting.Html.Drawing;

/// <summary>Who called whom, as a sequence diagram. The timeline says the same in text, with links.</summary>
internal static class SequencePart
{
    private const int MostDrawn = 100;
    private const int MostUnfolded = 40;

    public static void Write(RunView view)
    {
        var count = view.Run.Steps.Sum(s => s.Log.Exchanges.Length);
        if (count == 0)
            return;
        var html = view.Html;
        using var section = html.In("details", "sequence", ("open", count <= MostUnfolded ? "" : null));
        using (html.In("summary"))
            html.Element(view.Heading, "Who called whom");
        if (count > MostDrawn)
            html.Element("p", $"The first {MostDrawn} of {Said.Number(count)} requests are drawn; the timeline has all.", "note");
        using var box = html.In("div", "drawing", ("tabindex", "0"), ("role", "group"), ("aria-label", "Sequence diagram, to scroll"));
        new SequenceDrawing(html, view.Run.Steps.SelectMany(s => s.Log.Exchanges), MostDrawn).Write(view.Run.Entries, view.Run.Id);
    }
}
