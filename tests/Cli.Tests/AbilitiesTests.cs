namespace PingOneScenarios.Cli.Tests;

/// <summary>What a terminal can do, from the process environment.</summary>
public sealed class AbilitiesTests
{
    [Theory]
    [InlineData("LANG=en_US.UTF-8", false)]
    [InlineData("LANG=C.utf8", false)]
    [InlineData("LANG=de_DE.UTF-8@euro", false)]
    [InlineData("LANG=de_DE.ISO-8859-15@euro", true)]
    [InlineData("LANG=de_DE", true)]
    [InlineData("LANG=C", true)]
    [InlineData("", true)]
    [InlineData("LANG=C LC_CTYPE=C.UTF-8", false)]
    [InlineData("LANG=C.UTF-8 LC_CTYPE=POSIX", true)]
    [InlineData("LC_ALL=C LC_CTYPE=C.UTF-8 LANG=C.UTF-8", true)]
    [InlineData("LC_ALL= LC_CTYPE= LANG=C.UTF-8", false)]
    public void The_first_locale_variable_that_is_not_empty_decides_the_letters(string variables, bool isAscii) =>
        Assert.Equal(isAscii, Of(variables + " TERM=xterm").Letters.IsAscii);

    [Theory]
    [InlineData("TERM=xterm", true, true)]
    [InlineData("TERM=xterm NO_COLOR=", true, true)]
    [InlineData("TERM=xterm NO_COLOR=1", true, false)]
    [InlineData("TERM=dumb", false, false)]
    [InlineData("", false, false)]
    public void Colour_and_drawing_over_are_told_apart(string variables, bool isLive, bool hasColor)
    {
        var abilities = Of(variables);

        Assert.Equal((isLive, hasColor), (abilities.IsLive, abilities.HasColor));
    }

    [Fact]
    public void What_is_redirected_is_UTF_8_whatever_the_locale()
    {
        var abilities = Abilities.Of(isScreen: false, name => name == "TERM" ? "xterm" : "C");

        Assert.False(abilities.Letters.IsAscii);
        Assert.False(abilities.IsLive);
    }

    [Theory]
    [InlineData("2 → 3 …", "2 -> 3 ...")]
    [InlineData("‹token› ✓ ✗ ○ ·", "<token> ok x o .")]
    [InlineData("▕██░░▏", "[##--]")]
    [InlineData("Zoë 日本 👍!", "Zo? ?? ?!")]
    public void Every_glyph_has_a_stand_in_and_other_letters_are_question_marks(string text, string shown)
    {
        Assert.Equal(shown, Letters.Ascii.Shown(text));
        using var written = new StringWriter { NewLine = "\n" };
        using var writer = Letters.Ascii.Over(written);
        writer.Write(text);
        writer.Write(text.ToCharArray());
        writer.WriteLine(text);
        foreach (var letter in text)
            writer.Write(letter);
        Assert.Equal(shown + shown + shown + "\n" + shown, written.ToString());
    }

    private static Abilities Of(string variables)
    {
        var known = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToDictionary(v => v.Split('=')[0], v => v.Split('=')[1]);
        return Abilities.Of(isScreen: true, known.GetValueOrDefault);
    }
}
