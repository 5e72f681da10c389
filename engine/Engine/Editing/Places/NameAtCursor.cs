namespace PingOneScenarios.Engine.Editing.Places;

/// <summary>The name around a cursor inside <c>&lt;&lt;</c> and <c>&gt;&gt;</c>, with its dots: <c>response.headers</c>.</summary>
/// <param name="Start">Where the name begins.</param>
/// <param name="Name">All of it; empty where a name could be written.</param>
/// <param name="Cursor">How much of it stands in front of the cursor.</param>
internal sealed record NameAtCursor(int Start, string Name, int Cursor)
{
    /// <summary>What comes before the first dot.</summary>
    public string Head => Name.IndexOf('.', StringComparison.Ordinal) is var dot && dot < 0 ? Name : Name[..dot];

    /// <summary>What stands in front of the cursor, up to the last dot there, the dot included.</summary>
    public string Qualifier => Name[..(Name.LastIndexOf('.', Math.Max(0, Cursor - 1), Cursor) + 1)];

    /// <summary>Whether the cursor is in the first name.</summary>
    public bool IsOnHead => Cursor <= Head.Length;

    /// <summary>The place, or null outside of expressions and inside the quotes of one.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="from">Where the value that may hold the expression begins; nothing before it is looked at.</param>
    /// <param name="offset">The cursor.</param>
    public static NameAtCursor? At(string text, int from, int offset)
    {
        if (!ExpressionScan.IsInside(text, from, offset))
            return null;
        var start = offset;
        while (start > from && (IsLetter(text[start - 1]) || text[start - 1] == '.'))
            start--;
        var end = offset;
        while (end < text.Length && (IsLetter(text[end]) || text[end] == '.' && end > start))
            end++;
        return new NameAtCursor(start, text[start..end], offset - start);
    }

    private static bool IsLetter(char letter) => char.IsAsciiLetterOrDigit(letter) || letter == '_';
}
