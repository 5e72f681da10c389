using System.Text.RegularExpressions;
using PingOneScenarios.Cli.Manual;
using PingOneScenarios.Cli.Tests.Driving;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Tests;

namespace PingOneScenarios.Cli.Tests.Manual;

/// <summary>Pages of the manual tell what the tree of commands has, and escape it.</summary>
public sealed partial class ManualTests
{
    [Theory]
    [InlineData(".so /etc/passwd", "\\&.so /etc/passwd")]
    [InlineData("'br", "\\&\\(aqbr")]
    [InlineData("a\\fBb", "a\\(rsfBb")]
    [InlineData("--set", "\\-\\-set")]
    [InlineData("`~^'", "\\(ga\\(ti\\(ha\\(aq")]
    [InlineData("a\n.sh b\tc\u007f", "a .sh b c ")]
    [InlineData("id=…", "id=\\[u2026]")]
    [InlineData("\U0001F600", "\\[u1F600]")]
    [InlineData("plain 1.2", "plain 1.2")]
    public void Text_has_no_meaning_of_its_own(string text, string escaped) => Assert.Equal(escaped, Roff.Text(text));

    [Fact]
    public void Every_command_has_a_page_with_all_its_options()
    {
        using var workspace = new Workspace();
        using var output = new StringWriter();
        var root = new Composition(Terminal.Over(output, output, _ => null), new CommandLine([]), workspace, CancellationToken.None).Root;
        var pages = ManualPage.All(root).ToDictionary(p => p.Words);
        Assert.Equal(
            (string[])["", .. root.Subcommands.SelectMany(c => (string[])[c.Name, .. c.Subcommands.Select(s => $"{c.Name} {s.Name}")])],
            pages.Keys
        );
        foreach (var command in root.Subcommands)
        {
            var text = pages[command.Name].Text;
            Assert.All(command.Options, o => Assert.Contains(Roff.Bold(o.Name), text, StringComparison.Ordinal));
            Assert.All(
                (string[])["NAME", "SYNOPSIS", "OPTIONS", "EXIT STATUS", "EXAMPLES", "SEE ALSO"],
                s => Assert.Contains($".SH {s}\n", text)
            );
            Assert.All(text, letter => Assert.True(letter is '\n' or (>= ' ' and < '\u007f'), $"{command.Name}: U+{(int)letter:X4}"));
        }
    }

    [Fact]
    public async Task All_pages_are_written_into_a_folder()
    {
        using var folder = new TemporaryFolder();
        var run = await CommandRun.RunAsync("man", "--output", folder.PathOf("man1"));
        Assert.Equal(ExitCode.Passed, run.Code);
        Assert.Equal((await CommandRun.RunAsync("man", "runs", "prune")).Output, folder.Read("man1/p1s-runs-prune.1"));
        Assert.Equal(run.Output.Trim().Split('\n').Order(), Directory.EnumerateFiles(folder.PathOf("man1")).Order());
        var refused = await CommandRun.RunAsync("man", "--output", folder.PathOf("man1/p1s.1/there"));
        Assert.NotEqual(ExitCode.Passed, refused.Code);
        Assert.Contains("p1s.1", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Variables_that_are_told_are_those_that_are_asked_for()
    {
        var source = string.Concat(
            Directory
                .EnumerateFiles(RepositoryRoot.PathOf("engine"), "*.cs", SearchOption.AllDirectories)
                .Where(f => Path.GetFileName(f) != "ManualNotes.cs")
                .Select(File.ReadAllText)
        );
        var told = ManualNotes.Variables.SelectMany(v => v.Name.Split(", ")).ToList();
        Assert.All(
            told.Where(name => name is not ("P1S_*" or "P1S_FIXTURE_*" or "OTEL_EXPORTER_OTLP_ENDPOINT" or "OTEL_*")),
            name => Assert.Contains($"\"{name}\"", source, StringComparison.Ordinal)
        );
        var asked = Asked().Matches(source).Select(m => m.Groups[1].Value).ToHashSet();
        Assert.Contains("CI", asked);
        Assert.Subset(told.ToHashSet(), asked);
    }

    [GeneratedRegex("terminal\\.Variable\\(\"([A-Z_0-9]+)\"\\)")]
    private static partial Regex Asked();
}
