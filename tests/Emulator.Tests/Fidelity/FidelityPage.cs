using System.Text;

namespace PingOneScenarios.Emulator.Tests.Fidelity;

/// <summary>The page that says what the emulator keeps of PingOne, made from the rules, the routes and the tests.</summary>
internal static class FidelityPage
{
    private const string None = "–";

    public static string Text()
    {
        var page = new StringBuilder();
        page.Append(Introduction());
        Append(page, "## Endpoints", ["Method", "Path", "Basis", "Source"], EndpointRows());
        page.Append("\n## Rules\n");
        foreach (var (number, title) in RuleTable.Sections)
        {
            var rows = RuleTable.Rules.Where(rule => rule.Section == number).Select(RuleRow);
            Append(page, $"### {number} {title}", ["Id", "Rule", "Basis", "Source", "Held by"], rows);
        }
        Append(page, "## What rests on inference", ["Id", "Rule", "Follows from", "Held"], InferredRows());
        Append(page, "## Sources", ["Name", "Where"], RuleTable.Sources.Select(source => new[] { source.Name, source.Address }));
        return page.ToString();
    }

    private static bool IsHeld(Rule rule) => HeldRules.Tests.Contains(rule.Id);

    private static string Introduction()
    {
        var held = RuleTable.Rules.Where(IsHeld).ToList();
        return $"""
            # How faithful the emulator is

            The emulator answers as PingOne does, as far as that is known without a tenant: this page lists what is known, how, and which test
            of this repository fails when the emulator stops keeping it. It is made from the tables in `tests/Emulator.Tests/Fidelity` and
            from the tests: `[Holds("3.6-07")]` on a test says that it holds a rule, and `UPDATE_GOLDEN=1` writes the page.

            A rule is *documented* when Ping's documentation, OpenAPI, SDKs or samples say it, and *inferred* when it follows from a standard, from
            what others saw, or from two documented things together. Where both speak, the documented counts. What the emulator does not
            have it answers with 501 and says so.

            **{held.Count} of {RuleTable.Rules.Length} rules are held by a test: {held.Count(rule => rule.Documented)} documented, {held.Count(
                rule => !rule.Documented
            )} inferred.**

            - Not held: {Listed(rule => !IsHeld(rule) && rule.Untried is null)}.
            - Cannot be tried: {Listed(rule => !IsHeld(rule) && rule.Untried is not null)}.


            """.ReplaceLineEndings(
            "\n"
        );
    }

    private static string Listed(Func<Rule, bool> isListed)
    {
        var runs = new List<(Rule First, Rule Last)>();
        Rule? before = null;
        foreach (var rule in RuleTable.Rules)
        {
            if (isListed(rule))
                runs =
                    before is not null && before.Section == rule.Section && isListed(before)
                        ? [.. runs[..^1], (runs[^1].First, rule)]
                        : [.. runs, (rule, rule)];
            before = rule;
        }
        return runs.Count == 0 ? "none" : string.Join(", ", runs.Select(Run));
    }

    private static string Run((Rule First, Rule Last) run) =>
        run.First == run.Last ? Named(run.First) : $"{Named(run.First)} to {Named(run.Last)}";

    private static string Named(Rule rule) => rule.Untried is null ? rule.Id : $"{rule.Id} ({rule.Untried})";

    private static IEnumerable<string[]> EndpointRows() =>
        Routes
            .Table.Where(route => route.IsServed)
            .Select(route =>
            {
                var (_, basis, source) = RuleTable.BasisOf(route.Path);
                return new[] { route.Method, $"`{route.Path}`", basis, source };
            });

    private static string[] RuleRow(Rule rule) => [rule.Id, rule.Text, rule.Basis, rule.Source, Holders(rule)];

    private static string Holders(Rule rule) =>
        IsHeld(rule) ? string.Join("<br>", HeldRules.Tests[rule.Id].Select(test => $"`{test}`"))
        : rule.Untried is { } why ? $"{None} {why}"
        : None;

    private static IEnumerable<string[]> InferredRows() =>
        RuleTable
            .Rules.Where(rule => !rule.Documented)
            .Select(rule => new[] { rule.Id, rule.Text, rule.Source, IsHeld(rule) ? "yes" : "no" });

    private static void Append(StringBuilder page, string heading, string[] columns, IEnumerable<string[]> rows)
    {
        page.Append(heading.StartsWith("###", StringComparison.Ordinal) || page[^2] != '\n' ? "\n" : "").Append(heading).Append("\n\n");
        AppendRow(page, columns);
        AppendRow(page, columns.Select(_ => "---"));
        foreach (var row in rows)
            AppendRow(page, row);
    }

    private static void AppendRow(StringBuilder page, IEnumerable<string> cells) =>
        page.Append("| ").AppendJoin(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");
}
