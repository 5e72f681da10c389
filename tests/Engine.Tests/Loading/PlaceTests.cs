namespace PingOneScenarios.Engine.Tests.Loading;

/// <summary>Every expression knows its place, however its scalar is written.</summary>
public sealed class PlaceTests
{
    public static IEnumerable<TheoryDataRow<string, string>> Scalars =>
        [
            new("plain", "a <<one>> b <<two>>"),
            new("plain over lines", "a <<one>>\n    b\n\n    <<two>>"),
            new("single quotes", "'it''s <<one>> ''<<two>>'''"),
            new("single quotes over lines", "'a\n\n    <<one>>  \n    ''<<two>>'"),
            new("double quotes", "\"a <<one>> <<two>>\""),
            new("double quotes with escapes", "\"\\t\\\"\\u00e9\\x41\\U0001F600 <<one>>\\n\\\\x<<two>>\""),
            new("double quotes with escapes among equal letters", "\"\\x6f\\x6e\\x65 <<one>>\\u003c <<two>>\""),
            new("double quotes over lines", "\"a\n    <<one>> \\\n    \\  <<two>>\\\n    x\""),
            new("a literal block", "|\n    a\n      <<one>>\n\n    <<two>>"),
            new("a literal block that keeps its end", "|+\n    <<one>>\n    <<two>>\n\n"),
            new("a literal block with its indentation told", "|2-\n      a\n      <<one>> <<two>>"),
            new("a folded block", ">\n    a <<one>>\n    b\n    <<two>>"),
            new("a folded block with paragraphs", ">-\n    a\n\n\n    <<one>>\n      more\n\n    <<two>>"),
            new("a comment behind", "<<one>><<two>> # <<three>>"),
            new("a comment behind the header", "| # one\n    <<one>>\n    <<two>>"),
            new("an anchor in front", "&one <<one>> <<two>>"),
            new("emoji and accents", "😀 é <<one>> 😀 <<two>>"),
            new("a flow list", "[<<one>>, 'x', \"\\t<<two>>\"]"),
            new("a flow map", "{ one: <<one>>, \"two\": <<two>> }"),
        ];

    [Theory]
    [MemberData(nameof(Scalars))]
    public void An_expression_is_found_where_it_is_written(string style, string scalar)
    {
        foreach (var lineBreak in new[] { "\n", "\r\n" })
        {
            var text = $"scenario: S\nvars:\n  value: {scalar}\nsteps:\n  - {{ step: A, request: GET https://h/ }}\n".Replace(
                "\n",
                lineBreak,
                StringComparison.Ordinal
            );
            var uses = Loads.Scenario(text).Vars.SelectMany(v => v.Value.Templates).SelectMany(t => t.Uses).ToList();
            Assert.Equal(["one", "two"], uses.Select(u => u.Name));
            foreach (var use in uses)
                Assert.True(
                    use.Span.Start == text.IndexOf($"<<{use.Name}>>", StringComparison.Ordinal) + 2,
                    $"{style}: {use.Span} {use.Span.Text}"
                );
            Assert.Equal(["one", "two"], uses.Select(u => u.Span.Text));
        }
    }

    [Fact]
    public void Keys_titles_and_requests_know_their_places_too()
    {
        var scenario = Loads.Scenario(
            "scenario: 'Title'\nvars: { \"name\": 1 }\nsteps:\n  - step: One\n    request: GET https://h/\n    extract: { id: $.id }\n"
        );
        Assert.Equal("'Title'", scenario.TitleSpan.Text);
        Assert.Equal("\"name\"", scenario.Vars[0].NameSpan.Text);
        Assert.Equal("One", scenario.Steps[0].Span.Text);
        Assert.Equal("https://h/", scenario.Steps[0].Request!.Address.Span.Text);
        Assert.Equal((6, 16), (scenario.Steps[0].Extractions[0].NameSpan.Line, scenario.Steps[0].Extractions[0].NameSpan.Column));
    }
}
