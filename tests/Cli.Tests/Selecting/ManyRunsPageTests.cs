using System.CommandLine;
using System.Text.RegularExpressions;
using PingOneScenarios.Cli.Selecting;
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
    public void There_are_commands_in_the_page() => Assert.InRange(Commands.Count, 40, 100);

    [Fact]
    public async Task What_it_shows_is_what_the_commands_print()
    {
        using var folder = new TemporaryFolder();
        var rows = Assert.Single(Blocks("csv regions.csv"));
        folder.Write("regions.csv", rows);
        folder.Write("slip.csv", rows.Replace("populationName", "populationNam", StringComparison.Ordinal));
        var shown = Blocks("console");
        Assert.True(shown.Count >= 6, "there are blocks");
        foreach (var block in shown)
        {
            var lines = block.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.StartsWith("$ p1s ", lines[0], StringComparison.Ordinal);
            var run = await CommandRun.RunAsync([.. Arguments(lines[0][2..]).Select(a => Placed(a, folder))]);
            var printed = folder.Seen(run.Printed);
            var seen = printed.Split('\n').Select(Still).ToHashSet();
            Assert.All(lines.Skip(1).Where(l => l != "…"), l => Assert.True(seen.Contains(Still(l)), $"{lines[0]}: {l}\n{printed}"));
            if (lines[0].Contains("--output", StringComparison.Ordinal))
                Assert.All(
                    (string[])["rows.csv", "rows.failed.csv"],
                    f => Assert.Equal(Table(Assert.Single(Blocks($"csv of {f}"))), Table(folder.Read(f)))
                );
        }
    }

    [Fact]
    public async Task Its_limits_can_stand_in_a_scenario()
    {
        using var folder = new TemporaryFolder();
        var keys = await File.ReadAllTextAsync(RepositoryRoot.PathOf("scenarios/shared/jwks.yaml"), TestContext.Current.CancellationToken);
        var file = folder.Write("limits.yaml", keys + Assert.Single(Blocks("yaml limits")));
        var run = await CommandRun.RunAsync("validate", file);
        Assert.True(run.Code == ExitCode.Passed, run.Printed);
    }

    [Fact]
    public void Its_links_lead_somewhere()
    {
        var links = Regex.Matches(Page, @"\]\((?!https?:)([^)#]+)\)").Select(m => m.Groups[1].Value).ToList();
        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.True(Path.Exists(RepositoryRoot.PathOf("engine", link)), link));
    }

    [Theory, MemberData(nameof(Commands))]
    public void Every_command_can_be_obeyed(string line)
    {
        using var workspace = new Workspace();
        var arguments = Arguments(line);
        var surroundings = new Surroundings();
        var terminal = Terminal.Over(TextWriter.Null, TextWriter.Null, surroundings.Variable, null, null);
        var root = new Composition(terminal, new CommandLine(arguments), workspace, CancellationToken.None).Root;
        Assert.Empty(root.Parse(LastFailedOption.Completed(arguments)).Errors.Select(e => e.Message));
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
        var stream = new YamlStream();
        stream.Load(new StringReader(Assert.Single(Blocks($"yaml {kind}"))));
        return Assert.Single(stream.Documents).RootNode;
    }

    private static IEnumerable<string> Texts(YamlNode node) => node.AllNodes.OfType<YamlScalarNode>().Select(s => s.Value ?? "");

    private static List<string> Blocks(string kind) =>
        [.. Regex.Matches(Page, $"^```{kind}\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline).Select(m => m.Groups[1].Value)];

    // Where a command of the page reads and writes.
    private static string Placed(string argument, TemporaryFolder folder) => OwnFile().Replace(argument, m => folder.PathOf(m.Value));

    // Times, and the room they take, are others each time.
    private static string Still(string line) => Time().Replace(Stable.Text(line), " {time}").TrimEnd();

    private static string Table(string csv) => Stable.Text(csv.ReplaceLineEndings("\n"));

    private static IEnumerable<string> Lines(string page) =>
        page.Split('\n').SelectMany(l => CommandPattern().Matches(l)).Select(m => m.Groups[1].Value.Trim()).Distinct();

    // What a shell or the workflow puts in their place.
    private static string[] Arguments(string line) =>
        [
            .. Word()
                .Matches(
                    line.Replace("${{ matrix.shard }}", "2", StringComparison.Ordinal)
                        .Replace("$((JOB_COMPLETION_INDEX+1))", "2", StringComparison.Ordinal)
                        .Replace("$JOB_COMPLETION_INDEX", "1", StringComparison.Ordinal)
                )
                .Select(m => m.Value.Replace("'", "", StringComparison.Ordinal))
                .Skip(1),
        ];

    [GeneratedRegex(@"(?:'[^']*'|[^\s'])+")]
    private static partial Regex Word();

    [GeneratedRegex(@"\b(?:regions|slip|rows|rows\.failed|report)\.(?:csv|json)$")]
    private static partial Regex OwnFile();

    [GeneratedRegex(@"\s+(?:\d[\d.]* (?:ms|s|min)|\{time\})(?![a-z])")]
    private static partial Regex Time();

    // A line of a block, with what a shell shows before it, or the cell of a table.
    [GeneratedRegex("(?:^\\s*(?:- |run: |\\$ )?|^\\|.*\\| `)(p1s (?!has)[^#`]*)(?:#.*$|` \\|$|$)")]
    private static partial Regex CommandPattern();
}
