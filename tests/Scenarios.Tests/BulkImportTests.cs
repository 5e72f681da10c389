using PingOneScenarios.Cli.Tests.Driving;
using PingOneScenarios.Engine.Tests;

namespace PingOneScenarios.Scenarios.Tests;

/// <summary>The bulk import with the file that is shipped with it.</summary>
public sealed class BulkImportTests
{
    [Fact]
    public async Task Each_row_of_the_file_is_imported_and_taken_back()
    {
        var csv = RepositoryRoot.PathOf("scenarios", "users", "users.csv");

        var run = await CommandRun.RunAsync(
            "run",
            "scenarios/users/import-users-from-csv.yaml",
            "--data",
            csv,
            "--emulator",
            "--undo",
            "always"
        );

        Assert.True(run.Code == 0, run.Printed);
        foreach (var name in (string[])["ada", "alan", "grace"])
            Assert.Contains($"({name})", run.Printed, StringComparison.Ordinal);
        Assert.Contains("passed: 3 rows", run.Printed, StringComparison.Ordinal);
    }
}
