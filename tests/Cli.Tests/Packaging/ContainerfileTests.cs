using System.Text.RegularExpressions;
using PingOneScenarios.Engine.Tests;

namespace PingOneScenarios.Cli.Tests.Packaging;

/// <summary>The container file, read as its builders read it.</summary>
public sealed partial class ContainerfileTests
{
    private static readonly string[] Known = ["FROM", "RUN", "WORKDIR", "COPY", "LABEL", "USER", "ENTRYPOINT"];

    private static readonly List<(string Word, string Text)> Instructions =
    [
        .. Continued()
            .Replace(
                Comment().Replace(File.ReadAllText(RepositoryRoot.PathOf("engine/packaging/Containerfile")).ReplaceLineEndings("\n"), ""),
                " "
            )
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', 2, StringSplitOptions.TrimEntries))
            .Select(words => (words[0], words[1])),
    ];

    [Fact]
    public void It_has_two_stages_whose_images_are_named_by_version()
    {
        Assert.All(Instructions, i => Assert.Contains(i.Word, Known));
        var stages = Instructions.Where(i => i.Word == "FROM").ToList();
        Assert.Equal(2, stages.Count);
        Assert.All(stages, s => Assert.Matches(@"^[a-z0-9./-]+:[0-9]+\.[0-9]+[a-z0-9.-]*(@sha256:[0-9a-f]{64})?( AS [a-z]+)?$", s.Text));
        var sdk = File.ReadAllText(RepositoryRoot.PathOf("global.json"));
        Assert.Contains($"\"version\": \"{Version().Match(stages[0].Text).Groups[1].Value}.", sdk, StringComparison.Ordinal);
        Assert.EndsWith(" AS build", stages[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_it_copies_is_there()
    {
        var copies = Instructions.Where(i => i.Word == "COPY").Select(i => i.Text.Split(' ')).ToList();
        Assert.All(
            copies.Where(c => !c[0].StartsWith("--", StringComparison.Ordinal)).SelectMany(c => c[..^1]),
            source => Assert.True(Path.Exists(RepositoryRoot.PathOf(source)), source)
        );
        Assert.Contains(copies, c => c is ["--from=build", "/published/p1s", "/usr/bin/p1s"]);
        Assert.Contains(Instructions, i => i.Word == "RUN" && i.Text.EndsWith("--output /published", StringComparison.Ordinal));
    }

    [Fact]
    public void It_runs_p1s_as_a_user_without_rights()
    {
        var last = Instructions[Instructions.FindLastIndex(i => i.Word == "FROM")..];
        Assert.Equal("1654:1654", Assert.Single(last, i => i.Word == "USER").Text);
        Assert.Equal("[\"/usr/bin/p1s\"]", Assert.Single(last, i => i.Word == "ENTRYPOINT").Text);
        Assert.DoesNotContain(last, i => i.Word == "RUN");
    }

    [GeneratedRegex("^#.*\n", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@" *\\\n *")]
    private static partial Regex Continued();

    [GeneratedRegex(@":([0-9]+\.[0-9]+)")]
    private static partial Regex Version();
}
