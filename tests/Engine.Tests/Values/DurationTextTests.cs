using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Tests.Values;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("500ms", 0.5)]
    [InlineData("30s", 30)]
    [InlineData("5m", 300)]
    [InlineData("1h", 3600)]
    [InlineData("7d", 604800)]
    [InlineData("1h30m", 5400)]
    [InlineData("1m500ms", 60.5)]
    [InlineData("1.5h", 5400)]
    [InlineData(" 30s ", 30)]
    [InlineData("-5m", -300)]
    [InlineData("-1h30m", -5400)]
    [InlineData("0s", 0)]
    public void A_number_and_a_unit_are_a_length_of_time(string text, double seconds)
    {
        Assert.True(DurationText.TryParse(text, out var span));
        Assert.Equal(TimeSpan.FromSeconds(seconds), span);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("--5m")]
    [InlineData("30")]
    [InlineData("s")]
    [InlineData("30 s")]
    [InlineData("30S")]
    [InlineData("30sec")]
    [InlineData("1.2.3s")]
    [InlineData(".s")]
    [InlineData("1e3s")]
    [InlineData("99999999d")]
    [InlineData("∞s")]
    [InlineData("5m-")]
    public void Anything_else_is_none(string text) => Assert.False(DurationText.TryParse(text, out _));

    [Theory]
    [InlineData(0, "0 ms")]
    [InlineData(850, "850 ms")]
    [InlineData(999.7, "1000 ms")]
    [InlineData(2400, "2.4 s")]
    [InlineData(185_000, "3 min 5 s")]
    [InlineData(7_260_000, "121 min")]
    public void It_is_shown_short(double milliseconds, string shown) =>
        Assert.Equal(shown, DurationText.Show(TimeSpan.FromMilliseconds(milliseconds)));
}
