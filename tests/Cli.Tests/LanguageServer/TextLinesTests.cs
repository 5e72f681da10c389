using PingOneScenarios.Cli.LanguageServer;

namespace PingOneScenarios.Cli.Tests.LanguageServer;

/// <summary>Positions of LSP in a text with every kind of line break.</summary>
public sealed class TextLinesTests
{
    private const string Text = "a\r\nb🎉\rc\n";

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0, 1, 1)]
    [InlineData(0, 99, 1)]
    [InlineData(1, 0, 3)]
    [InlineData(1, 3, 6)]
    [InlineData(2, 0, 7)]
    [InlineData(2, 1, 8)]
    [InlineData(3, 0, 9)]
    [InlineData(99, 0, 9)]
    [InlineData(2, int.MaxValue, 8)]
    public void A_position_is_an_offset(int line, int character, int offset) =>
        Assert.Equal(offset, new TextLines(Text).OffsetOf(line, character));

    [Fact]
    public void Every_offset_comes_back_but_those_inside_a_line_break()
    {
        var lines = new TextLines(Text);
        for (var offset = 0; offset <= Text.Length; offset++)
        {
            var (line, character) = lines.PositionOf(offset);
            Assert.Equal(offset == 2 ? 1 : offset, lines.OffsetOf(line, character));
        }
    }
}
