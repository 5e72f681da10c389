using System.Collections.Immutable;
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
            WritePlace(html, problem, place);
        WriteRest(html, problem.Span, (problem.Why, problem.Fix));
    }

    /// <summary>Only where it is and how to mend it, behind a table that says what was expected and what was there.</summary>
    /// <param name="html">Takes it.</param>
    /// <param name="problem">What to say.</param>
    /// <param name="place">Where its line stands in the page; null when it does not.</param>
    /// <param name="words">Of the server, which stand above already.</param>
    /// <param name="fix">How to mend it; null when that was just said.</param>
    public static void WriteMark(HtmlWriter html, Diagnostic problem, string? place, ImmutableArray<NamedText> words, string? fix)
    {
        using var box = html.In("div", $"problem {DiagnosticText.Word(problem.Severity)}");
        using (html.In("p", "at"))
        {
            html.Element("span", problem.Code.Id, "code");
            html.Text(" ");
            WritePlace(html, problem, place);
        }
        var more = problem.Why?.Split('\n').Where(l => !IsComparison(l) && !IsOf(words, l)) ?? [];
        WriteRest(html, problem.Span, (string.Join('\n', more) is { Length: > 0 } why ? why : null, fix));
    }

    private static bool IsComparison(string line) =>
        line.StartsWith("expected:", StringComparison.Ordinal) || line.StartsWith("actual:", StringComparison.Ordinal);

    private static bool IsOf(ImmutableArray<NamedText> words, string line) =>
        words is [var first, ..]
        && line.StartsWith("the server says ", StringComparison.Ordinal)
        && words.Take(2).All(w => w.Name == "WWW-Authenticate" || line.Contains(w.Text, StringComparison.Ordinal));

    private static void WriteRest(HtmlWriter html, SourceSpan span, (string? Why, string? Fix) said)
    {
        if (span.Source.Text.Length > 0)
            WriteFrame(html, span);
        if (said.Why is not null)
            WriteReason(html, "why", said.Why);
        if (said.Fix is not null)
            WriteReason(html, "fix", said.Fix);
    }

    private static void WritePlace(HtmlWriter html, Diagnostic problem, string? place)
    {
        if (place is null)
            html.Element("span", problem.Span.ToString(), "place");
        else
            html.Link(place, problem.Span.ToString(), "place");
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
