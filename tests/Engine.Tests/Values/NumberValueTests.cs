using System.Text.Json;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Tests.Values;

public sealed class NumberValueTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("1.10", "1.10")]
    [InlineData("1.0", "1.0")]
    [InlineData("-7", "-7")]
    [InlineData("12345678901234567890", "12345678901234567890")]
    [InlineData("0.1234567890123456789012345", "0.1234567890123456789012345")]
    [InlineData("1e2", "100")]
    [InlineData("1E-7", "1E-07")]
    [InlineData("1.7976931348623157e308", "1.7976931348623157E+308")]
    public void A_number_keeps_what_was_written_as_far_as_it_is_exact(string text, string shown) =>
        Assert.Equal(shown, NumberValue.Parse(text)!.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("1x")]
    [InlineData(" 1")]
    [InlineData("1,000")]
    [InlineData("0x10")]
    [InlineData(".nan")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e999")]
    [InlineData("--1")]
    public void What_is_no_number_is_null(string text) => Assert.Null(NumberValue.Parse(text));

    [Fact]
    public void Equal_numbers_are_equal_however_they_are_written()
    {
        Assert.Equal(NumberValue.From(1L), NumberValue.Parse("1.0"));
        Assert.Equal(NumberValue.From(100L), NumberValue.From(100.0));
        Assert.Equal(NumberValue.From(100L).GetHashCode(), NumberValue.From(100.0).GetHashCode());
        Assert.NotEqual(NumberValue.From(1L), NumberValue.Parse("1.0000000000000001"));
        Assert.False(NumberValue.From(1L).Equals(new TextValue("1")));
    }

    [Theory]
    [InlineData("42", 42L)]
    [InlineData("42.0", 42L)]
    [InlineData("1e3", 1000L)]
    [InlineData("42.5", null)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("9223372036854775808", null)]
    [InlineData("1e300", null)]
    public void A_whole_number_within_64_bits_is_an_integer(string text, long? whole) =>
        Assert.Equal(whole, NumberValue.Parse(text)!.AsInteger);

    [Theory]
    [InlineData("1", "2", -1)]
    [InlineData("2", "1e0", 1)]
    [InlineData("1.10", "1.1", 0)]
    [InlineData("1e300", "1e299", 1)]
    public void Numbers_have_an_order(string a, string b, int order) =>
        Assert.Equal(order, Math.Sign(NumberValue.Parse(a)!.CompareTo(NumberValue.Parse(b)!)));

    [Theory]
    [InlineData("1e400")]
    [InlineData("-1e400")]
    public void A_number_beyond_all_bounds_can_still_be_written_as_JSON(string json)
    {
        using var document = JsonDocument.Parse(json);
        var written = ValueJson.WriteJson(ValueJson.From(document.RootElement));
        using var again = JsonDocument.Parse(written);
        Assert.Equal(JsonValueKind.Number, again.RootElement.ValueKind);
    }
}
