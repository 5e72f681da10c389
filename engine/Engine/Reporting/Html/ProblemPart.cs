using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Reporting.Html;

/// <summary>What was wrong, as the terminal shows it: place, code, source line, caret, why, fix.</summary>
internal static class ProblemPart
{
    private const int LongestLine = 240;

    /// <param name="html">Takes it.</param>
    /// <param name="problem">What to say.</param>
    /// <param name="place">Where its line stands in the page; null when it does not.</param>
    public static void Write(HtmlWriter html, Diagnostic problem, string? place)
    {
        var word = DiagnosticText.Word(problem.Severity);
        using var box = html.In("div", $"problem {word}");
        using (html.In("p", "what"))
        {
            html.Element("span", $"{word} {problem.Code.Id}", "code");
            html.Text(" " + problem.What);
        }
        using (html.In("p", "at"))
        {
            if (place is null)
                html.Element("span", problem.Span.ToString(), "place");
            else
                html.Link(place, problem.Span.ToString(), "place");
        }
        if (problem.Span.Source.Text.Length > 0)
            WriteFrame(html, problem.Span);
        if (problem.Why is { } why)
            WriteReason(html, "why", why);
        WriteReason(html, "fix", problem.Fix);
    }

    private static void WriteFrame(HtmlWriter html, SourceSpan span)
    {
        var (line, before) = DiagnosticText.Window(span.Source.Line(span.Line), span.Column - 1, LongestLine);
        before = Math.Min(before, line.Length);
        var marked = Math.Min(Math.Max(span.Length, 1), line.Length - before);
        var number = $"{span.Line}";
        using var frame = html.In("pre", "frame", ("tabindex", "0"));
        html.Element("span", number.PadLeft(2) + " | ", "gutter");
        html.Text(line[..before]);
        html.Element("mark", line.Substring(before, marked));
        html.Text(line[(before + marked)..] + "\n");
        html.Element("span", new string(' ', Math.Max(2, number.Length)) + " | ", "gutter");
        html.Element(
            "span",
            DiagnosticText.Blank(line[..before]) + new string('^', Math.Max(1, CellWidth.Of(line.AsSpan(before, marked)))),
            "caret"
        );
    }

    private static void WriteReason(HtmlWriter html, string name, string text)
    {
        using var reason = html.In("p", "reason");
        html.Element("b", name);
        html.Element("span", text);
    }
}
