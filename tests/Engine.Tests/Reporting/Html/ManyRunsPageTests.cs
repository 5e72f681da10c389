using System.Text.RegularExpressions;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Tests.Reporting.Html;

/// <summary>A page of very many runs: what it shows, what it counts, and how much it holds.</summary>
public sealed partial class ManyRunsPageTests
{
    [Fact]
    public void A_page_shows_the_first_thousand_runs_and_counts_the_others()
    {
        var page = PageOf(1500, wrong: _ => false);
        Assert.Contains("<h1 id=\"title\">1,500 runs: 1,500 passed</h1>", page, StringComparison.Ordinal);
        Assert.Contains("Not shown: 500 passed. A page holds the first 1,000 runs", page, StringComparison.Ordinal);
        Assert.Equal(1000, Sections().Count(page));
    }

    [Fact]
    public void What_failed_late_is_shown_too()
    {
        var page = PageOf(1500, wrong: i => i == 1400);
        Assert.Contains("<h1 id=\"title\">1,500 runs: 1 failed, 1,499 passed</h1>", page, StringComparison.Ordinal);
        Assert.Contains("Not shown: 499 passed.", page, StringComparison.Ordinal);
        Assert.Contains("id=\"r1401s2\"", page, StringComparison.Ordinal);
        Assert.Equal(1001, Sections().Count(page));
    }

    [Fact]
    public void Of_very_many_that_failed_a_thousand_are_shown()
    {
        var page = PageOf(2500, wrong: i => i >= 500);
        Assert.Contains("<h1 id=\"title\">2,500 runs: 2,000 failed, 500 passed</h1>", page, StringComparison.Ordinal);
        Assert.Contains("Not shown: 1,000 failed.", page, StringComparison.Ordinal);
        Assert.Contains("The first 50 of 2,000; the others are marked below as far as they are shown.", page, StringComparison.Ordinal);
        Assert.Equal(1500, Sections().Count(page));
    }

    [Fact]
    public void A_file_stands_in_the_page_once()
    {
        var page = ReportText.Of("html", ManyRuns.Rows);
        Assert.Single(Regex.Matches(page, "class=\"part source\""));
        Assert.Equal(3, Regex.Count(page, "shown with another run"));
        // Of the run that went wrong, which stands first.
        Assert.Contains("id=\"r3a2f1l7\"", page, StringComparison.Ordinal);
        Assert.Contains("class=\"l wrong\" id=\"r3a2f1l7\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_place_of_a_page_has_a_name_of_its_own_and_every_link_leads_to_one()
    {
        foreach (var events in new[] { ManyRuns.Rows, ManyRuns.Matrix })
        {
            var page = ReportText.Of("html", events);
            var ids = Regex.Matches(page, " id=\"([^\"]+)\"").Select(m => m.Groups[1].Value).ToList();
            Assert.Equal(ids.Count, ids.Distinct().Count());
            Assert.Empty(Regex.Matches(page, "href=\"#([^\"]+)\"").Select(m => m.Groups[1].Value).Except(ids));
        }
    }

    private static string PageOf(int count, Func<int, bool> wrong) =>
        ReportText.Of("html", Enumerable.Range(0, count).SelectMany(i => Run(i, wrong(i))));

    private static IEnumerable<RunEvent> Run(int index, bool isWrong) =>
        ManyRuns.Run("Create a user", index, "emulator", (null, index + 1), isWrong ? 500 : 201);

    [GeneratedRegex("<section class=\"run\"")]
    private static partial Regex Sections();
}
