using PingOneScenarios.Cli.Tests.Driving;
using PingOneScenarios.Engine.Reporting;

namespace PingOneScenarios.Cli.Tests.Reports;

/// <summary>All kinds of reports of one run at once, and made later of the stored one.</summary>
public sealed class SeveralReportsTests
{
    [Fact]
    public async Task Every_kind_is_written_at_once_and_what_is_made_later_is_the_same()
    {
        using var folder = new TemporaryFolder();
        var run = await CommandRun.RunAsync([
            "run",
            "scenarios/users/import-users.yaml",
            "tests/Cli.Tests/Files/expectant.yaml",
            "--emulator",
            .. ReporterTable.Rows.SelectMany(r => new[] { "--report", $"{r.Name}={folder.PathOf("now/" + r.Name)}" }),
        ]);
        Assert.Equal((ExitCode.Failed, ""), (run.Code, run.Error));
        var later = await CommandRun.RunAsync([
            "report",
            folder.PathOf("now/json"),
            .. ReporterTable.Rows.SelectMany(r => new[] { "--" + r.Name, folder.PathOf("later/" + r.Name) }),
        ]);
        Assert.Equal((ExitCode.Passed, ""), (later.Code, later.Printed));
        // A stream of events tells when a step began, a report only how long it took.
        foreach (var kind in ReporterTable.Rows.Select(r => r.Name).Where(n => n != "events"))
            Assert.Equal(folder.Read("now/" + kind), folder.Read("later/" + kind));
    }

    [Fact]
    public async Task A_report_that_waits_in_a_spool_and_cannot_be_written_breaks_no_run()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("file", "");
        var run = await CommandRun.RunAsync(
            "run",
            "scenarios/shared/jwks.yaml",
            "--emulator",
            "--report",
            $"junit={file}/r.xml",
            "--report",
            "curl=/dev/full",
            "--report",
            $"tap={folder.PathOf("r.tap")}"
        );
        Assert.Equal(ExitCode.Broken, run.Code);
        Assert.Contains("the report junit=file/r.xml could not be written", folder.Seen(run.Error), StringComparison.Ordinal);
        if (File.Exists("/dev/full"))
            Assert.Contains("the report curl=/dev/full could not be written", run.Error, StringComparison.Ordinal);
        Assert.Contains("ok 1 - Read the signing keys of an environment", folder.Read("r.tap"), StringComparison.Ordinal);
    }
}
