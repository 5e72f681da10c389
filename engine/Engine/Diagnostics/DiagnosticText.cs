using System.Text;

namespace PingOneScenarios.Engine.Diagnostics;

/// <summary>A diagnostic as people read it: place, code, source line, caret, why, fix.</summary>
internal static class DiagnosticText
{
    private const int LongestLine = 160;

    /// <summary>Several lines separated by <c>\n</c>, without one at the end.</summary>
    public static string Render(Diagnostic diagnostic) => Render(diagnostic, LongestLine);

    /// <inheritdoc cref="Render(Diagnostic)"/>
    /// <param name="diagnostic">What to say.</param>
    /// <param name="longestLine">How much of a source line is shown, in UTF-16 units.</param>
    public static string Render(Diagnostic diagnostic, int longestLine)
    {
        var text = new StringBuilder();
        var span = diagnostic.Span;
        text.Append(span).Append(": ").Append(Word(diagnostic.Severity)).Append(' ').Append(diagnostic.Code.Id);
        text.Append(": ").Append(diagnostic.What);
        if (span.Source.Text.Length > 0)
            AppendSource(text, span, longestLine);
        if (diagnostic.Why is { } why)
            text.Append("\n   why: ").Append(why.Replace("\n", "\n        ", StringComparison.Ordinal));
        text.Append("\n   fix: ").Append(diagnostic.Fix.Replace("\n", "\n        ", StringComparison.Ordinal));
        return text.ToString();
    }

    /// <summary>"error", "warning" or "note".</summary>
    public static string Word(Severity severity) =>
        severity switch
        {
            Severity.Error => "error",
            Severity.Warning => "warning",
            _ => "note",
        };

    private static void AppendSource(StringBuilder text, SourceSpan span, int longestLine)
    {
        var number = span.Line.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var gutter = new string(' ', Math.Max(2, number.Length));
        var (line, before) = Window(span.Source.Line(span.Line), span.Column - 1, longestLine);
        before = Math.Min(before, line.Length);
        var carets = Math.Max(1, CellWidth.Of(line.AsSpan(before, Math.Min(span.Length, line.Length - before))));
        text.Append('\n').Append(gutter).Append(" |");
        text.Append('\n').Append(number.PadLeft(gutter.Length)).Append(" | ").Append(line);
        text.Append('\n').Append(gutter).Append(" | ").Append(Blank(line[..before])).Append('^', carets);
    }

    // A very long line (a token on the command line, generated YAML) is cut around the place, so that the caret stays in view.
    internal static (string Line, int Before) Window(string line, int before, int longestLine)
    {
        if (line.Length <= longestLine)
            return (Printable(line), before);
        var from = Math.Clamp(before - longestLine / 2, 0, line.Length - longestLine);
        var cut = string.Concat(from > 0 ? "…" : "", line.AsSpan(from, longestLine), from + longestLine < line.Length ? "…" : "");
        return (Printable(cut), before - from + (from > 0 ? 1 : 0));
    }

    // As wide as the text on a terminal; what a tab is worth only the terminal knows.
    internal static string Blank(string before) =>
        string.Join('\t', before.Split('\t').Select(part => new string(' ', CellWidth.Of(part))));

    private static string Printable(string line) =>
        line.AsSpan().IndexOfAnyInRange('\0', '\u001f') < 0 ? line : string.Concat(line.Select(c => c < ' ' && c != '\t' ? '·' : c));
}
