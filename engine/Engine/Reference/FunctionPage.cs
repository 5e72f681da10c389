using System.Text;
using PingOneScenarios.Engine.Templating;

namespace PingOneScenarios.Engine.Reference;

/// <summary>A group of functions as Markdown.</summary>
internal static class FunctionPage
{
    public static string Heading(FunctionGroup group) =>
        group.Name == FunctionGroups.Predicates ? "Predicates" : $"Functions: {group.Name}";

    public static void Append(StringBuilder page, FunctionGroup group)
    {
        page.Append("### ").Append(Heading(group)).Append("\n\n");
        page.Append(group.Title).Append(".\n\n");
        if (group.Name == FunctionGroups.Predicates)
            AppendPredicates(page, group);
        else
            AppendFunctions(page, group);
        page.Append('\n');
    }

    private static void AppendFunctions(StringBuilder page, FunctionGroup group)
    {
        MarkdownPieces.AppendHead(page, "function", "meaning", "example");
        foreach (var row in group.Rows)
            MarkdownPieces.AppendRow(page, MarkdownPieces.Code(row.Signature), MarkdownPieces.Cell(row.Meaning), Example(row));
    }

    private static void AppendPredicates(StringBuilder page, FunctionGroup group)
    {
        MarkdownPieces.AppendHead(page, "predicate", "meaning", "example");
        foreach (var row in group.Rows)
            MarkdownPieces.AppendRow(
                page,
                MarkdownPieces.Code(row.Signature),
                MarkdownPieces.Cell(row.Meaning),
                MarkdownPieces.Code(FunctionText.AsValue(row.Example))
            );
    }

    private static string Example(FunctionRow row) =>
        ExampleResult.Of(row) is { } result
            ? $"{MarkdownPieces.Code(FunctionText.AsValue(row.Example))} gives {(result.IsAnotherEachTime ? "for example " : "")}{MarkdownPieces.Code(result.Json)}"
            : MarkdownPieces.Code(FunctionText.AsValue(row.Example));
}
