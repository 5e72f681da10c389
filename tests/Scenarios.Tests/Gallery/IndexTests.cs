using System.Text;
using System.Text.RegularExpressions;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Tests;
using PingOneScenarios.Scenarios.Tests.Driving;

namespace PingOneScenarios.Scenarios.Tests.Gallery;

/// <summary>The index of the scenarios is made from the files; <c>UPDATE_GOLDEN=1</c> makes it again.</summary>
public sealed partial class IndexTests
{
    private const string Page = "scenarios/README.md";
    private const string Begin = "<!-- index: made from the files -->\n";
    private const string End = "<!-- end of the index -->\n";

    [Fact]
    public async Task The_index_is_that_of_the_files()
    {
        var page = (await File.ReadAllTextAsync(RepositoryRoot.PathOf(Page), TestContext.Current.CancellationToken)).ReplaceLineEndings(
            "\n"
        );
        var (start, end) = (page.IndexOf(Begin, StringComparison.Ordinal), page.IndexOf(End, StringComparison.Ordinal));
        Assert.InRange(start, 0, end);
        CommittedFile.Check(Page, page[..(start + Begin.Length)] + await IndexAsync() + page[end..]);
    }

    // What is shared comes last: it is read when a scenario calls it.
    private static async Task<string> IndexAsync()
    {
        using var workspace = new Workspace();
        var text = new StringBuilder();
        foreach (
            var area in Pack.Files()
                .GroupBy(f => f.Split('/')[1])
                .OrderBy(a => a.Key == "shared")
                .ThenBy(a => a.Key, StringComparer.Ordinal)
        )
        {
            text.Append("\n| ").Append(area.Key).Append(" | title | what it shows | tags |\n| --- | --- | --- | --- |\n");
            foreach (var file in area)
                text.Append(await RowAsync(workspace, file)).Append('\n');
        }
        return text.Append('\n').ToString();
    }

    private static async Task<string> RowAsync(Workspace workspace, string file)
    {
        var loaded = await workspace.LoadAsync(RepositoryRoot.PathOf(file.Split('/')), TestContext.Current.CancellationToken);
        var scenario = loaded.Tree?.Entry ?? throw new InvalidOperationException(file);
        var name = file.Split('/')[^1];
        var shows = FirstSentence().Match(scenario.Description?.ReplaceLineEndings(" ") ?? "").Value;
        return $"| [{name}]({file["scenarios/".Length..]}) | {scenario.Title} | {shows} | {string.Join(", ", scenario.Tags)} |";
    }

    [GeneratedRegex(@"^.*?[.](?=\s|$)|^.+$")]
    private static partial Regex FirstSentence();
}
