namespace PingOneScenarios.Engine.Yaml;

/// <summary>What the parser of YAML says, in words an author knows. Its own are never shown: they name parts of a grammar nobody reads.</summary>
internal static class YamlWords
{
    // The first whose words occur counts.
    private static readonly (string Parser, string Words)[] Table =
    [
        ("'-' indicator", "the items of a list begin with - in one column, and nothing else stands in that column"),
        ("expected key", "a key with a colon is expected here, in the column of the keys it belongs to"),
        ("expected ':'", "the line begins like a key, and no colon comes behind it"),
        ("node content", "a value is expected here"),
        ("anchor", "& and * stand for other places of the file, and one of them is not as it has to be"),
        ("tag", "a ! at the beginning of a value is a mark of YAML, not text"),
        ("directive", "a line that begins with % tells YAML something, it is no key"),
        ("block scalar", "behind | or > nothing but + - or a digit may stand, and the text begins in the next line"),
        ("surrogate", "an escape stands for half a character"),
        ("hexadecimal", "\\x takes two hexadecimal digits, \\u four and \\U eight"),
        ("escape code", "an escape stands for a character that does not exist"),
        ("document", "--- or ... ends the text in front of this"),
        ("comment", "a # with a space in front of it begins a comment here"),
        ("wrong indentation", "the lines of a quoted text are indented deeper than their key"),
        ("end of stream", "the file ends in the middle of a value"),
        ("end of the stream", "the file ends in the middle of a value"),
    ];

    /// <summary>What it means; null when nothing is known that helps.</summary>
    /// <param name="says">The words of the parser.</param>
    public static string? For(string says)
    {
        foreach (var (parser, words) in Table)
        {
            if (says.Contains(parser, StringComparison.OrdinalIgnoreCase))
                return words;
        }
        return null;
    }
}
