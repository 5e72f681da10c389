namespace PingOneScenarios.Engine.Editing.Places;

/// <summary>An open bracket or brace.</summary>
internal sealed record FlowLevel(bool IsMap)
{
    /// <summary>The key whose value is being written; null in front of a key and in lists.</summary>
    public string? Key { get; set; }

    public List<string> Keys { get; } = [];
}

/// <summary>Which brackets and braces are open behind a piece of YAML in flow style.</summary>
internal sealed class FlowScan
{
    private readonly string text;
    private readonly int end;
    private readonly List<FlowLevel> levels = [];

    /// <summary>Where the key or item that is being read began.</summary>
    private int item;

    private FlowScan(string text, int end) => (this.text, this.end) = (text, end);

    /// <summary>The open levels, outermost first; none when the text is not in flow style or all are closed.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="start">Where the value begins.</param>
    /// <param name="end">Where the scan ends; the same line.</param>
    public static IReadOnlyList<FlowLevel> Run(string text, int start, int end)
    {
        while (start < end && text[start] is ' ' or '\t')
            start++;
        if (start >= end || text[start] is not ('{' or '['))
            return [];
        var scan = new FlowScan(text, end);
        for (var at = start; at < end; )
            at = scan.Step(at);
        return scan.levels;
    }

    // Gives the place to go on at.
    private int Step(int at)
    {
        switch (text[at])
        {
            case '{' or '[':
                levels.Add(new FlowLevel(text[at] == '{'));
                item = at + 1;
                return at + 1;
            case '}' or ']':
                if (levels.Count > 0)
                    levels.RemoveAt(levels.Count - 1);
                return at + 1;
            case ',':
                if (levels.Count > 0)
                    levels[^1].Key = null;
                item = at + 1;
                return at + 1;
            case ':' when IsColon(at):
                TakeKey(at);
                return at + 1;
            default:
                return SkipText(at);
        }
    }

    // What stands in quotes, in an expression or in a comment is no YAML.
    private int SkipText(int at)
    {
        switch (text[at])
        {
            case '"' or '\'' when text[item..at].Trim().Length == 0 || text[at - 1] is ' ' or ':':
                return Behind(text.IndexOf(text[at], at + 1, end - at - 1), 1);
            case '<' when at + 1 < end && text[at + 1] == '<':
                return Behind(text.IndexOf(">>", at + 2, end - at - 2, StringComparison.Ordinal), 2);
            case '#' when text[at - 1] is ' ' or '\t':
                return end;
            default:
                return at + 1;
        }
    }

    private int Behind(int found, int length) => found < 0 ? end : found + length;

    private bool IsColon(int at) =>
        at + 1 >= text.Length || text[at + 1] is ' ' or '\t' or '\r' or '\n' or ',' or '}' or ']' || text[at - 1] == '"';

    private void TakeKey(int colon)
    {
        if (levels is not [.., { IsMap: true, Key: null } map])
            return;
        map.Key = text[item..colon].Trim().Trim('"', '\'');
        map.Keys.Add(map.Key);
        item = colon + 1;
    }
}
