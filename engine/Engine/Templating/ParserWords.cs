namespace PingOneScenarios.Engine.Templating;

/// <summary>
/// What Scriban says of a text it cannot parse, in words of the language. Its own are never shown: they speak of statements and tokens,
/// which scenarios do not have.
/// </summary>
internal static class ParserWords
{
    private const string Shape = "an expression is a variable, a member (a.b), a call (text.upper a) or a comparison (a == \"b\")";
    private const string OneExpression =
        "write one expression: condition ? a : b chooses, and functions such as list.where go through lists";

    // The first whose words occur counts.
    private static readonly (string Parser, string Words, string Fix)[] Table =
    [
        ("statement", "it begins with a word that scenarios have no use for", OneExpression),
        ("while expecting `:`", "behind condition ? comes a value, a colon, and another value", "write condition ? a : b"),
        ("dot operator", "behind a dot comes the name of a member", "write a.name; a member of another name is a[\"its name\"]"),
        ("right of the operator", "behind an operator comes a value", "write the value behind it, or leave the operator out"),
        ("pipe expression", "behind | comes a function", "write the function that takes the value, for example name | text.upper"),
        ("escape character", "a backslash and this letter are no escape", "write \\\\ for a backslash inside a quoted text"),
        ("hex", "what stands behind a backslash is no character", "write \\u and four hexadecimal digits"),
        ("index_expression", "between [ and ] comes a number or a name", "write a[0] or a[\"name\"]"),
        ("parenthesis", "a ( has no )", "close it with )"),
        ("comma", "what stands between brackets is separated by commas", "put a comma in front of this"),
        ("named argument", "a named argument is a name, a colon and a value", "write name: value behind the other arguments"),
        ("simple identifier", "a member of a map is a name, a colon and a value", "write {name: value}"),
        ("object initializer", "a map is written as {name: value, other: value}", "write {name: value}"),
        ("array initializer", "a list is written as [a, b]", "write [a, b]"),
        ("Expecting <expression>", "a value is missing", Shape),
        ("Invalid token", "this cannot stand here", Shape),
        ("Unexpected token", "this cannot stand here", Shape),
    ];

    /// <summary>What is wrong and what to do; without a reason where nothing is known that helps.</summary>
    /// <param name="says">The words of the parser.</param>
    public static (string? Why, string Fix) For(string says)
    {
        foreach (var (parser, words, fix) in Table)
        {
            if (says.Contains(parser, StringComparison.OrdinalIgnoreCase))
                return (words, fix);
        }
        return (null, Shape);
    }
}
