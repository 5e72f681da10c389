using System.CommandLine;
using System.Text.RegularExpressions;
using PingOneScenarios.Cli.Tests.Driving;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Tests;
using YamlDotNet.RepresentationModel;

namespace PingOneScenarios.Cli.Tests.Selecting;

/// <summary>What engine/many-runs.md shows is YAML, and commands that can be obeyed.</summary>
public sealed partial class ManyRunsPageTests
{
    private static readonly string Page = File.ReadAllText(RepositoryRoot.PathOf("engine", "many-runs.md")).ReplaceLineEndings("\n");

    public static TheoryData<string> Commands => [.. Lines(Page)];

    [Fact]
    public void There_are_commands_in_the_page() => Assert.InRange(Commands.Count, 12, 100);

    [Theory, MemberData(nameof(Commands))]
    public void Every_command_can_be_obeyed(string line)
    {
        using var workspace = new Workspace();
        var arguments = Arguments(line);
        var surroundings = new Surroundings();
        var terminal = Terminal.Over(TextWriter.Null, TextWriter.Null, surroundings.Variable, null, null);
        var root = new Composition(terminal, new CommandLine(arguments), workspace, CancellationToken.None).Root;
        Assert.Empty(root.Parse(arguments).Errors.Select(e => e.Message));
    }

    [Fact]
    public void The_workflow_runs_all_shards_and_merges_them()
    {
        var workflow = Yaml("github");
        var run = (YamlMappingNode)workflow["jobs"]["run"];
        var shards = (YamlSequenceNode)run["strategy"]["matrix"]["shard"];
        Assert.Equal(["1", "2", "3", "4", "5"], shards.Select(s => s.ToString()));
        Assert.Contains(
            $"--shard ${{{{ matrix.shard }}}}/{shards.Children.Count} ",
            Texts(run).Single(t => t.StartsWith("p1s ", StringComparison.Ordinal)),
            StringComparison.Ordinal
        );
        var merge = (YamlMappingNode)workflow["jobs"]["merge"];
        Assert.Equal(("run", "always()"), (merge["needs"].ToString(), merge["if"].ToString()));
        Assert.Single(Texts(merge), t => t.StartsWith("p1s merge ", StringComparison.Ordinal));
    }

    [Fact]
    public void The_job_has_as_many_pods_as_shards()
    {
        var spec = Yaml("kubernetes")["spec"];
        Assert.Equal(("Indexed", "5"), (spec["completionMode"].ToString(), spec["completions"].ToString()));
        Assert.Contains(Texts(spec), t => t.Contains("--shard $((JOB_COMPLETION_INDEX+1))/5 ", StringComparison.Ordinal));
    }

    private static YamlNode Yaml(string kind)
    {
        var block = Regex.Match(Page, $"^```yaml {kind}\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline).Groups[1].Value;
        var stream = new YamlStream();
        stream.Load(new StringReader(block));
        return Assert.Single(stream.Documents).RootNode;
    }

    private static IEnumerable<string> Texts(YamlNode node) => node.AllNodes.OfType<YamlScalarNode>().Select(s => s.Value ?? "");

    private static IEnumerable<string> Lines(string page) =>
        page.Split('\n').Select(l => CommandPattern().Match(l)).Where(m => m.Success).Select(m => m.Groups[1].Value.Trim());

    // What a shell or the workflow puts in their place.
    private static string[] Arguments(string line) =>
        [
            .. line.Replace("${{ matrix.shard }}", "2", StringComparison.Ordinal)
                .Replace("$((JOB_COMPLETION_INDEX+1))", "2", StringComparison.Ordinal)
                .Replace("$JOB_COMPLETION_INDEX", "1", StringComparison.Ordinal)
                .Replace("'", "", StringComparison.Ordinal)
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Skip(1),
        ];

    [GeneratedRegex("^(?:\\s*(?:- |run: )?)(p1s (?!has)[^#`]*)(#.*)?$")]
    private static partial Regex CommandPattern();
}
