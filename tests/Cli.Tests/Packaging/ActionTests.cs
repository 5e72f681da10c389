using System.Text.RegularExpressions;
using PingOneScenarios.Engine.Tests;

namespace PingOneScenarios.Cli.Tests.Packaging;

/// <summary>The GitHub action and the workflows: what they refer to is there, and nothing that others write becomes the text of a command.</summary>
public sealed partial class ActionTests
{
    private const string Action = "engine/packaging/action.yml";

    public static TheoryData<string> Files => [Action, .. YamlFile.In(".github/workflows")];

    public static TheoryData<string> Workflows => [.. YamlFile.In(".github/workflows")];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_action_has_a_version(string path)
    {
        var uses = YamlFile.Read(path).Scalars.Where(s => s.At.EndsWith(".uses", StringComparison.Ordinal)).ToList();
        Assert.All(uses, use => Assert.Matches("^[a-z-]+/[a-z-]+@(v[0-9]+(\\.[0-9]+){0,2}|[0-9a-f]{40})$", use.Text));
        Assert.True(path == Action || uses.Count > 0, path);
    }

    // github.ref_name is the name of a branch, which whoever opens a pull request chooses; so are most of the others.
    [Theory]
    [MemberData(nameof(Files))]
    public void No_expression_stands_in_a_command(string path)
    {
        var commands = YamlFile.Read(path).Scalars.Where(s => s.At.EndsWith(".run", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(commands);
        Assert.All(commands, c => Assert.DoesNotContain("${{", c.Text, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void A_workflow_may_read_unless_one_job_says_more(string path)
    {
        var file = YamlFile.Read(path);
        Assert.Equal(["contents"], file.Keys("permissions"));
        Assert.Equal("read", file["permissions.contents"]);
        foreach (var job in file.Keys("jobs"))
        {
            Assert.Contains("timeout-minutes", file.Keys("jobs", job));
            Assert.True(file[$"jobs.{job}.permissions.contents"] is null || path.EndsWith("release.yml", StringComparison.Ordinal), job);
        }
        Assert.DoesNotContain("pull_request_target", file.Keys("on"));
        Assert.Equal(
            file.Scalars.Count(s => s.Text.StartsWith("actions/checkout@", StringComparison.Ordinal)),
            file.Scalars.Count(s => s.At.EndsWith(".with.persist-credentials", StringComparison.Ordinal) && s.Text == "false")
        );
    }

    [Fact]
    public void The_workflow_of_each_change_runs_the_checks() =>
        Assert.Contains(
            YamlFile.Read(".github/workflows/ci.yml").Scalars,
            s => s.At.EndsWith(".run", StringComparison.Ordinal) && s.Text.EndsWith(" .ci/run", StringComparison.Ordinal)
        );

    [Fact]
    public void Inputs_and_outputs_that_are_named_are_there_and_used()
    {
        var action = YamlFile.Read(Action);
        var named = action.Scalars.SelectMany(s => Input().Matches(s.Text)).Select(m => m.Groups[1].Value).ToHashSet();
        Assert.Equal(action.Keys("inputs").Order(), named.Order());
        Assert.All(action.Keys("inputs"), input => Assert.NotEmpty(action[$"inputs.{input}.description"]!));
        Assert.All(
            action.Keys("inputs"),
            input => Assert.True(action[$"inputs.{input}.required"] == "true" != action[$"inputs.{input}.default"] is not null, input)
        );
        var scripts = Directory
            .EnumerateFiles(RepositoryRoot.PathOf("engine/packaging/action"))
            .ToDictionary(f => Path.GetFileName(f), File.ReadAllText);
        var ids = action.Scalars.Where(s => StepId().IsMatch(s.At)).Select(s => s.Text).ToList();
        foreach (Match output in action.Scalars.SelectMany(s => StepOutput().Matches(s.Text)))
        {
            Assert.Contains(output.Groups[1].Value, ids);
            Assert.Contains($"{output.Groups[2].Value}=", scripts[output.Groups[1].Value + ".sh"], StringComparison.Ordinal);
        }
        Assert.All(action.Scalars.Where(s => s.At.EndsWith(".shell", StringComparison.Ordinal)), s => Assert.Equal("bash", s.Text));
        Assert.Equal(2, action.Scalars.Count(s => s.At.EndsWith(".shell", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_a_script_reads_its_step_gives()
    {
        var action = YamlFile.Read(Action);
        foreach (var step in action.Scalars.Where(s => StepId().IsMatch(s.At)))
        {
            var script = File.ReadAllText(RepositoryRoot.PathOf($"engine/packaging/action/{step.Text}.sh"));
            var given = action
                .Scalars.Where(s => s.At.StartsWith(step.At[..^2] + "env.", StringComparison.Ordinal))
                .Select(s => s.At.Split('.')[^1]);
            // P1S_ACTION_PATHS would be the value of an input that is called actionPaths.
            Assert.All(given, name => Assert.DoesNotMatch("^P1S_", name));
            Assert.Equal(given.Order(), Variable().Matches(script).Select(m => m.Value).Distinct().Order());
            Assert.Equal($"\"$GITHUB_ACTION_PATH/action/{step.Text}.sh\"", action[step.At[..^2] + "run"]);
        }
    }

    [GeneratedRegex(@"inputs\.([a-z0-9-]+)")]
    private static partial Regex Input();

    [GeneratedRegex(@"steps\.([a-z]+)\.outputs\.([a-z-]+)")]
    private static partial Regex StepOutput();

    [GeneratedRegex(@"^runs\.steps\.[0-9]+\.id$")]
    private static partial Regex StepId();

    [GeneratedRegex("PINGONESCENARIOS_ACTION_[A-Z0-9]+")]
    private static partial Regex Variable();
}
