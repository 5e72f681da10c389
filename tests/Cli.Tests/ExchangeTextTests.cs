using PingOneScenarios.Cli.Display;

namespace PingOneScenarios.Cli.Tests;

/// <summary>Trust rule 13: a body is shown as it is when it cannot be laid out, whatever a server sends.</summary>
public sealed class ExchangeTextTests
{
    [Theory]
    [InlineData("{\"a\":\"\\ud800\"}")]
    [InlineData("{\"\\udc00\":1}")]
    [InlineData("\"\\ud800\\ud800\"")]
    [InlineData("{\"a\":1")]
    [InlineData("")]
    [InlineData("{\"a\":1}\0")]
    [InlineData("<html>")]
    public void Rule_13_what_cannot_be_laid_out_is_shown_as_it_is(string body) => Assert.Equal(body, ExchangeText.Indented(body));

    [Fact]
    public void Rule_13_half_of_a_pair_and_a_thousand_levels_too()
    {
        var half = "\"" + (char)0xd800 + "\"";
        Assert.Equal(half, ExchangeText.Indented(half));
        var deep = new string('[', 1000) + new string(']', 1000);
        Assert.Equal(deep, ExchangeText.Indented(deep));
    }
}
