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
}
