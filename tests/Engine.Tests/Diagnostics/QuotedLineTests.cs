using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Tests.Diagnostics;

/// <summary>A line whose expression needs quotes, as it is written right; without one where that is not certain.</summary>
public sealed class QuotedLineTests
{
    [Theory]
    [InlineData("  a: <<{b: 1}>>", "a: '<<{b: 1}>>'")]
    [InlineData("  - <<x == \"a # b\">>", "- '<<x == \"a # b\">>'")]
    [InlineData("  request: GET <<base>>/<<f {a: 1}>>", "request: 'GET <<base>>/<<f {a: 1}>>'")]
    [InlineData("  a: <<{b: 1}>> # why", "a: '<<{b: 1}>>' # why")]
    [InlineData("  a: { x: <<{b: 1}>>, y: 2 }", "a: { x: '<<{b: 1}>>', y: 2 }")]
    [InlineData("  a: [<<f 1, 2>>, 3]", "a: ['<<f 1, 2>>', 3]")]
    [InlineData("  a: <<f \"it's: b\">>", "a: '<<f \"it''s: b\">>'")]
    [InlineData("  a: <<f \"x >> y\" {b: 1}>>", "a: '<<f \"x >> y\" {b: 1}>>'")]
    [InlineData("  a: <<{b: 1", null)]
    [InlineData("  a: [<<f 1,", null)]
    [InlineData("  a: '<<{b: 1}>>", null)]
    [InlineData("  a: nothing: here", null)]
    public void The_line_is_written_right(string line, string? right) =>
        Assert.Equal(
            right,
            QuotedLine.Rewrite(
                line,
                line.Contains("<<f", StringComparison.Ordinal) ? line.IndexOf("<<f", StringComparison.Ordinal) : line.Length - 1
            )
        );

    [Fact]
    public void What_stands_in_an_environment_file_is_not_repeated()
    {
        const string Text = "environment: mine\nsecrets:\n  a: <<{b: fake-secret-0123456789}>>";
        var place = new SourceSpan(new SourceText("mine.yaml", Text), Text.Length - 2, 1);
        Assert.DoesNotContain("fake", QuotedLine.Fix(place).Sentence, StringComparison.Ordinal);
    }
}
