using System.Collections.Immutable;
using System.Text;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Language;

namespace PingOneScenarios.Engine.Reference;

/// <summary>The two pages of the reference, as Markdown.</summary>
internal static class Pages
{
    public static string Language()
    {
        var page = new StringBuilder("# The scenario language\n\n");
        page.Append(
            "Every key, function and predicate. Made from the tables of the engine by `p1s reference language`; not written by hand.\n"
        );
        page.Append("[README.md](README.md) shows how to write a scenario, [DIAGNOSTICS.md](DIAGNOSTICS.md) what the codes mean.\n\n");
        AppendContents(page);
        AppendPart(page, "Recipes", AppendRecipes);
        AppendKeys(page, "The scenario file", ScenarioKeys.Scenario);
        AppendKeys(page, "The environment file", EnvironmentKeys.Environment);
        AppendPart(page, ProxyPage.Heading, ProxyPage.Append);
        AppendPart(page, "Types of inputs", ExpressionPage.AppendInputTypes);
        AppendPart(page, "Expressions", ExpressionPage.AppendRules);
        AppendPart(page, "Operators", ExpressionPage.AppendOperators);
        AppendPart(page, "Names in scope", ExpressionPage.AppendNames);
        AppendPart(page, "Members of these names", ExpressionPage.AppendMembers);
        page.Append("## Functions and predicates\n\n");
        foreach (var group in FunctionGroups.All)
            FunctionPage.Append(page, group);
        return page.ToString().TrimEnd() + "\n";
    }

    public static string Diagnostics()
    {
        var page = new StringBuilder("# Diagnostics\n\n");
        page.Append(
            "What each code means, with an example that has the mistake and one that has not. `p1s explain PS2001` shows the same in the\n"
        );
        page.Append("terminal. Made from the texts of the engine by `p1s reference diagnostics`; not written by hand.\n\n");
        foreach (var (digit, title) in CodeText.Stages)
        {
            page.Append("- ").Append(MarkdownPieces.Link(title)).Append(": ");
            page.AppendJoin(", ", Of(digit).Select(e => $"[{e.Code.Id}](#{MarkdownPieces.Anchor(Heading(e))})")).Append('\n');
        }
        foreach (var (digit, title) in CodeText.Stages)
        {
            page.Append("\n## ").Append(title).Append("\n\n");
            foreach (var explanation in Of(digit))
                AppendCode(page, explanation);
        }
        return page.ToString().TrimEnd() + "\n";
    }

    private static IEnumerable<CodeExplanation> Of(char digit) => ExplanationTable.All.Where(e => e.Code.Id[2] == digit);

    private static string Heading(CodeExplanation explanation) => $"{explanation.Code.Id} {explanation.Code.Title}";

    private static void AppendCode(StringBuilder page, CodeExplanation explanation)
    {
        page.Append("### ").Append(Heading(explanation)).Append("\n\n");
        var severity = DiagnosticText.Word(explanation.Code.Severity);
        page.Append(char.ToUpperInvariant(severity[0])).Append(severity[1..]).Append(". ");
        page.Append(Escaped(explanation.Text)).Append("\n\n");
        AppendFiles(page, "Wrong", explanation.Wrong);
        AppendFiles(page, "Right", explanation.Right);
    }

    private static void AppendFiles(StringBuilder page, string heading, ImmutableArray<ExampleFile> files)
    {
        foreach (var file in files)
        {
            page.Append(heading).Append(files.Length > 1 || file.IsEnvironment ? $", `{file.Path}`" : "").Append(":\n\n");
            MarkdownPieces.AppendYaml(page, file.Text);
        }
    }

    private static string Escaped(string prose) => MarkdownPieces.Cell(prose).Replace("\\|", "|", StringComparison.Ordinal);

    private static void AppendRecipes(StringBuilder page)
    {
        foreach (var recipe in RecipeTable.All)
        {
            page.Append("### ").Append(recipe.Title).Append("\n\n").Append(Escaped(recipe.Text)).Append("\n\n");
            MarkdownPieces.AppendYaml(page, recipe.Scenario);
        }
    }

    private static void AppendContents(StringBuilder page)
    {
        AppendContents(page, "Recipes", RecipeTable.All.Select(r => r.Title));
        AppendContents(page, "The scenario file", KeyPage.TablesOf(ScenarioKeys.Scenario).Select(ShapeText.Heading));
        AppendContents(page, "The environment file", KeyPage.TablesOf(EnvironmentKeys.Environment).Select(ShapeText.Heading));
        foreach (
            var heading in new[]
            {
                ProxyPage.Heading,
                "Types of inputs",
                "Expressions",
                "Operators",
                "Names in scope",
                "Members of these names",
            }
        )
            page.Append("- ").Append(MarkdownPieces.Link(heading)).Append('\n');
        AppendContents(page, "Functions and predicates", FunctionGroups.All.Select(FunctionPage.Heading));
        page.Append('\n');
    }

    private static void AppendContents(StringBuilder page, string heading, IEnumerable<string> below)
    {
        page.Append("- ").Append(MarkdownPieces.Link(heading)).Append(": ");
        page.AppendJoin(", ", below.Select(h => $"[{Short(h)}](#{MarkdownPieces.Anchor(h)})")).Append('\n');
    }

    private static string Short(string heading) =>
        heading
            .Replace("Keys of ", "", StringComparison.Ordinal)
            .Replace("Functions: ", "", StringComparison.Ordinal)
            .Replace("Predicates", "predicates", StringComparison.Ordinal);

    private static void AppendKeys(StringBuilder page, string heading, TableShape root)
    {
        page.Append("## ").Append(heading).Append("\n\n");
        foreach (var table in KeyPage.TablesOf(root))
            KeyPage.Append(page, table);
    }

    private static void AppendPart(StringBuilder page, string heading, Action<StringBuilder> append)
    {
        page.Append("## ").Append(heading).Append("\n\n");
        append(page);
    }
}
