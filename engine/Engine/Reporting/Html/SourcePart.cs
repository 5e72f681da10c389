using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting.Html;

/// <summary>The files a run was read from, with numbered lines; those where something went wrong are marked.</summary>
internal static class SourcePart
{
    public static void Write(RunView view)
    {
        if (view.Run.Sources.IsEmpty)
            return;
        var html = view.Html;
        using var section = html.In("section", "sources");
        html.Element(view.Heading, view.Run.Sources.Length == 1 ? "Source" : "Sources");
        for (var i = 0; i < view.Run.Sources.Length; i++)
        {
            if (view.Shows(i + 1))
                Write(view, i + 1, view.Run.Sources[i]);
            else
                WriteElsewhere(view, i + 1, view.Run.Sources[i]);
        }
    }

    private static void WriteElsewhere(RunView view, int number, SourceRecord source)
    {
        using var line = view.Html.In("p", "path");
        view.Html.Text(source.Path + ", ");
        view.Html.Link(view.PlaceOf(number, 1), "shown with another run");
    }

    private static void Write(RunView view, int number, SourceRecord source)
    {
        var html = view.Html;
        var lines = source.Text.Text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        var marked = Enumerable.Range(1, lines.Length).Where(l => view.IsWrong(view.PlaceOf(number, l))).ToHashSet();
        using var details = html.In("details", "part source");
        using (html.In("summary"))
        {
            html.Text(source.Path + " ");
            html.Element("small", Said.Count(lines.Length, "line"));
            if (marked.Count > 0)
                html.Element("span", $"{Said.Count(marked.Count, "line")} where something went wrong", "sign failed");
        }
        using var text = html.In("pre", "source-text");
        for (var i = 0; i < lines.Length; i++)
            html.Element("span", lines[i] + "\n", marked.Contains(i + 1) ? "l wrong" : "l", ("id", view.PlaceOf(number, i + 1)));
    }
}
