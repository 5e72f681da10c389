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
        Markdown.AppendHead(page, "function", "meaning", "example");
        foreach (var row in group.Rows)
            Markdown.AppendRow(page, Markdown.Code(row.Signature), Markdown.Cell(row.Meaning), Example(row));
    }

    private static void AppendPredicates(StringBuilder page, FunctionGroup group)
    {
        Markdown.AppendHead(page, "predicate", "meaning", "example");
        foreach (var row in group.Rows)
            Markdown.AppendRow(
                page,
                Markdown.Code(row.Signature),
                Markdown.Cell(row.Meaning),
                Markdown.Code(FunctionText.AsValue(row.Example))
            );
    }

    private static string Example(FunctionRow row) =>
        ExampleResult.Of(row) is { } result
            ? $"{Markdown.Code(FunctionText.AsValue(row.Example))} gives {(result.IsAnotherEachTime ? "for example " : "")}{Markdown.Code(result.Json)}"
            : Markdown.Code(FunctionText.AsValue(row.Example));
}
