using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Tests.Diagnostics;

public sealed class DiagnosticTextTests
{
    [Fact]
    public void A_diagnostic_shows_place_line_caret_reason_and_remedy() =>
        Assert.Equal(
            """
            users.yaml:2:7: error PS2001: nothing provides the variable "populationId"
               |
             2 |   id: <<populationId>>
               |       ^^^^^^^^^^^^^^^^
               why: the request body needs it
               fix: did you mean "populationID"?
            """,
            Render("a: 1\n  id: <<populationId>>\nb: 2\n", "<<populationId>>", "the request body needs it")
        );

    [Fact]
    public void Without_a_reason_there_is_no_line_for_it() =>
        Assert.DoesNotContain("why:", Render("a: x\n", "x", null), StringComparison.Ordinal);

    [Fact]
    public void A_tab_in_front_of_the_place_stays_a_tab_so_that_the_caret_stands_under_it() =>
        Assert.Contains("\n 1 | \ta: x\n   | \t   ^\n", Render("\ta: x", "x", null), StringComparison.Ordinal);

    [Theory]
    [InlineData("日本: x", "x", "      ^")]
    [InlineData("日本: x", "日本", "^^^^")]
    [InlineData("e\u0301e\u0301: x", "x", "    ^")]
    [InlineData("e\u0301a: 1", "e\u0301", "^")]
    [InlineData("한국어 x", "x", "       ^")]
    [InlineData("😀😀 x", "x", "     ^")]
    [InlineData("ｆｕｌｌ x", "ｆｕｌｌ", "^^^^^^^^")]
    [InlineData("äöü x", "x", "    ^")]
    [InlineData("a\u200Db x", "x", "   ^")]
    [InlineData("สวัสดี x", "x", "     ^")]
    [InlineData("\t日 x", "x", "\t   ^")]
    public void A_caret_stands_under_its_letter_whatever_stands_before(string line, string at, string below) =>
        Assert.Contains($"\n 1 | {line}\n   | {below}\n", Render(line, at, null), StringComparison.Ordinal);

    [Fact]
    public void A_span_over_several_lines_is_underlined_up_to_the_end_of_its_first() =>
        Assert.Contains("\n 1 | a: xx\n   |    ^^\n", Render("a: xx\nyy", "xx\nyy", null), StringComparison.Ordinal);

    [Fact]
    public void A_place_behind_the_last_character_has_a_caret() =>
        Assert.Contains("\n 1 | abc\n   |    ^\n", Rendered(new SourceText("f", "abc"), 3, 0), StringComparison.Ordinal);

    [Fact]
    public void Line_numbers_of_three_digits_move_the_gutter() =>
        Assert.Contains(
            "\n    |\n120 | x\n    | ^\n",
            Rendered(new SourceText("f", new string('\n', 119) + "x"), 119, 1),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(500)]
    [InlineData(995)]
    public void A_long_line_is_cut_around_the_place(int at)
    {
        var line = new string('-', at) + "X" + new string('-', 1000 - at);
        var lines = Rendered(new SourceText("f", line), at, 1).Split('\n');
        Assert.True(lines[2].Length <= 170, lines[2]);
        Assert.Equal(lines[2].IndexOf('X', StringComparison.Ordinal), lines[3].IndexOf('^', StringComparison.Ordinal));
        Assert.Equal(at > 80, lines[2].Contains("| …", StringComparison.Ordinal));
    }

    [Fact]
    public void Control_characters_are_not_printed() =>
        Assert.Contains(" 1 | a·[31mx\n", Render("a\u001b[31mx", "x", null), StringComparison.Ordinal);

    [Fact]
    public void A_source_without_text_has_no_source_line() =>
        Assert.Equal("f:1:1: error PS2001: w\n   fix: x", Rendered(new SourceText("f", ""), 0, 0));

    [Fact]
    public void Lines_and_columns_count_from_1_over_every_kind_of_line_break()
    {
        var source = new SourceText("f", "ab\r\nc\n\nd");
        Assert.Equal((1, 1), source.PlaceOf(0));
        Assert.Equal((2, 1), source.PlaceOf(4));
        Assert.Equal((3, 1), source.PlaceOf(6));
        Assert.Equal((4, 2), source.PlaceOf(8));
        Assert.Equal((4, 2), source.PlaceOf(99));
        Assert.Equal("ab", source.Line(1));
        Assert.Equal("", source.Line(3));
    }

    [Fact]
    public void A_bag_gives_each_problem_once_in_the_order_of_places()
    {
        var source = new SourceText("f", "abcdef");
        var bag = new DiagnosticBag();
        foreach (var at in new[] { 4, 1, 4 })
            bag.Add(DiagnosticCodes.StrayCloser, new SourceSpan(source, at, 1), "w", null, "x");
        Assert.Equal([1, 4], bag.All.Select(d => d.Span.Start));
        Assert.False(bag.HasErrors);
    }

    [Fact]
    public void Every_code_has_its_own_id() =>
        Assert.Equal(DiagnosticCodes.All.Length, DiagnosticCodes.All.Select(c => c.Id).Distinct().Count());

    [Fact]
    public void Decoded_text_knows_where_it_came_from()
    {
        var source = new SourceText("f", "k: \"a\\u0062<<x>>\"");
        var whole = new SourceSpan(source, 3, 14);
        var located = new LocatedText("ab<<x>>", whole, [4, 5, 11, 12, 13, 14, 15], 0);
        Assert.Equal("x", located.Part(4, 1).Text);
        Assert.Equal("x", located.Slice(2, 5).Part(2, 1).Text);
        Assert.Equal(16, located.Part(7, 0).Start);
    }

    private static string Render(string text, string place, string? why)
    {
        var source = new SourceText("users.yaml", text);
        var span = new SourceSpan(source, text.IndexOf(place, StringComparison.Ordinal), place.Length);
        return new Diagnostic(
            DiagnosticCodes.UnknownVariable,
            span,
            "nothing provides the variable \"populationId\"",
            why,
            "did you mean \"populationID\"?"
        ).ToString();
    }

    private static string Rendered(SourceText source, int start, int length) =>
        new Diagnostic(DiagnosticCodes.UnknownVariable, new SourceSpan(source, start, length), "w", null, "x").ToString();
}
