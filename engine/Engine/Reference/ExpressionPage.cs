using System.Collections.Immutable;
using System.Text;
using PingOneScenarios.Engine.Scenarios;

namespace PingOneScenarios.Engine.Reference;

/// <summary>What stands between <c>&lt;&lt;</c> and <c>&gt;&gt;</c>: rules, operators, names in scope; and the types of inputs. As Markdown.</summary>
internal static class ExpressionPage
{
    private static readonly ImmutableArray<string> Rules =
    [
        "A value that is exactly one expression keeps its kind: a number stays a number, a list a list. Inside longer text it becomes text; a list or a map becomes JSON.",
        "An expression ends at the first `>>` outside quotes and brackets. A shift needs parentheses: `<<(n >> 1)>>`. A literal `<<` is written `\\<<`.",
        "YAML reads the file first. A value with `: ` or ` #` in it, or inside `{ }` and `[ ]` with a comma or a bracket, is quoted: `'<<f \"a: b\">>'`.",
        "Arguments follow the name of a function, separated by spaces: `text.replace name \" \" \"-\"`. One that is a call itself stands in parentheses. Named ones come last: `lifetime: \"5m\"`.",
        "A call takes all that stands behind it, a comparison too: write `(list.size users) == 3`, not `list.size users == 3`.",
        "`a | f b` is `f a b`.",
        "A member is `user.name` or `user[\"first-name\"]`, an item `list[0]`, the last one `list[-1]`. What is missing is an error, unless `??` names another value.",
        "A number keeps the digits it came with: `1.50` is sent as `1.50`, and one of 40 digits as those 40. Numbers are compared by their value, so `1.0 == 1`; up to 1,000 digits and an exponent of 10,000 are read.",
        "A value is never read as a template again, wherever it came from.",
        "Where a value stands decides how it is encoded: a path segment, a query, a form field, a header, JSON, XML. It only ever fills its place.",
    ];

    private static readonly ImmutableArray<(string Operator, string Meaning, string Example)> Operators =
    [
        ("== !=", "equal and not equal; nothing is converted", "42 == \"42\""),
        ("< <= > >=", "order of two numbers, or of two texts", "2 < 10"),
        ("&& ||", "and, or; the right side is only computed when it matters", "1 < 2 && 2 < 3"),
        ("!", "not", "!(1 == 2)"),
        ("??", "another value when the left one is missing or null", "null ?? \"none\""),
        ("?.", "a member, or null when what it is taken from is null", "(json.parse \"null\")?.name"),
        (".size", "the number of items of a list, or of characters of a text", "[1, 2, 3].size"),
        ("? :", "one of two values", "1 < 2 ? \"yes\" : \"no\""),
        (
            "+ - * /",
            "arithmetic of numbers, of up to 28 digits: more are an error; a quotient without end is rounded at the 28th digit behind the point",
            "0.1 + 0.2"
        ),
        ("//", "division, rounded down", "7 // 2"),
        ("%", "the rest of a division", "7 % 3"),
        ("+", "joins texts, and a text and a number", "\"user-\" + 1"),
        ("$\"{ }\"", "text with values in it", "$\"{1 + 1} users\""),
        ("[ ]", "a list", "[1, \"a\", true]"),
        ("{ }", "a map", "{ name: \"Ada\", age: 36 }"),
    ];

    public static void AppendRules(StringBuilder page)
    {
        foreach (var rule in Rules)
            page.Append("- ").Append(rule).Append('\n');
        page.Append('\n');
    }

    public static void AppendOperators(StringBuilder page)
    {
        MarkdownPieces.AppendHead(page, "operator", "meaning", "example", "gives");
        foreach (var (name, meaning, example) in Operators)
            MarkdownPieces.AppendRow(
                page,
                MarkdownPieces.Code(name),
                meaning,
                MarkdownPieces.Code(example),
                MarkdownPieces.Code(ExampleResult.Of(example)!.Json)
            );
        page.Append('\n');
    }

    public static void AppendNames(StringBuilder page)
    {
        MarkdownPieces.AppendHead(page, "name", "meaning");
        foreach (var row in ScopeTable.Rows)
            MarkdownPieces.AppendRow(page, MarkdownPieces.Code(row.Name), MarkdownPieces.Cell(row.Meaning));
        page.Append('\n');
    }

    public static void AppendMembers(StringBuilder page)
    {
        MarkdownPieces.AppendHead(page, "member", "meaning");
        foreach (var row in ScopeTable.Rows)
        {
            foreach (var member in row.Members)
                MarkdownPieces.AppendRow(page, MarkdownPieces.Code($"{row.Name}.{member.Name}"), MarkdownPieces.Cell(member.Meaning));
        }
        page.Append('\n');
    }

    public static void AppendInputTypes(StringBuilder page)
    {
        MarkdownPieces.AppendHead(page, "type", "its value");
        foreach (var name in InputTypeNames.All)
            MarkdownPieces.AppendRow(page, MarkdownPieces.Code(name), InputTypeNames.Find(name)!.Value.Meaning());
        page.Append('\n');
    }
}
