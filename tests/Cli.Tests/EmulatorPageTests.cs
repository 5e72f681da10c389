using System.Text.RegularExpressions;
using PingOneScenarios.Cli.Tests.Driving;
using PingOneScenarios.Emulator.Faults;
using PingOneScenarios.Engine.Tests;

namespace PingOneScenarios.Cli.Tests;

/// <summary>What engine/emulator.md says of options and faults is what there is.</summary>
public sealed partial class EmulatorPageTests
{
    private static string Page => File.ReadAllText(RepositoryRoot.PathOf("engine", "emulator.md"));

    [Fact]
    public void Every_fault_that_is_written_there_can_be_typed()
    {
        var written = Faults().Matches(Page).Select(match => match.Groups[1].Value.Trim('\'')).Where(text => text != "KIND").ToArray();

        Assert.InRange(written.Length, FaultKind.Table.Count, 100);
        Assert.All(written, text => Assert.True(FaultSyntax.TryRead(text, out _, out var why), $"{text}: {why}"));
    }

    [Fact]
    public void Every_kind_and_every_word_has_a_row()
    {
        var words = Words().Matches(FaultSyntax.Form).Select(match => match.Groups[1].Value);

        Assert.All(FaultKind.Table, kind => Assert.Contains($"\n| `{kind.Word}` | ", Page, StringComparison.Ordinal));
        Assert.All(words, word => Assert.Matches($"\n\\| `{word} [^|]*` \\| ", Page));
    }

    [Fact]
    public async Task Every_option_is_there()
    {
        var help = await CommandRun.RunAsync("emulator", "--help");

        var options = Options().Matches(help.Output).Select(match => match.Groups[1].Value).Where(name => name is not "--help").ToArray();

        Assert.InRange(options.Length, 10, 20);
        Assert.All(options, option => Assert.Contains($"`{option}", Page, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"--fault ('[^'\n]+'|[a-zA-Z0-9][^\s`]*)")]
    private static partial Regex Faults();

    [GeneratedRegex(@"[\[|]:([a-z-]+) ")]
    private static partial Regex Words();

    [GeneratedRegex(@"^  (?:-\w, )?(--[a-z]+)", RegexOptions.Multiline)]
    private static partial Regex Options();
}
