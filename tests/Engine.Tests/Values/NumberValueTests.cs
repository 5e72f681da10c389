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
    [InlineData("1e2", "1e2")]
    [InlineData("1E5", "1E5")]
    [InlineData("1E-7", "1E-7")]
    [InlineData("-0", "-0")]
    [InlineData("-0.0", "-0.0")]
    [InlineData("0e0", "0e0")]
    [InlineData("1.7976931348623157e308", "1.7976931348623157e308")]
    [InlineData("123456789012345678901234567890123456789", "123456789012345678901234567890123456789")]
    [InlineData("0.1234567890123456789012345678901234", "0.1234567890123456789012345678901234")]
    [InlineData("1.00000000000000000000000000000000000", "1.00000000000000000000000000000000000")]
    [InlineData("1e-400", "1e-400")]
    [InlineData("1e10000", "1e10000")]
    [InlineData("+1e+05", "1e+05")]
    [InlineData("+12", "12")]
    [InlineData(".5", "0.5")]
    [InlineData("-.5", "-0.5")]
    [InlineData("5.", "5")]
    [InlineData("007", "7")]
    public void A_number_keeps_what_was_written_in_the_grammar_of_JSON(string text, string shown) =>
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
    [InlineData("--1")]
    [InlineData(".")]
    [InlineData("e5")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1e10001")]
    [InlineData("1e-10001")]
    [InlineData("1e999999999999999999999999")]
    public void What_is_no_number_is_null(string text) => Assert.Null(NumberValue.Parse(text));

    [Fact]
    public void Equal_numbers_are_equal_however_they_are_written()
    {
        Assert.Equal(NumberValue.From(1L), NumberValue.Parse("1.0"));
        Assert.Equal(NumberValue.From(100L), NumberValue.Parse("1e2"));
        Assert.Equal(NumberValue.From(100L).GetHashCode(), NumberValue.Parse("1e2")!.GetHashCode());
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
    [InlineData("0", "1e-400", -1)]
    [InlineData("-1e-400", "0", -1)]
    [InlineData("0e400", "-0.0", 0)]
    [InlineData("123456789012345678901234567890123456789", "123456789012345678901234567890123456780", 1)]
    [InlineData("12345678901234567890123456789e1", "123456789012345678901234567890", 0)]
    [InlineData("79000000000000000000000000000", "7.9e28", 0)]
    [InlineData("80000000000000000000000000000", "8e28", 0)]
    [InlineData("0.1234567890123456789012345678901234", "0.1234567890123456789012345678901235", -1)]
    [InlineData("1e10000", "1e9999", 1)]
    [InlineData("-1e10000", "1e-10000", -1)]
    [InlineData("1.00000000000000000000000000000000000", "1", 0)]
    public void Numbers_have_an_order(string a, string b, int order) =>
        Assert.Equal(order, Math.Sign(NumberValue.Parse(a)!.CompareTo(NumberValue.Parse(b)!)));

    [Theory]
    [InlineData("7.9e28", "79000000000000000000000000000")]
    [InlineData("8e28", "80000000000000000000000000000")]
    [InlineData("1e-28", "0.0000000000000000000000000001")]
    [InlineData("1e-29", "0.00000000000000000000000000001")]
    [InlineData("1e400", "10e399")]
    [InlineData("100", "1.00E+2")]
    [InlineData("0", "-0")]
    [InlineData("0", "0e77")]
    public void Equal_numbers_are_found_by_their_hash_and_their_usual_text(string a, string b)
    {
        var (first, second) = (NumberValue.Parse(a)!, NumberValue.Parse(b)!);
        Assert.Equal(first, second);
        Assert.Equal(first.GetHashCode(), second.GetHashCode());
        Assert.Equal(first.Usual, second.Usual);
    }

    [Fact]
    public void A_thousand_digits_are_read_and_one_more_is_not()
    {
        Assert.NotNull(NumberValue.Parse(new string('9', 1000)));
        Assert.NotNull(NumberValue.Parse("-0." + new string('9', 999)));
        Assert.Null(NumberValue.Parse(new string('9', 1001)));
        Assert.Null(NumberValue.Parse("0." + new string('0', 1000) + "e1"));
    }

    [Theory]
    [InlineData("{\"a\":1e999999999}", 5, "has an exponent beyond 10,000")]
    [InlineData("{\"a\":1E-10001,\"b\":1e99999}", 5, "has an exponent beyond 10,000")]
    [InlineData("[1, 2e+0010001]", 4, "has an exponent beyond 10,000")]
    [InlineData("{\"id\":\"12e345678\"}", -1, "")]
    [InlineData("[1e10000,-1e-10000, 1e00000000001]", -1, "")]
    [InlineData("{\"12e345678\":[1,2.5e5]}", -1, "")]
    public void A_number_of_JSON_beyond_the_limits_is_found_where_it_stands(string json, int at, string objection)
    {
        var found = NumberLimits.FindIn(System.Text.Encoding.UTF8.GetBytes(json));
        Assert.Equal(at < 0 ? null : (at, objection), found);
    }

    [Theory]
    [InlineData(1000, false)]
    [InlineData(1001, true)]
    [InlineData(20_000, true)]
    public void A_long_number_of_JSON_is_found_wherever_it_begins(int digits, bool isBeyond)
    {
        for (var before = 0; before < 100; before++)
        {
            var json = "[\"" + new string('x', before) + "\",\n" + new string('7', digits) + "]";
            var found = NumberLimits.FindIn(System.Text.Encoding.UTF8.GetBytes(json));
            Assert.Equal(isBeyond ? (before + 5, "has more than 1,000 digits") : null, found);
        }
    }

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
