namespace PingOneScenarios.Engine.Diagnostics;

/// <summary>A line whose expression needs quotes, as it has to be written.</summary>
internal static class QuotedLine
{
    private const string Usual = "quote the value with the expression: '<<…>>'";
    private const int LongestShown = 160;

    /// <summary>What to do, with the line rewritten where that is certain.</summary>
    /// <param name="place">Where YAML gave up, inside the expression or behind it.</param>
    public static Remedy Fix(SourceSpan place)
    {
        var line = place.Source.Line(place.Line);
        if (
            !IsScenario(place.Source.Text)
            || Rewrite(line, place.Column - 1) is not { } rewritten
            || ValueAt(line, place.Column - 1) is not var (start, end)
        )
            return Usual;
        var span = new SourceSpan(place.Source, place.Start - (place.Column - 1) + start, end - start);
        return new Remedy($"quote it: {rewritten}") { Edit = new SourceEdit(span, Quoted(line[start..end])) };
    }

    /// <summary>The line with its value in single quotes; null when it is not certain where the value begins or ends.</summary>
    /// <param name="line">With an expression.</param>
    /// <param name="at">A place in the expression or behind it.</param>
    public static string? Rewrite(string line, int at)
    {
        if (ValueAt(line, at) is not var (start, end))
            return null;
        var rewritten = (line[..start] + Quoted(line[start..end]) + line[end..]).Trim();
        return rewritten.Length <= LongestShown ? rewritten : null;
    }

    private static string Quoted(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    private static (int Start, int End)? ValueAt(string line, int at)
    {
        var opener = line.LastIndexOf("<<", Math.Clamp(at + 1, 0, line.Length - 1), StringComparison.Ordinal);
        if (opener < 0)
            return null;
        var before = line[..opener];
        var closed = EndOfExpression(line, opener);
        var (start, end) = IsInFlow(before) ? (opener, closed) : (StartOfValue(before), EndOfValue(line, closed));
        return end <= start || line[start] is '\'' or '"' ? null : (start, end);
    }

    // What stands in an environment file may be a secret, which no message may repeat.
    private static bool IsScenario(string text) =>
        text.StartsWith("scenario:", StringComparison.Ordinal) || text.Contains("\nscenario:", StringComparison.Ordinal);

    // Inside { } or [ ] other values may stand behind it.
    private static bool IsInFlow(string before)
    {
        var depth = 0;
        for (var i = 0; i < before.Length; i++)
            depth += before[i] switch
            {
                '{' or '[' => 1,
                '}' or ']' => -1,
                _ => 0,
            };
        return depth > 0;
    }

    private static int StartOfValue(string before)
    {
        var colon = before.IndexOf(": ", StringComparison.Ordinal);
        if (colon >= 0)
            return AfterSpaces(before, colon + 2);
        var dash = AfterSpaces(before, 0);
        return dash + 1 < before.Length && before[dash] == '-' ? AfterSpaces(before, dash + 1) : dash;
    }

    // A comment behind the expression does not belong to it.
    private static int EndOfValue(string line, int closed)
    {
        if (closed < 0)
            return -1;
        var comment = line.IndexOf(" #", closed, StringComparison.Ordinal);
        return (comment < 0 ? line : line[..comment]).TrimEnd().Length;
    }

    private static int AfterSpaces(string text, int from)
    {
        while (from < text.Length && text[from] == ' ')
            from++;
        return from;
    }

    // The >> that closes it: outside of quotes and of brackets of its own.
    private static int EndOfExpression(string line, int opener)
    {
        var isQuoted = false;
        for (var i = opener + 2; i + 1 < line.Length; i++)
        {
            if (line[i] == '"' && line[i - 1] != '\\')
                isQuoted = !isQuoted;
            else if (!isQuoted && line[i] == '>' && line[i + 1] == '>')
                return i + 2;
        }
        return -1;
    }
}
