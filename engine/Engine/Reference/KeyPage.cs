using System.Collections.Immutable;
using System.Text;
using PingOneScenarios.Engine.Language;

namespace PingOneScenarios.Engine.Reference;

/// <summary>The keys by their places, as Markdown.</summary>
internal static class KeyPage
{
    /// <summary>The tables of a file, each once; what is met first comes first, level by level.</summary>
    public static ImmutableArray<TableShape> TablesOf(TableShape root)
    {
        var found = new List<TableShape>();
        for (IEnumerable<KeyShape> level = [root]; level.Any(); level = [.. level.SelectMany(Inside)])
            found.AddRange(level.OfType<TableShape>().Where(t => !found.Exists(f => f.Name == t.Name)).DistinctBy(t => t.Name));
        return [.. found];
    }

    public static void Append(StringBuilder page, TableShape table)
    {
        page.Append("### ").Append(ShapeText.Heading(table)).Append("\n\n");
        if (table.Name != StepKeys.Step.Name && table.Rows.All(IsInStep))
        {
            page.Append($"As in {ShapeText.LinkTo(StepKeys.Step)}: ").AppendJoin(", ", table.Rows.Select(Name)).Append(".\n\n");
            return;
        }
        foreach (var rule in table.Rules)
            page.Append("- ").Append(Rule(rule)).Append('\n');
        if (!table.Rules.IsEmpty)
            page.Append('\n');
        MarkdownPieces.AppendHead(page, "key", "value", "meaning", "default");
        foreach (var row in table.Rows)
            MarkdownPieces.AppendRow(page, Name(row), ShapeText.Of(row.Shape), MarkdownPieces.Cell(row.Meaning), Default(row));
        page.Append('\n');
        page.Append(table.Rules.IsEmpty ? "An example of each:\n\n" : "An example of each, though not all go together:\n\n");
        MarkdownPieces.AppendYaml(page, string.Join('\n', table.Rows.Select(r => r.Example)));
    }

    // Said once is enough.
    private static bool IsInStep(KeyRow row) => StepKeys.Step.Rows.Any(r => r.Name == row.Name && r.Meaning == row.Meaning);

    private static string Name(KeyRow row) => row.IsRequired ? $"`{row.Name}` (required)" : $"`{row.Name}`";

    private static string Default(KeyRow row) =>
        row.Default is { } value ? MarkdownPieces.Code(value) : MarkdownPieces.Cell(row.Otherwise ?? "");

    private static string Rule(KeyRule rule) =>
        rule switch
        {
            OneOfRule one => $"Exactly one of {Names(one.Keys)}.",
            AtMostOneRule most => $"At most one of {Names(most.Keys)}.",
            ExcludesRule excludes => $"Not beside `{excludes.Key}`: {Names(excludes.Others)}.",
            NeedsRule needs => $"`{needs.Key}` needs `{needs.Other}`.",
            NarrowsRule narrows => $"Beside `{narrows.Key}`, `{narrows.Other}` has the {ShapeText.LinkTo(narrows.Shape)}.",
            _ => "",
        };

    private static string Names(IEnumerable<string> keys) => string.Join(", ", keys.Select(k => $"`{k}`"));

    private static IEnumerable<KeyShape> Inside(KeyShape shape) =>
        shape switch
        {
            TableShape table => table.Rows.Select(r => r.Shape).Concat(table.Rules.OfType<NarrowsRule>().Select(r => r.Shape)),
            MapShape map => [map.Value],
            ListShape list => [list.Item],
            EitherShape either => either.Shapes,
            _ => [],
        };
}
