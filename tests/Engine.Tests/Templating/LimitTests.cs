using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Tests.Templating;

/// <summary>Whatever an author or an answer asks for, rendering ends, in time and within memory.</summary>
public sealed class LimitTests
{
    private static readonly string Megabyte = new('a', 1 << 20);

    [Fact]
    public void Text_of_more_than_16_MB_is_an_error_and_not_cut() =>
        AssertTooLong(string.Concat(Enumerable.Repeat("<<big>>", 17)), "the text is longer than 16 MB");

    [Fact]
    public void Text_of_16_MB_is_not() =>
        Assert.Equal(
            TemplateRenderer.LargestOutput,
            Bench().Render(string.Concat(Enumerable.Repeat("<<big>>", 16))).Value.ToString().Length
        );

    [Fact]
    public void A_value_of_more_than_16_MB_is_an_error() =>
        AssertTooLong($"<<{string.Join(" + ", Enumerable.Repeat("big", 17))}>>", "the text is longer than 16 MB");

    [Theory]
    [InlineData("text.replace big \"a\" \"0123456789abcdefghij\"")]
    [InlineData("regex.replace big 'a' '0123456789abcdefghij'")]
    [InlineData("text.join [big, big, big, big, big, big, big, big, big] big")]
    [InlineData("json.text [quotes]")]
    public void A_function_does_not_make_more_than_16_MB(string expression) =>
        AssertTooLong($"<<{expression}>>", $"{expression.Split(' ')[0]}: the result is longer than 16 MB");

    [Theory]
    [InlineData("(", "1", ")")]
    [InlineData("[", "1", "]")]
    [InlineData("{a: ", "1", "}")]
    [InlineData("!", "true", "")]
    [InlineData("1 + (", "1", ")")]
    [InlineData("true ? 1 : (", "1", ")")]
    public void Deep_nesting_is_refused_without_a_crash(string open, string inner, string close)
    {
        var deep = string.Concat(Enumerable.Repeat(open, 20_000)) + inner + string.Concat(Enumerable.Repeat(close, 20_000));
        Assert.Equal("the expression cannot be parsed", Bench().Problem($"<<{deep}>>").What);
    }

    [Theory]
    [InlineData("1", " + 1")]
    [InlineData("\"a\"", " | text.trim")]
    [InlineData("user", ".a")]
    [InlineData("true", " && true")]
    [InlineData("missing", " ?? missing")]
    public void A_row_of_20000_operators_is_refused_without_a_crash(string first, string further)
    {
        var row = first + string.Concat(Enumerable.Repeat(further, 20_000));
        Assert.Equal("the expression cannot be parsed", Bench().Problem($"<<{row}>>").What);
    }

    [Theory]
    [InlineData("1", " + 1", "101")]
    [InlineData("\" a \"", " | text.trim", "\"a\"")]
    [InlineData("missing", " ?? null", "null")]
    public void A_row_of_100_operators_is_computed(string first, string further, string expected) =>
        Assert.Equal(expected, Bench().Outcome(first + string.Concat(Enumerable.Repeat(further, 100))));

    [Fact]
    public void A_shift_or_product_too_large_for_a_number_is_an_error() =>
        Assert.StartsWith("error at ", Bench().Outcome("<<(1 << 100000000)>>"), StringComparison.Ordinal);

    private static ExpressionBench Bench() =>
        new ExpressionBench().With("big", new TextValue(Megabyte)).With("quotes", new TextValue(new string('"', 9 << 20)));

    private static void AssertTooLong(string text, string what) => Assert.Equal(what, Bench().Problem(text).What);
}
