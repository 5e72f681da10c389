using PingOneScenarios.Engine.Tests;

namespace PingOneScenarios.Cli.Tests.Packaging;

/// <summary>The forms of issues are what GitHub takes, and ask for a scenario and a masked report.</summary>
public sealed class IssueFormTests
{
    private static readonly string[] Kinds = ["markdown", "input", "textarea", "dropdown", "checkboxes"];

    public static TheoryData<string> Forms => ["bug", "feature"];

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_form_asks_for_a_scenario_and_says_that_nothing_secret_is_to_be_in_it(string name)
    {
        var form = YamlFile.Read($".github/ISSUE_TEMPLATE/{name}.yml");
        Assert.All((string[])["name", "description"], key => Assert.NotEmpty(form[key]!));
        var parts = form.Scalars.Where(s => s.At.StartsWith("body.", StringComparison.Ordinal)).ToLookup(s => s.At.Split('.')[1]);
        var ids = new List<string>();
        foreach (var part in parts)
        {
            var kind = form[$"body.{part.Key}.type"];
            Assert.Contains(kind, Kinds);
            Assert.NotNull(form[$"body.{part.Key}.attributes.{(kind == "markdown" ? "value" : "label")}"]);
            if (kind != "markdown")
                ids.Add(form[$"body.{part.Key}.id"]!);
        }
        Assert.Equal(ids.Distinct(), ids);
        Assert.Contains("scenario", ids);
        Assert.Contains("masked", ids);
        Assert.Contains(form.Scalars, s => s.Text.Contains("--report markdown=report.md", StringComparison.Ordinal));
    }

    [Fact]
    public void Holes_in_security_are_no_issues()
    {
        var chooser = YamlFile.Read(".github/ISSUE_TEMPLATE/config.yml");
        Assert.Equal("false", chooser["blank_issues_enabled"]);
        Assert.StartsWith("https://docs.github.com/", chooser["contact_links.0.url"], StringComparison.Ordinal);
        Assert.Contains("../engine/SECURITY.md", File.ReadAllText(RepositoryRoot.PathOf(".github/SECURITY.md")), StringComparison.Ordinal);
    }
}
