using PingOneScenarios.Cli.Reports;
using PingOneScenarios.Cli.Tests.Driving;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Files;
using PingOneScenarios.Engine.Reporting;

namespace PingOneScenarios.Cli.Tests.Reports;

/// <summary>Where a report is written, and where it never is: over what is read, over another report, over half of itself.</summary>
public sealed class ReportPlaceTests : IDisposable
{
    private const string Scenario =
        "scenario: One\ninputs: { apiPath: { type: url }, envID: { type: uuid } }\nsteps:\n  - step: Call\n    call: inner.yaml\n"
        + "    with: { apiPath: <<apiPath>>, envID: <<envID>> }\n";

    private const string Inner =
        "scenario: Two\ninputs: { apiPath: { type: url }, envID: { type: uuid } }\nsteps:\n  - step: Send\n"
        + "    request: POST <<apiPath>>/nothing/<<envID>>\n    file: body.bin\n    expect: { status: 501 }\n";

    private readonly TemporaryFolder folder = new();

    public ReportPlaceTests()
    {
        folder.Write("main.yaml", Scenario);
        folder.Write("inner.yaml", Inner);
        folder.Write("body.bin", "x");
    }

    [Theory]
    [InlineData("main.yaml")]
    [InlineData("inner.yaml")]
    [InlineData("body.bin")]
    [InlineData("link")]
    [InlineData("folder/../main.yaml")]
    [InlineData("linked/main.yaml")]
    [InlineData("pack.yaml")]
    public async Task A_report_is_not_written_over_a_file_the_run_reads(string place)
    {
        folder.Write("folder/x", "");
        File.CreateSymbolicLink(folder.PathOf("link"), folder.PathOf("inner.yaml"));
        Directory.CreateSymbolicLink(folder.PathOf("linked"), folder.Folder);
        foreach (var kind in new[] { "json", "events" })
        {
            var run = await RunAsync("--report", $"{kind}={folder.PathOf(place)}");
            Assert.Equal(ExitCode.WrongUse, run.Code);
            Assert.Contains("would be written over a file that is read", run.Error);
            Assert.Equal("", run.Output);
        }
        Assert.Equal((Scenario, Inner, "x"), (folder.Read("main.yaml"), folder.Read("inner.yaml"), folder.Read("body.bin")));
    }

    [Fact]
    public async Task Two_reports_do_not_meet_in_one_file_whatever_leads_there()
    {
        File.CreateSymbolicLink(folder.PathOf("link"), folder.PathOf("there"));
        var run = await RunAsync("--report", $"json={folder.PathOf("there")}", "--report", $"tap={folder.PathOf("link")}");
        Assert.Equal(ExitCode.WrongUse, run.Code);
        Assert.Contains("two reports cannot be written to one file", run.Error);
    }

    [Theory]
    [InlineData("json", "json")]
    [InlineData("events", "events")]
    [InlineData("html", "tap")]
    [InlineData("tap", "junit")]
    public async Task Two_runs_do_not_write_one_file(string first, string second)
    {
        var place = folder.PathOf("report");
        using (ScenarioReports.Open(place, new WantedReport(ReporterTable.Find(first)!, place).Writing))
        {
            var run = await RunAsync("--report", $"{second}={place}");
            Assert.Equal(ExitCode.WrongUse, run.Code);
            Assert.Contains("is being written by another run or report", run.Error);
            Assert.Equal("", run.Output);
        }
        Assert.Equal(ExitCode.Passed, (await RunAsync("--report", $"{second}={place}")).Code);
        Assert.DoesNotContain(Directory.GetFiles(folder.Folder), f => f.EndsWith(".p1s", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_report_takes_the_place_of_the_old_one_with_its_permissions_and_through_a_link()
    {
        if (OperatingSystem.IsWindows())
            return;
        folder.Write("old", "old");
        File.SetUnixFileMode(folder.PathOf("old"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        File.CreateSymbolicLink(folder.PathOf("link"), "old");
        Assert.Equal(ExitCode.Passed, (await RunAsync("--report", $"json={folder.PathOf("link")}")).Code);
        Assert.StartsWith("{", folder.Read("old"), StringComparison.Ordinal);
        Assert.Equal("old", new FileInfo(folder.PathOf("link")).LinkTarget);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(folder.PathOf("old")));
    }

    [Theory]
    [InlineData(true, "old")]
    [InlineData(false, null)]
    public void What_is_not_whole_does_not_take_the_place(bool isThere, string? expected)
    {
        if (isThere)
            folder.Write("report", "old");
        var file = ScenarioReports.Open(folder.PathOf("report"), ReportWriting.Whole);
        file.Text.Write(new string('x', 100_000));
        Assert.Equal(expected, File.Exists(folder.PathOf("report")) ? folder.Read("report") : null);
        file.Dispose();
        Assert.Equal(expected, File.Exists(folder.PathOf("report")) ? folder.Read("report") : null);
        Assert.DoesNotContain(Directory.GetFiles(folder.Folder), f => f.EndsWith(".p1s", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_killed_run_left_is_taken_over()
    {
        folder.Write(".report.p1s", new string('x', 1_000_000));
        Assert.Equal(ExitCode.Passed, (await RunAsync("--report", $"json={folder.PathOf("report")}")).Code);
        Assert.DoesNotContain("xxx", folder.Read("report"));
    }

    [Fact]
    public async Task A_link_that_was_put_where_a_report_is_written_first_is_not_followed()
    {
        File.CreateSymbolicLink(folder.PathOf(".report.p1s"), folder.Write("mine", "mine"));
        Assert.Equal(ExitCode.Broken, (await RunAsync("--report", $"json={folder.PathOf("report")}")).Code);
        Assert.Equal("mine", folder.Read("mine"));
    }

    [Fact]
    public async Task A_report_is_not_made_over_the_one_it_is_made_of()
    {
        var place = folder.PathOf("report.json");
        Assert.Equal(ExitCode.Passed, (await RunAsync("--report", $"json={place}")).Code);
        var stored = folder.Read("report.json");
        File.CreateSymbolicLink(folder.PathOf("link"), place);
        foreach (var other in new[] { place, folder.PathOf("link"), folder.PathOf("./report.json") })
        {
            var run = await CommandRun.RunAsync("report", place, "--html", other);
            Assert.Equal(ExitCode.WrongUse, run.Code);
        }
        Assert.Equal(ExitCode.WrongUse, (await CommandRun.RunAsync("report", place, "--html", "/tmp/x", "--tap", "/tmp/x")).Code);
        Assert.Equal(stored, folder.Read("report.json"));
    }

    public void Dispose() => folder.Dispose();

    private Task<CommandRun> RunAsync(params string[] more) =>
        CommandRun.RunAsync(["run", folder.PathOf("main.yaml"), "--emulator", "--quiet", .. more]);
}
