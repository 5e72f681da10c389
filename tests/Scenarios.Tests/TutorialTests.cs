using System.Text.RegularExpressions;
using PingOneScenarios.Cli.Tests.Driving;
using PingOneScenarios.Engine.Tests;
using PingOneScenarios.Scenarios.Tests.Driving;

namespace PingOneScenarios.Scenarios.Tests;

/// <summary>The files of the tutorial, as its readers save and run them.</summary>
public sealed partial class TutorialTests
{
    public static TheoryData<string> Names => [.. Files().Keys];

    [Theory, MemberData(nameof(Names))]
    public async Task A_file_of_the_tutorial_is_valid_and_runs_green_and_undone(string name)
    {
        using var pack = new Pack();
        var path = Path.Combine(pack.Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, Files()[name], TestContext.Current.CancellationToken);

        var valid = await CommandRun.RunAsync("validate", path);
        var run = await CommandRun.RunAsync("run", path, "--emulator", "--undo", "always");

        Assert.True(valid.Code == 0, valid.Printed);
        Assert.DoesNotContain("warning", valid.Printed, StringComparison.Ordinal);
        Assert.True(run.Code == 0, run.Printed);
    }

    [Fact]
    public void The_tutorial_begins_with_three_lines_and_names_a_file_for_each_of_its_scenarios()
    {
        Assert.Equal(3, Files().Values.First().TrimEnd().Split('\n').Length);
        Assert.Equal(5, Files().Count);
    }

    private static Dictionary<string, string> Files() =>
        Block()
            .Matches(File.ReadAllText(RepositoryRoot.PathOf("scenarios", "README.md")))
            .ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);

    [GeneratedRegex(@"^`(scenarios/mine/[\w-]+\.yaml)`:\n\n```yaml\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
