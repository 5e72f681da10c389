using System.Text.RegularExpressions;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting.Json;

namespace PingOneScenarios.Engine.Tests.Reporting;

/// <summary>A load in each kind of report.</summary>
public sealed partial class LoadReportTests
{
    private static readonly LoadFinished Finished = new(SampleLoad.Summary) { At = SampleRuns.NotStarted.At };

    [Theory]
    [InlineData("junit", "junit")]
    [InlineData("tap", "tap")]
    [InlineData("har", "har")]
    [InlineData("markdown", "md")]
    [InlineData("curl", "sh")]
    [InlineData("json", "json")]
    [InlineData("events", "events")]
    public void A_load_is_reported_as_it_was(string kind, string extension) =>
        Golden.Check($"reports/load.{extension}", WithoutHistograms(ReportText.Of(kind, [.. SampleRuns.Failed, Finished])));

    [Fact]
    public void A_load_is_read_back_out_of_its_report()
    {
        var text = ReportText.Of("json", [.. SampleRuns.Failed, Finished]);
        var read = new List<RunEvent>();
        new ReportReader(System.Text.Encoding.UTF8.GetBytes(text)).Read(read.Add);
        Assert.Equal(text, ReportText.Of("json", [.. read]));
    }

    [Fact]
    public void The_page_says_in_text_what_it_draws()
    {
        var page = ReportText.Of("html", [.. SampleRuns.Failed, Finished]);
        Assert.Contains("<h2 id=\"limits\">Limits</h2>", page, StringComparison.Ordinal);
        Assert.Equal(3, page.Split("class=\"chart\" role=\"img\"").Length - 1);
        Assert.Contains("runs, from their intended start", page, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
        Assert.DoesNotContain("∞", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_without_a_load_has_not_its_style() =>
        Assert.DoesNotContain(".plot", ReportText.Of("html", SampleRuns.Failed), StringComparison.Ordinal);

    // What they are packed with may pack otherwise one day.
    private static string WithoutHistograms(string text) => Histogram().Replace(text, "\"histogram\": \"…\"");

    [GeneratedRegex("\"histogram\": ?\"[^\"]+\"")]
    private static partial Regex Histogram();
}
