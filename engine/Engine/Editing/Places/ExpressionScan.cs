namespace PingOneScenarios.Engine.Editing.Places;

/// <summary>Whether a place is inside an expression. Unlike the parser it needs no end of the expression, which is not typed yet.</summary>
internal sealed class ExpressionScan
{
    private readonly string text;
    private readonly int end;

    /// <summary>What is open, innermost last: a bracket, a quote, or <see cref="Hole"/> for the braces inside <c>$"…"</c>.</summary>
    private readonly Stack<char> open = new();

    private const char Hole = '$';

    /// <summary>Whether an expression is open at the end of what was scanned.</summary>
    private bool isInside;

    private ExpressionScan(string text, int end) => (this.text, this.end) = (text, end);

    public static bool IsInside(string text, int from, int offset)
    {
        var scan = new ExpressionScan(text, offset);
        for (var at = from; at < offset; )
            at = scan.Step(at);
        return scan.isInside && !scan.IsQuoted;
    }

    private bool IsQuoted => open.TryPeek(out var inner) && inner is '"' or '\'' or '`';

    // Gives the place to go on at.
    private int Step(int at)
    {
        if (!isInside)
            return StepOutside(at);
        if (IsQuoted)
            return StepQuoted(at);
        switch (text[at])
        {
            case '>' when open.Count == 0 && at + 1 < end && text[at + 1] == '>':
                isInside = false;
                return at + 2;
            case '"' or '\'' or '`':
            case '(' or '[' or '{':
                open.Push(text[at]);
                break;
            case ')' or ']' or '}':
                open.TryPop(out _);
                break;
        }
        return at + 1;
    }

    private int StepOutside(int at)
    {
        if (at + 1 >= end || text[at] != '<' || text[at + 1] != '<')
            return at + 1;
        isInside = at == 0 || text[at - 1] != '\\';
        open.Clear();
        return at + 2;
    }

    private int StepQuoted(int at)
    {
        if (text[at] == '\\')
            return at + 2;
        if (text[at] == open.Peek())
            open.Pop();
        else if (text[at] == '{' && open.Peek() == '"' && IsInterpolated(at))
            open.Push(Hole);
        return at + 1;
    }

    // The quote this text began with has a $ in front of it.
    private bool IsInterpolated(int at)
    {
        var quote = text.LastIndexOf('"', at);
        while (quote > 0 && text[quote - 1] == '\\')
            quote = text.LastIndexOf('"', quote - 1);
        return quote > 0 && text[quote - 1] == '$';
    }
}
