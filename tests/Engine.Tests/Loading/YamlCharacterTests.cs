using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Tests.Loading;

public sealed class YamlCharacterTests
{
    [Fact]
    public void Exactly_the_characters_YAML_does_not_allow_are_refused()
    {
        for (var character = 0; character <= char.MaxValue; character++)
        {
            // YAML 1.2.2, production c-printable, in UTF-16 units.
            var isPrintable =
                character is '\t' or '\n' or '\r' or 0x85 or >= 0x20 and <= 0x7e or >= 0xa0 and <= 0xd7ff or >= 0xe000 and <= 0xfffd;
            var isHalfOfOne = char.IsSurrogate((char)character);
            var isRefused = YamlText.Unprintable.Contains((char)character);
            Assert.True(isRefused == !(isPrintable || isHalfOfOne), $"U+{character:X4}");
        }
    }

    [Fact]
    public void A_refused_character_is_shown_with_its_place()
    {
        var problems = new DiagnosticBag();
        Assert.Null(YamlReader.Read(new SourceText("case.yaml", "scenario: one\nsteps: [\u0007]"), problems));
        var problem = Assert.Single(problems.All);
        Assert.Equal("case.yaml:2:9", problem.Span.ToString());
        Assert.Contains("U+0007", problem.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("scenario: x\ntext:a\n", "2:5", "a space is missing behind this colon", "write text: a")]
    [InlineData("scenario: x\ntext:a\nsteps: []\n", "2:5", "a space is missing behind this colon", "write text: a")]
    [InlineData("steps:\n  - step: A\n    text:a\n    expect: {}\n", "3:9", "a space is missing behind this colon", "write text: a")]
    [InlineData("steps:\n  - step:A\n    request: GET x\n", "2:9", "a space is missing behind this colon", "write step: A")]
    [InlineData("scenario: x\nrequest:GET http://x/\n", "2:8", "a space is missing behind this colon", "write request: GET http://x/")]
    [InlineData("a: 1\ntext: *\n", "2:7", "a text cannot begin with *", "put the text in quotes: \"*\"")]
    [InlineData("a: 1\ntext: * b\n", "2:7", "a text cannot begin with *", "put the text in quotes: \"*\"")]
    [InlineData("text: &\n", "1:7", "a text cannot begin with &", "put the text in quotes: \"&\"")]
    [InlineData("tags: [*, a]\n", "1:8", "a text cannot begin with *", "put the text in quotes: \"*\"")]
    [InlineData("text: **\n", "1:7", "there is no anchor &* above this", "put it in quotes if it is text; else ")]
    [InlineData(
        "a: x\u2028y\n",
        "1:5",
        "the character U+2028 (line separator) is a line break to some",
        "break the line as usual, or write \\L in double quotes"
    )]
    [InlineData(
        "a: 'x\u2029y'\n",
        "1:6",
        "the character U+2029 (paragraph separator) is a line break to some",
        "break the line as usual, or write \\P in"
    )]
    [InlineData(
        "a: x\n# b\u0085c: d\n",
        "2:4",
        "the character U+0085 (next line) is a line break to some",
        "break the line as usual, or write \\N in"
    )]
    [InlineData("a: \"\\ud800\"\n", "1:5", "\\ud800 is half of a surrogate pair, which is no letter alone", "write both halves")]
    [InlineData(
        "a: \"\\ud83d\\ude00\\udc00\"\n",
        "1:17",
        "\\udc00 is half of a surrogate pair, which is no letter alone",
        "write both halves"
    )]
    [InlineData("a: \"\\U0000D800\"\n", "1:5", "\\U0000D800 is half of a surrogate pair, which is no letter alone", "write both halves")]
    [InlineData("a: \"\\U00110000\"\n", "1:5", "\\U00110000 is beyond the last letter of Unicode", "write the letter itself")]
    [InlineData("a: x{half}y\n", "1:5", "U+D800 is half of a surrogate pair", "write the whole letter")]
    [InlineData("steps:\n\u00a0\u00a0- step: A\n", "2:1", "the line is indented with U+00A0 (a no-break space)", "replace it by a space")]
    [InlineData(
        "steps:\n  - step: A\n  \u00a0 request: B\n",
        "3:3",
        "the line is indented with U+00A0 (a no-break space)",
        "replace it by a space"
    )]
    [InlineData("a: 1\n\u00a0b: 2\n", "2:1", "the line is indented with U+00A0 (a no-break space)", "replace it by a space")]
    [InlineData("a:\n\u3000\u3000b: 2\n", "2:1", "the line is indented with U+3000 (an ideographic space)", "replace it by a space")]
    [InlineData("a:\n  -\u00a0b\n", "2:4", "the line is indented with U+00A0 (a no-break space)", "replace it by a space")]
    [InlineData(
        "tags:\n\u00a0\u00a0- one\n\u00a0\u00a0- two\n",
        "2:1",
        "the line is indented with U+00A0 (a no-break space)",
        "replace it by a space"
    )]
    [InlineData("a: \"b\" c\n", "1:8", "text stands behind the closing \"", "move the \" to the end of the text")]
    [InlineData("a: 'b' c\nd: e\n", "1:8", "text stands behind the closing '", "move the ' to the end of the text")]
    [InlineData("a: 'b'\n  c\n", "2:3", "text stands behind the closing '", "move the ' to the end of the text")]
    [InlineData("a: ['b' c, d]\n", "1:9", "text stands behind the closing '", "move the ' to the end of the text")]
    [InlineData("a: {b: \"c\" d}\n", "1:12", "text stands behind the closing \"", "move the \" to the end of the text")]
    [InlineData("- \"a\" b\n", "1:7", "text stands behind the closing \"", "move the \" to the end of the text")]
    [InlineData("a: \"b\"#no\n", "1:7", "a comment needs a space in front of its #", "put a space between the quote and the #")]
    public void A_slip_is_told_as_what_it_is(string text, string place, string what, string fix)
    {
        var problems = new DiagnosticBag();
        // No attribute holds half of a surrogate pair.
        YamlReader.Read(new SourceText("f", text.Replace("{half}", "\uD800", StringComparison.Ordinal)), problems);
        var problem = Assert.Single(problems.All);
        Assert.Equal($"f:{place}", problem.Span.ToString());
        Assert.StartsWith(what, problem.What, StringComparison.Ordinal);
        Assert.StartsWith(fix, problem.Fix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a: |\n  b\n  \u00a0c\n")]
    [InlineData("a: x\u00a0y\n")]
    [InlineData("a: \"\\ud83d\\ude00\"\n")]
    [InlineData("a: \"x\\L\\N\\P\"\n")]
    [InlineData("a: \"b\" # c\n")]
    [InlineData("a: 😀\n")]
    public void What_is_meant_stays_allowed(string text)
    {
        var problems = new DiagnosticBag();
        Assert.NotNull(YamlReader.Read(new SourceText("f", text), problems));
        Assert.Empty(problems.All);
    }
}
