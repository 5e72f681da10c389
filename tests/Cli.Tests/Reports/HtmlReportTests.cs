using System.Text.RegularExpressions;
using PingOneScenarios.Cli.Tests.Driving;

namespace PingOneScenarios.Cli.Tests.Reports;

/// <summary>The HTML report of real runs; what is in it part by part is told in Engine.Tests, what a browser makes of it in tests/browser.</summary>
public sealed partial class HtmlReportTests
{
    [Fact]
    public async Task A_page_made_of_a_stored_report_is_the_page_of_the_run()
    {
        using var folder = new TemporaryFolder();
        var run = await CommandRun.RunAsync(
            "run",
            "scenarios/users/import-users.yaml",
            "scenarios/authentication/client-secret-jwt.yaml",
            "tests/Cli.Tests/Files/expectant.yaml",
            "--emulator",
            "--report",
            $"json={folder.PathOf("r.json")}",
            "--report",
            $"html={folder.PathOf("r.html")}"
        );
        Assert.Equal(ExitCode.Failed, run.Code);
        var again = await CommandRun.RunAsync("report", folder.PathOf("r.json"), "--html", folder.PathOf("again.html"));
        Assert.Equal((ExitCode.Passed, ""), (again.Code, again.Printed));
        Assert.Equal(WithoutFractions(folder.Read("r.html")), WithoutFractions(folder.Read("again.html")));
        Assert.Contains("3 scenarios: 1 failed, 2 passed", folder.Read("r.html"), StringComparison.Ordinal);
        Assert.Contains("‹accessToken›", folder.Read("r.html"), StringComparison.Ordinal);
    }

    // Times are stored in microseconds.
    private static string WithoutFractions(string page) => Number().Replace(page, "0");

    [GeneratedRegex(@"\d+(\.\d+)?")]
    private static partial Regex Number();
}
