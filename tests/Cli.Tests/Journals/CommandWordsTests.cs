using PingOneScenarios.Cli.Journals;

namespace PingOneScenarios.Cli.Tests.Journals;

/// <summary>A command in one line.</summary>
public sealed class CommandWordsTests
{
    [Theory]
    [InlineData("pass show p1s/journal", "pass|show|p1s/journal")]
    [InlineData("  pass \t show  ", "pass|show")]
    [InlineData("a 'b c' \"d 'e\"", "a|b c|d 'e")]
    [InlineData("a '' \"\"", "a||")]
    [InlineData("a b'c d'e", "a|bc de")]
    [InlineData("a $HOME \\b * ;", "a|$HOME|\\b|*|;")]
    public void Words_are_divided_at_blanks(string line, string words) => Assert.Equal(words.Split('|'), CommandWords.Of(line));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("a 'b")]
    [InlineData("a \"b' c")]
    public void There_is_no_command(string line) => Assert.Empty(CommandWords.Of(line));
}
