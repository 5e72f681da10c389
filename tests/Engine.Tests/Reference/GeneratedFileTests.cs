using System.Text.RegularExpressions;
using PingOneScenarios.Engine.Reference;

namespace PingOneScenarios.Engine.Tests.Reference;

/// <summary>What is published is what the tables say today.</summary>
public sealed partial class GeneratedFileTests
{
    [Fact]
    public void The_schema_of_scenarios_is_that_of_the_tables() =>
        CommittedFile.Check("schemas/scenario.schema.json", LanguageReference.ScenarioSchema());

    [Fact]
    public void The_schema_of_environments_is_that_of_the_tables() =>
        CommittedFile.Check("schemas/environment.schema.json", LanguageReference.EnvironmentSchema());

    [Fact]
    public void The_schema_of_reports_is_that_of_the_shapes() =>
        CommittedFile.Check("schemas/report.schema.json", ScenarioReports.Schema());

    [Fact]
    public void The_schema_of_plans_is_that_of_the_shapes() =>
        CommittedFile.Check("schemas/plan.schema.json", ScenarioReports.PlanSchema());

    [Fact]
    public void The_reference_of_the_language_is_that_of_the_tables() =>
        CommittedFile.Check("scenarios/REFERENCE.md", LanguageReference.LanguagePage());

    [Fact]
    public void The_reference_of_the_codes_is_that_of_the_texts() =>
        CommittedFile.Check("scenarios/DIAGNOSTICS.md", LanguageReference.DiagnosticsPage());

    [Theory]
    [InlineData("scenarios/REFERENCE.md"), InlineData("scenarios/DIAGNOSTICS.md")]
    public void Every_link_of_a_page_leads_to_a_heading_of_it(string file)
    {
        var page = Blocks().Replace(File.ReadAllText(RepositoryRoot.PathOf(file.Split('/'))), "");
        var headings = page.Split('\n').Where(l => l.StartsWith('#')).Select(l => MarkdownPieces.Anchor(l.TrimStart('#').Trim())).ToList();
        Assert.Equal(headings.Count, headings.Distinct().Count());
        Assert.Empty(Links().Matches(page).Select(m => m.Groups[1].Value).Except(headings));
    }

    [GeneratedRegex("```yaml.*?```", RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"\]\(#([^)]+)\)")]
    private static partial Regex Links();
}
