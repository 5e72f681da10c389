using PingOneScenarios.Cli.Tests.Driving;
using PingOneScenarios.Engine.Tests;
using PingOneScenarios.Scenarios.Tests.Driving;

namespace PingOneScenarios.Scenarios.Tests;

/// <summary>Every scenario that is shipped.</summary>
public sealed class ShippedScenarioTests(ServedEmulator served) : IClassFixture<ServedEmulator>
{
    public static TheoryData<string> Scenarios => [.. Pack.Files()];

    public static TheoryData<string> Entries => [.. Pack.Entries()];

    [Theory, MemberData(nameof(Scenarios))]
    public async Task Every_scenario_is_valid(string file)
    {
        var run = await CommandRun.RunAsync("validate", file);

        Assert.True(run.Code == 0, run.Printed);
        Assert.Equal("", run.Error);
    }

    [Theory, MemberData(nameof(Entries))]
    public async Task Every_scenario_runs_green_on_the_emulator(string file)
    {
        var run = await CommandRun.RunAsync("run", file, "--emulator");

        Assert.True(run.Code == 0, run.Printed);
    }

    [Theory, MemberData(nameof(Entries))]
    public async Task Undo_leaves_nothing_of_a_scenario_behind(string file)
    {
        var before = await served.Admin.EverythingAsync();

        var run = await served.RunAsync(file, "--undo", "always");

        Assert.True(run.Code == 0, run.Printed);
        Assert.Equal(before, await served.Admin.EverythingAsync());
    }

    [Theory, MemberData(nameof(Scenarios))]
    public void The_first_line_of_a_scenario_leads_an_editor_to_the_schema(string file)
    {
        const string Mark = "# yaml-language-server: $schema=";
        var path = RepositoryRoot.PathOf(file.Split('/'));
        var first = File.ReadLines(path).First();
        Assert.StartsWith(Mark, first, StringComparison.Ordinal);
        Assert.Equal(
            RepositoryRoot.PathOf("schemas", "scenario.schema.json"),
            Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, first[Mark.Length..]))
        );
    }
}
